import { createSignal, Show } from "solid-js";
import type { ImportPreview, RowOutcome, RowOutcomeKind } from "../../../worker/domains/imports/schemas.ts";
import { createPages } from "../../shared/pages.ts";
import type { Column } from "../../shared/table/column.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { withParams } from "../../shared/url-state.ts";
import { OutcomePanel } from "./outcome-panel.tsx";
import { matchText, outcomeText } from "./outcome-words.ts";

const columns: Record<RowOutcomeKind, Column<RowOutcome>[]> = {
  new: [
    ...basics(),
    { ...text("note", "To know", (row) => row.reasons.join(" ")), width: "minmax(120px, 2fr)" },
  ],
  changed: [...basics(), { ...text("changes", "What changes", outcomeText), width: "minmax(160px, 3fr)" }],
  matched: [...basics(), text("found", "How it was found", matchText)],
  // A refused row has no family; what matters is why.
  refused: [...basics().slice(0, 2), { ...text("why", "Why", outcomeText), width: "minmax(160px, 3fr)" }],
};

const empty: Record<RowOutcomeKind, { title: string; text: string }> = {
  new: {
    title: "No row makes a new family",
    text: "Every family of the file is here already, or was refused.",
  },
  changed: {
    title: "No row changes anything",
    text: "What the file says of families that are here is what we have.",
  },
  matched: { title: "No row is unchanged", text: "Rows that say nothing new would be listed here." },
  refused: { title: "No row is refused", text: "Every row of the file can be imported." },
};

type OutcomeTableProps = { id: string; preview: ImportPreview; outcome: RowOutcomeKind };

export function OutcomeTable(props: OutcomeTableProps) {
  const pages = createPages<RowOutcome>(() =>
    withParams(`/imports/${props.id}/preview`, {
      outcome: props.outcome,
      previewId: props.preview.previewId,
    }),
  );
  const [peekId, setPeekId] = createSignal<string>();
  const peeked = () => pages.rows().find((row) => row.id === peekId());
  return (
    <>
      <VirtualTable
        label={`Rows: ${props.outcome}`}
        pages={pages}
        columns={columns[props.outcome]}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        peekId={peekId()}
        onPeek={setPeekId}
        empty={<EmptyState title={empty[props.outcome].title}>{empty[props.outcome].text}</EmptyState>}
      />
      <Show when={peeked()}>
        {(row) => <OutcomePanel row={row()} onClose={() => setPeekId(undefined)} />}
      </Show>
    </>
  );
}

function basics(): Column<RowOutcome>[] {
  return [
    {
      id: "row",
      label: "Row",
      width: "72px",
      align: "end",
      card: "aside",
      cell: (row) => row.row.toLocaleString(),
    },
    {
      id: "name",
      label: "Who",
      width: "minmax(140px, 1fr)",
      card: "title",
      cell: (row) => <span class="font-semibold">{row.name || "No name"}</span>,
    },
    text("family", "Family", (row) => row.familyName ?? ""),
  ];
}

function text(id: string, label: string, value: (row: RowOutcome) => string): Column<RowOutcome> {
  return {
    id,
    label,
    width: "minmax(110px, 1fr)",
    cell: (row) => <span title={value(row)}>{value(row)}</span>,
  };
}
