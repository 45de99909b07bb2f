import { type JSX, Show } from "solid-js";
import type { FamilyMoney } from "../../../../../worker/domains/ledger/shapes.ts";
import { BalanceText, MoneyText } from "../../../../shared/ui/money-text.tsx";
import { SkeletonText } from "../../../../shared/ui/skeleton.tsx";
import { dayText, methodLabel } from "../../../ledger/words.ts";

/** The family's money at a glance. Its places stand before its figures are known. */
export function MoneyStrip(props: { money: FamilyMoney | null; onApply?: () => void }) {
  const money = () => props.money ?? undefined;
  const mayApply = () => {
    const known = money();
    return known && known.unappliedMinor > 0 && known.openMinor > 0 ? props.onApply : undefined;
  };
  return (
    <dl class="grid grid-cols-3 gap-x-4 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-10">
      <Figure label="Balance" money={money()} note={(known) => balanceNote(known.balanceMinor)}>
        {(known) => <BalanceText amountMinor={known.balanceMinor} class="text-lg" />}
      </Figure>
      <Figure label="Past due" money={money()}>
        {(known) => (
          <Show when={known.pastDueMinor > 0} fallback={<Nothing>Nothing</Nothing>}>
            <BalanceText amountMinor={known.pastDueMinor} />
          </Show>
        )}
      </Figure>
      <Figure
        label="On account"
        money={money()}
        note={() => (
          <Show when={mayApply()}>
            {(apply) => (
              <button type="button" class="link" onClick={() => apply()()}>
                Apply it…
              </button>
            )}
          </Show>
        )}
      >
        {(known) => (
          <Show when={known.unappliedMinor > 0} fallback={<Nothing>Nothing</Nothing>}>
            <BalanceText amountMinor={-known.unappliedMinor} />
          </Show>
        )}
      </Figure>
      <Figure
        label="Next due"
        money={money()}
        note={(known) => known.nextDue && dayText(known.nextDue.dueOn)}
      >
        {(known) => (
          <Show when={known.nextDue} fallback={<Nothing>Nothing</Nothing>}>
            {(due) => <MoneyText amountMinor={due().amountMinor} />}
          </Show>
        )}
      </Figure>
      <Figure label="Last payment" money={money()} note={(known) => lastNote(known.lastPayment)}>
        {(known) => (
          <Show when={known.lastPayment} fallback={<Nothing>None yet</Nothing>}>
            {(last) => <MoneyText amountMinor={last().amountMinor} />}
          </Show>
        )}
      </Figure>
    </dl>
  );
}

type FigureProps = {
  label: string;
  money: FamilyMoney | undefined;
  note?: (money: FamilyMoney) => JSX.Element;
  children: (money: FamilyMoney) => JSX.Element;
};

function Figure(props: FigureProps) {
  return (
    <div class="flex min-w-0 flex-col sm:min-w-24">
      <dt class="text-sm text-ink-3">{props.label}</dt>
      <dd class="flex h-7 items-center text-md font-semibold">
        <Show when={props.money} fallback={<SkeletonText width={72} height={14} />}>
          {(known) => <>{props.children(known())}</>}
        </Show>
      </dd>
      <dd class="text-sm text-ink-3 sm:min-h-5 sm:whitespace-nowrap">
        <Show when={props.money}>{(known) => <>{props.note?.(known())}</>}</Show>
      </dd>
    </div>
  );
}

const Nothing = (props: { children: string }) => (
  <span class="text-base font-regular text-ink-3">{props.children}</span>
);

function balanceNote(balanceMinor: number): string {
  if (balanceMinor === 0) return "Settled";
  return balanceMinor > 0 ? "The family owes" : "In the family’s favor";
}

const lastNote = (last: FamilyMoney["lastPayment"]) =>
  last && `${dayText(last.receivedOn)}, ${methodLabel(last.method).toLowerCase()}`;
