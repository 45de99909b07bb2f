import { Show } from "solid-js";
import { formats } from "../../../../shared/formats.ts";
import { MoneyText } from "../../../../shared/ui/money-text.tsx";
import { Pill } from "../../../../shared/ui/pill.tsx";
import { actLabel, dayText, dueText, entryName, statusWords } from "../../../ledger/words.ts";
import type { LedgerRow } from "./ledger-tab.tsx";

type EntryRowProps = {
  entry: LedgerRow;
  isCurrent: boolean;
  onFocus: () => void;
  onPeek: () => void;
  onOpen: () => void;
};

const narrow = () => matchMedia("(width < 64rem)").matches;

/** Charges add to the balance and payments lower it; a void or a refund stands in its column with a minus. */
const isChargeSide = (entry: LedgerRow) => entry.act.startsWith("charge");

export function EntryRow(props: EntryRowProps) {
  const cell = "h-11 px-2";
  const isVoided = () => props.entry.status === "voided" && props.entry.kind !== "void";
  return (
    <tr
      class="border-b border-line"
      classList={{ "bg-hover": props.isCurrent, "hover:bg-hover/60": !props.isCurrent }}
      onClick={() => (narrow() ? props.onOpen() : props.onPeek())}
    >
      <td class={`${cell} hidden pl-6 whitespace-nowrap text-ink-2 tabular-nums @xl:table-cell`}>
        {dayText(props.entry.effectiveOn)}
      </td>
      <td class={`${cell} max-w-0 py-1.5 @max-xl:pl-4`}>
        <p class="flex min-w-0 items-baseline gap-2">
          <button
            type="button"
            data-entry={props.entry.id}
            class="min-w-0 truncate rounded-xs text-left font-medium underline-offset-3 hover:underline"
            classList={{ "line-through decoration-ink-3": isVoided() }}
            onFocus={() => props.onFocus()}
            onClick={(event) => {
              event.stopPropagation();
              props.onOpen();
            }}
          >
            {props.entry.title}
          </button>
          <span class="flex-none text-sm text-ink-3 @max-xl:hidden">{entryName(props.entry)}</span>
          <span class="min-w-0 flex-1 truncate text-sm text-ink-3 @max-3xl:hidden">
            {aboutEntry(props.entry)}
          </span>
        </p>
        <p class="flex min-w-0 flex-wrap gap-x-2 text-sm text-ink-3 @xl:hidden">
          <span class="whitespace-nowrap">{dayText(props.entry.effectiveOn)}</span>
          <Standing entry={props.entry} plain />
        </p>
      </td>
      <td class={`${cell} hidden whitespace-nowrap tabular-nums @4xl:table-cell`}>
        <Due entry={props.entry} />
      </td>
      <td class={`${cell} hidden whitespace-nowrap @2xl:table-cell`}>
        <Standing entry={props.entry} />
      </td>
      <td class={`${cell} hidden text-right @xl:table-cell`}>
        <Show when={isChargeSide(props.entry)}>
          <MoneyText amountMinor={props.entry.amountMinor} />
        </Show>
      </td>
      <td class={`${cell} hidden text-right @xl:table-cell`}>
        <Show when={!isChargeSide(props.entry)}>
          <MoneyText amountMinor={-props.entry.amountMinor} />
        </Show>
      </td>
      <td class={`${cell} text-right align-top @max-xl:pt-1.5 @xl:hidden`}>
        <MoneyText amountMinor={props.entry.amountMinor} />
      </td>
      <td class={`${cell} pr-4 text-right @max-xl:pt-1.5 @max-xl:align-top @xl:pr-6`}>
        <span
          class="whitespace-nowrap tabular-nums"
          classList={{ "text-good": props.entry.balanceMinor < 0 }}
        >
          {formats().balance(props.entry.balanceMinor)}
        </span>
      </td>
    </tr>
  );
}

/** The lines of a charge with several, or what a payment pays. */
function aboutEntry(entry: LedgerRow): string {
  if (entry.reason) return entry.reason;
  if (entry.kind === "charge") {
    return entry.lines.length > 1 ? entry.lines.map(({ description }) => description).join(", ") : "";
  }
  return entry.applied.length > 0 ? `for ${entry.applied.map(({ title }) => title).join(", ")}` : "";
}

const isOpenCharge = (entry: LedgerRow) => entry.kind === "charge" && entry.openMinor > 0;

function Due(props: { entry: LedgerRow }) {
  return (
    <Show when={isOpenCharge(props.entry) && props.entry.dueOn}>
      {(dueOn) => (
        <span class={dueText(dueOn()).isPast ? "font-semibold text-bad" : "text-ink-2"}>
          {dayText(dueOn())}
        </span>
      )}
    </Show>
  );
}

/** Only what somebody has to act on has a pill; what is settled is said in plain words. */
function Standing(props: { entry: LedgerRow; plain?: boolean }) {
  const words = () => statusWords(props.entry.status);
  const isPast = () => isOpenCharge(props.entry) && (props.entry.dueOn ?? "9") < formats().today();
  const onAccount = () =>
    (props.entry.kind === "payment" || props.entry.kind === "credit") && props.entry.openMinor > 0;
  const label = () => {
    if (props.entry.kind === "void" || props.entry.kind === "refund")
      return props.plain ? actLabel(props.entry) : "";
    if (isPast()) return props.entry.status === "part_paid" ? "Part paid, past due" : "Past due";
    if (onAccount() && props.entry.status === "settled") return "On account";
    return words().label;
  };
  const tone = () => {
    if (isPast()) return "bad" as const;
    return onAccount() ? ("accent" as const) : words().tone;
  };
  const isQuiet = () =>
    props.plain || (!isPast() && !onAccount() && ["good", "plain"].includes(words().tone));
  return (
    <Show when={label()}>
      <Show when={isQuiet()} fallback={<Pill tone={tone()}>{label()}</Pill>}>
        <span
          class="whitespace-nowrap"
          classList={{ "font-medium text-bad": isPast(), "text-ink-3": !isPast() }}
        >
          {label()}
        </span>
      </Show>
    </Show>
  );
}
