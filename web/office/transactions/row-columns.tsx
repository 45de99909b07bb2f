import { Show } from "solid-js";
import type { RunDetail, RunRow } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import type { ListedRow } from "./run-rows.tsx";
import { differenceText } from "./run-words.ts";

const NEVER_TICKED = ["billed", "gone", "zero"];
const STATES: Record<RunRow["state"], { label: string; tone: PillTone } | null> = {
  planned: null,
  done: { label: "Done", tone: "good" },
  skipped: { label: "Left out", tone: "warn" },
  failed: { label: "Failed", tone: "bad" },
};

type Columns = {
  run: () => RunDetail;
  mayTick: () => boolean;
  onTick: (row: ListedRow, isTicked: boolean) => void;
};

/** What the lines of a kind show, the box to leave one out first. */
export function rowColumns({ run, mayTick, onTick }: Columns): Column<ListedRow>[] {
  const { kind } = run();
  const ticked: Column<ListedRow> = {
    id: "ticked",
    label: tickLabel(run()),
    width: "56px",
    card: "aside",
    cell: (row) => (
      <input
        type="checkbox"
        class="block size-4 accent-accent"
        aria-label={`Include ${row.familyName}, ${row.label}`}
        checked={row.isTicked}
        disabled={!mayTick() || NEVER_TICKED.includes(row.difference ?? "")}
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => onTick(row, event.currentTarget.checked)}
      />
    ),
  };
  const state: Column<ListedRow> = {
    id: "state",
    label: "Became",
    width: "120px",
    cell: (row) => (
      <Show when={rowState(run(), row)}>
        {(shown) => (
          <span title={row.problem ?? undefined}>
            <Pill tone={shown().tone}>{shown().label}</Pill>
          </span>
        )}
      </Show>
    ),
  };
  const difference = differenceColumn(run());
  switch (kind) {
    case "drops":
      return [ticked, family, label("Student and class"), difference, why, since, owed, lastDay, state];
    case "statements":
      return [ticked, family, email, difference, state, { ...amount, label: "Owes" }];
    case "anniversary":
      return [ticked, family, label("For"), dueOn, difference, why, state, was, amount];
    default:
      return [ticked, family, label("For"), difference, state, was, amount];
  }
}

function tickLabel({ kind }: RunDetail): string {
  if (kind === "drops") return "Drop";
  return kind === "statements" ? "Send" : "Bill";
}

/** What became of a line, in the words of its kind and of a run that was taken back. */
function rowState(run: RunDetail, row: RunRow): { label: string; tone: PillTone } | null {
  if (row.state !== "done") return STATES[row.state];
  if (run.kind === "drops" && run.state === "undone") {
    return row.problem === null
      ? { label: "Brought back", tone: "good" }
      : { label: "Stays dropped", tone: "warn" };
  }
  if (run.kind === "drops") return { label: "Dropped", tone: "bad" };
  return run.kind === "statements" ? { label: "Sent", tone: "good" } : STATES.done;
}

const family: Column<ListedRow> = {
  id: "family",
  label: "Family",
  width: "minmax(130px, 1fr)",
  card: "title",
  cell: (row) => (
    <span class="font-semibold">
      <bdi>{row.familyName}</bdi>
    </span>
  ),
};

const label = (text: string): Column<ListedRow> => ({
  id: "label",
  label: text,
  width: "minmax(180px, 2fr)",
  cell: (row) => row.label,
});

const email: Column<ListedRow> = {
  id: "email",
  label: "To",
  width: "minmax(200px, 2fr)",
  cell: (row) => (
    <Show when={row.shown?.email} fallback={<span class="text-ink-3">{row.shown?.why}</span>}>
      {(address) => <bdi>{address()}</bdi>}
    </Show>
  ),
};

const why: Column<ListedRow> = {
  id: "why",
  label: "Why not",
  width: "minmax(120px, 1.4fr)",
  cell: (row) => (
    <span class="text-ink-3" title={row.shown?.why}>
      {row.shown?.why}
    </span>
  ),
};

const dateColumn = (
  id: string,
  text: string,
  of: (row: ListedRow) => string | undefined,
): Column<ListedRow> => ({
  id,
  label: text,
  width: "116px",
  cell: (row) => (
    <Show when={of(row)}>{(day) => <span class="tabular-nums">{formats().date(day())}</span>}</Show>
  ),
});
const since = dateColumn("since", "Owes since", (row) => row.shown?.since);
const lastDay = dateColumn("lastDay", "Last day", (row) => row.shown?.lastDayOn);
const dueOn = dateColumn("dueOn", "Due", (row) => row.shown?.dueOn);

const owed: Column<ListedRow> = {
  id: "owed",
  label: "Family owes",
  width: "110px",
  align: "end",
  cell: (row) => <MoneyText class="font-semibold" amountMinor={row.shown?.owedMinor ?? 0} />,
};

function differenceColumn({ kind }: RunDetail): Column<ListedRow> {
  const isCompared = kind !== "drops" && kind !== "statements";
  return {
    id: "difference",
    label: isCompared ? "Against last time" : "What happens",
    width: "130px",
    cell: (row) => (
      <Show when={row.difference}>
        {(difference) => {
          const words = () => differenceText(kind, difference());
          return <Pill tone={words().tone}>{words().label}</Pill>;
        }}
      </Show>
    ),
  };
}

const was: Column<ListedRow> = {
  id: "was",
  label: "Last time",
  width: "100px",
  align: "end",
  cell: (row) => (
    <Show when={row.wasMinor !== null}>
      <MoneyText class="text-ink-3" amountMinor={row.wasMinor ?? 0} />
    </Show>
  ),
};

const amount: Column<ListedRow> = {
  id: "amount",
  label: "Amount",
  width: "110px",
  align: "end",
  cell: (row) => <MoneyText class="font-semibold" amountMinor={row.amountMinor} />,
};
