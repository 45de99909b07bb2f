import { Show } from "solid-js";
import type { FamilyMoney, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { BalanceText } from "../../../shared/ui/money-text.tsx";
import { AllocationList } from "../allocation-list.tsx";
import { familyMoneyPath, paymentPath } from "../calls.ts";
import { Sum, Sums } from "../sums.tsx";
import { methodLabel } from "../words.ts";
import type { Received } from "./payment-form.ts";

type PaymentTakenProps = { familyId: string; answer: Received; amountMinor: number };

/** What was taken, what it paid and what is left. */
export function PaymentTaken(props: PaymentTakenProps) {
  const payment = createQuery<PaymentDetail>(() => paymentPath(props.answer.id));
  const money = createQuery<FamilyMoney>(() => familyMoneyPath(props.familyId), { staleMs: 0 });
  const note = () => {
    const known = payment.data();
    return known && `${methodLabel(known.method).toLowerCase()}, receipt ${known.number}`;
  };
  return (
    <div class="flex flex-col gap-5">
      <Sums>
        <Sum label="Received" note={note()} amountMinor={props.amountMinor} strong />
        <Show when={props.answer.unappliedMinor > 0}>
          <Sum label="Left on account" amountMinor={props.answer.unappliedMinor} tone="good" />
        </Show>
      </Sums>
      <AllocationList title="It paid" side="payment" allocations={payment.data()?.allocations ?? []} />
      <div class="flex items-baseline justify-between border-t border-line pt-3 font-semibold">
        Balance now
        <Show when={money.data()}>{(known) => <BalanceText amountMinor={known().balanceMinor} />}</Show>
      </div>
    </div>
  );
}
