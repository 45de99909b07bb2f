import { Show } from "solid-js";
import type { RunKindName } from "../../../worker/domains/billing-runs/schemas.ts";
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

/** Whether the lines still ask, were carried out, or were taken back. */
export type Phase = "asks" | "done" | "undone";

export function phaseOf({ state }: RunDetail): Phase {
  if (state === "undone") return "undone";
  return state === "running" || state === "done" ? "done" : "asks";
}

type Columns = {
  kind: RunKindName;
  phase: Phase;
  mayTick: () => boolean;
  onTick: (row: ListedRow, isTicked: boolean) => void;
};

/** What the lines of a kind show, the box to leave one out first. */
export function rowColumns({ kind, phase, mayTick, onTick }: Columns): Column<ListedRow>[] {
  const ticked: Column<ListedRow> = {
    id: "ticked",
    label: tickLabel(kind),
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
  const difference = differenceColumn(kind);
  const state = stateColumn(kind, phase);
  const now = phase === "asks" ? difference : state;
  switch (kind) {
    case "drops":
      return [ticked, family, label("Student and class"), since, owed, lastDay, now];
    case "statements":
      return [ticked, family, email, { ...amount, label: "Owes" }, now];
    case "anniversary":
      return [ticked, family, label("For"), dueOn, was, amount, now];
    default: {
      // On a phone two marks would leave no room for the amount: what became of a line is what matters then.
      const before: Column<ListedRow> = phase === "asks" ? difference : { ...difference, card: "hidden" };
      return [ticked, family, label("For"), before, state, was, amount];
    }
  }
}

function tickLabel(kind: RunKindName): string {
  if (kind === "drops") return "Drop";
  return kind === "statements" ? "Send" : "Bill";
}

function stateColumn(kind: RunKindName, phase: Phase): Column<ListedRow> {
  return {
    id: "state",
    label: "Result",
    width: isTold(kind) ? "minmax(120px, 1.6fr)" : "120px",
    cell: (row) => (
      <Show when={rowState(kind, phase, row)}>
        {(shown) => (
          <Told pill={shown()} text={isTold(kind) ? row.problem : null} title={row.problem ?? undefined} />
        )}
      </Show>
    ),
  };
}

/** Kinds whose lines say in words why they are not, or were not, carried out. */
const isTold = (kind: RunKindName) => kind === "drops" || kind === "statements" || kind === "anniversary";

type Words = { label: string; tone: PillTone };

/** What became of a line, in the words of its kind and of a run that was taken back. */
function rowState(kind: RunKindName, phase: Phase, row: RunRow): Words | null {
  if (row.state !== "done") return STATES[row.state];
  if (kind === "drops" && phase === "undone") {
    return row.problem === null
      ? { label: "Brought back", tone: "good" }
      : { label: "Stays dropped", tone: "warn" };
  }
  if (kind === "drops") return { label: "Dropped", tone: "bad" };
  if (phase === "undone") return { label: "Taken back", tone: "plain" };
  return kind === "statements" ? { label: "Sent", tone: "good" } : STATES.done;
}

/** A mark, and beside it why; the text is cut where there is no room, and whole in the drawer. */
function Told(props: { pill: Words; text: string | null | undefined; title: string | undefined }) {
  return (
    <span class="flex min-w-0 items-center gap-2" title={props.title}>
      <Pill tone={props.pill.tone}>{props.pill.label}</Pill>
      <Show when={props.text}>
        <span class="min-w-0 truncate text-ink-3">{props.text}</span>
      </Show>
    </span>
  );
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

/** Room is left on a card for the amount and the mark. */
const HALF_A_CARD = "max-sm:max-w-1/2!";

const label = (text: string): Column<ListedRow> => ({
  id: "label",
  label: text,
  width: "minmax(180px, 2fr)",
  class: HALF_A_CARD,
  cell: (row) => row.label,
});

const email: Column<ListedRow> = {
  id: "email",
  label: "To",
  width: "minmax(200px, 2fr)",
  class: HALF_A_CARD,
  cell: (row) => (
    <Show when={row.shown?.email} fallback={<span class="text-ink-3">{row.shown?.why}</span>}>
      {(address) => <bdi>{address()}</bdi>}
    </Show>
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
  card: "hidden",
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

function differenceColumn(kind: RunKindName): Column<ListedRow> {
  return {
    id: "difference",
    label: kind === "drops" || kind === "statements" ? "What happens" : "Against last time",
    width: isTold(kind) ? "minmax(130px, 1.6fr)" : "130px",
    cell: (row) => (
      <Show when={row.difference}>
        {(difference) => (
          <Told
            pill={differenceText(kind, difference())}
            text={kind === "statements" ? null : row.shown?.why}
            title={row.shown?.why}
          />
        )}
      </Show>
    ),
  };
}

const was: Column<ListedRow> = {
  id: "was",
  label: "Last time",
  width: "100px",
  align: "end",
  card: "hidden",
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
