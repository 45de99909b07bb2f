import { Show } from "solid-js";
import type { Column } from "../../shared/table/column.ts";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import type { ListedRow } from "./run-rows.tsx";
import { differenceWords } from "./run-words.ts";

const NEVER_TICKED = ["billed", "gone", "zero"];
const STATES = {
  planned: null,
  done: { label: "Done", tone: "good" },
  skipped: { label: "Left out", tone: "warn" },
  failed: { label: "Failed", tone: "bad" },
} as const;

export function rowColumns(
  mayTick: () => boolean,
  onTick: (row: ListedRow, isTicked: boolean) => void,
): Column<ListedRow>[] {
  return [
    {
      id: "ticked",
      label: "Bill",
      width: "52px",
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
    },
    {
      id: "family",
      label: "Family",
      width: "minmax(130px, 1fr)",
      card: "title",
      cell: (row) => (
        <span class="font-semibold">
          <bdi>{row.familyName}</bdi>
        </span>
      ),
    },
    { id: "label", label: "For", width: "minmax(180px, 2fr)", cell: (row) => row.label },
    {
      id: "difference",
      label: "Against last time",
      width: "130px",
      cell: (row) => (
        <Show when={row.difference}>
          {(difference) => (
            <Pill tone={differenceWords[difference()].tone}>{differenceWords[difference()].label}</Pill>
          )}
        </Show>
      ),
    },
    {
      id: "state",
      label: "Became",
      width: "110px",
      cell: (row) => (
        <Show when={STATES[row.state]}>
          {(state) => (
            <span title={row.problem ?? undefined}>
              <Pill tone={state().tone}>{state().label}</Pill>
            </span>
          )}
        </Show>
      ),
    },
    {
      id: "was",
      label: "Last time",
      width: "100px",
      align: "end",
      cell: (row) => (
        <Show when={row.wasMinor !== null}>
          <MoneyText class="text-ink-3" amountMinor={row.wasMinor ?? 0} />
        </Show>
      ),
    },
    {
      id: "amount",
      label: "Amount",
      width: "110px",
      align: "end",
      cell: (row) => <MoneyText class="font-semibold" amountMinor={row.amountMinor} />,
    },
  ];
}
