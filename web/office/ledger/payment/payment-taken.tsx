import { useNavigate } from "@solidjs/router";
import { onMount, Show } from "solid-js";
import type { FamilyMoney, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { PrinterIcon } from "../../../shared/ui/icons.tsx";
import { BalanceText } from "../../../shared/ui/money-text.tsx";
import { AllocationList } from "../allocation-list.tsx";
import { familyMoneyPath, paymentPath } from "../calls.ts";
import type { MoneyFamily } from "../opening.ts";
import { paperPath } from "../paper/paper-path.ts";
import { Sum, Sums } from "../sums.tsx";
import { methodLabel } from "../words.ts";
import type { Received } from "./payment-form.ts";

type PaymentTakenProps = {
  family: MoneyFamily;
  answer: Received;
  amountMinor: number;
  onClose: () => void;
};

/** What was taken, what it paid, what is left, and the receipt. */
export function PaymentTaken(props: PaymentTakenProps) {
  const navigate = useNavigate();
  const payment = createQuery<PaymentDetail>(() => paymentPath(props.answer.id));
  const money = createQuery<FamilyMoney>(() => familyMoneyPath(props.family.id), { staleMs: 0 });
  let done: HTMLDivElement | undefined;
  // The form with the focus is gone.
  onMount(() => queueMicrotask(() => done?.querySelector("button")?.focus()));
  function receipt(print: boolean) {
    props.onClose();
    navigate(paperPath(props.family.id, props.answer.id) + (print ? "?print=1" : ""));
  }
  return (
    <Drawer
      open
      onClose={props.onClose}
      title="Payment taken"
      description={<bdi>{props.family.name}</bdi>}
      actions={
        <div ref={done} class="flex flex-wrap justify-end gap-2">
          <Button icon={PrinterIcon} onClick={() => receipt(true)}>
            Print receipt
          </Button>
          <Button onClick={() => receipt(false)}>See receipt</Button>
          <Button variant="primary" onClick={props.onClose}>
            Done
          </Button>
        </div>
      }
    >
      <div class="flex flex-col gap-5">
        <Sums>
          <Sum
            label="Received"
            note={payment.data() ? methodLabel(payment.data()!.method).toLowerCase() : undefined}
            amountMinor={props.amountMinor}
            strong
          />
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
    </Drawer>
  );
}
