import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { Allocation, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { PrinterIcon } from "../../../shared/ui/icons.tsx";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { AllocationList } from "../allocation-list.tsx";
import { paymentPath } from "../calls.ts";
import { DocumentGate } from "../document-gate.tsx";
import { DocumentHistory } from "../document-history.tsx";
import { DrawerPart } from "../drawer-part.tsx";
import { keepFocus } from "../keep-focus.ts";
import { paperPath } from "../paper/paper-path.ts";
import { Sum, Sums } from "../sums.tsx";
import { dayText, methodLabel, statusWords } from "../words.ts";
import { ApplyPaymentDialog } from "./apply-payment-dialog.tsx";
import { MailReceiptButton } from "./mail-receipt-button.tsx";
import { MovePaymentDialog } from "./move-payment-dialog.tsx";
import { PaymentFacts } from "./payment-facts.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { RefundThroughDialog } from "./refund-through-dialog.tsx";
import { TakeOffDialog } from "./take-off-dialog.tsx";
import { VoidPaymentDialog } from "./void-payment-dialog.tsx";

type Act = { kind: "void" | "refund" | "apply" | "move" } | { kind: "take-off"; allocation: Allocation };

export default function PaymentDrawer(props: { id: string; onClose: () => void }) {
  const query = createQuery<PaymentDetail>(() => paymentPath(props.id));
  const [act, setAct] = createSignal<Act>();
  keepFocus(query.data);
  return (
    <DocumentGate
      query={query}
      what="Payment"
      onClose={props.onClose}
      title={(payment) => payment.title}
      description={(payment) => <About payment={payment()} />}
      actions={(payment) => <Actions payment={payment()} onAct={setAct} />}
    >
      {(payment) => (
        <>
          <Details payment={payment()} onAct={setAct} />
          <Show when={act()} keyed>
            {(what) => <ActDialog act={what} payment={payment()} onClose={() => setAct(undefined)} />}
          </Show>
        </>
      )}
    </DocumentGate>
  );
}

function About(props: { payment: PaymentDetail }) {
  const status = () => statusWords(props.payment.status);
  return (
    <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>
        {props.payment.kind === "credit" ? "Credit" : "Receipt"} {props.payment.number} ·{" "}
        <bdi>{props.payment.familyName}</bdi>
      </span>
      <Pill tone={status().tone}>{status().label}</Pill>
    </span>
  );
}

function Details(props: { payment: PaymentDetail; onAct: (act: Act) => void }) {
  const payment = () => props.payment;
  const mayApply = () => can(payment().kind === "credit" ? "credits" : "payments", "full");
  return (
    <div class="flex flex-col gap-5">
      <PaymentFacts payment={payment()} />
      <div class="border-t border-line pt-3">
        <Sums>
          <Sum
            label={payment().kind === "credit" ? "Given" : "Received"}
            amountMinor={payment().amountMinor}
            strong
          />
          <Show when={payment().refundedMinor > 0}>
            <Sum label="Refunded" amountMinor={-payment().refundedMinor} />
          </Show>
          <Show when={payment().unappliedMinor > 0}>
            <Sum label="On account" amountMinor={payment().unappliedMinor} tone="good" />
          </Show>
        </Sums>
        <Show when={payment().unappliedMinor > 0 && mayApply()}>
          <p class="pt-2">
            <Button size="small" onClick={() => props.onAct({ kind: "apply" })}>
              Apply it…
            </Button>
          </p>
        </Show>
      </div>
      <AllocationList
        title="It pays"
        side="payment"
        allocations={payment().allocations}
        onTakeOff={mayApply() ? (allocation) => props.onAct({ kind: "take-off", allocation }) : undefined}
      />
      <Show when={payment().allocations.length > 0 && payment().closedOn === null && mayApply()}>
        <p class="-mt-3">
          <Button size="small" onClick={() => props.onAct({ kind: "move" })}>
            Choose other charges…
          </Button>
        </p>
      </Show>
      <Refunds payment={payment()} />
      <DocumentHistory lines={payment().history} />
    </div>
  );
}

function ActDialog(props: { act: Act; payment: PaymentDetail; onClose: () => void }) {
  // Decided once: another act is another dialog.
  const { act, payment, onClose } = props;
  switch (act.kind) {
    case "void":
      return <VoidPaymentDialog payment={payment} onClose={onClose} />;
    case "refund":
      return payment.method === "card" || payment.method === "echeck" ? (
        <RefundThroughDialog payment={payment} onClose={onClose} />
      ) : (
        <RefundDialog payment={payment} onClose={onClose} />
      );
    case "apply":
      return <ApplyPaymentDialog payment={payment} onClose={onClose} />;
    case "move":
      return <MovePaymentDialog payment={payment} onClose={onClose} />;
    case "take-off":
      return <TakeOffDialog payment={payment} allocation={act.allocation} onClose={onClose} />;
  }
}

function Refunds(props: { payment: PaymentDetail }) {
  return (
    <Show when={props.payment.refunds.length > 0}>
      <DrawerPart title="Refunds">
        <ul>
          <For each={props.payment.refunds}>
            {(refund) => (
              <li class="flex items-baseline gap-3 py-1">
                <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {refund.reason}{" "}
                  <span class="text-sm text-ink-3">
                    Refund {refund.number} · {dayText(refund.refundedOn)} · {methodLabel(refund.method)}
                  </span>
                </span>
                <Show when={refund.status !== "done"}>
                  <Pill tone={refund.status === "failed" ? "bad" : "accent"}>
                    {refund.status === "failed" ? "Failed" : "Pending"}
                  </Pill>
                </Show>
                <MoneyText amountMinor={refund.amountMinor} />
              </li>
            )}
          </For>
        </ul>
      </DrawerPart>
    </Show>
  );
}

function Actions(props: { payment: PaymentDetail; onAct: (act: Act) => void }) {
  const navigate = useNavigate();
  const payment = () => props.payment;
  const isCredit = () => payment().kind === "credit";
  const isLiving = () => payment().closedOn === null;
  const atProcessor = () => payment().method === "card" || payment().method === "echeck";
  const mayVoid = () =>
    isLiving() &&
    !atProcessor() &&
    payment().refundedMinor === 0 &&
    can(isCredit() ? "credits" : "refunds", "full");
  const mayRefund = () =>
    !isCredit() && isLiving() && payment().refundableMinor > 0 && can("refunds", "full");
  return (
    <>
      <Show when={mayVoid()}>
        <Button class="mr-auto" onClick={() => props.onAct({ kind: "void" })}>
          Void…
        </Button>
      </Show>
      <Button icon={PrinterIcon} onClick={() => navigate(paperPath(payment().familyId, payment().id))}>
        {isCredit() ? "Print" : "Receipt"}
      </Button>
      <MailReceiptButton paymentId={payment().id} />
      <Show when={mayRefund()}>
        <Button onClick={() => props.onAct({ kind: "refund" })}>Refund…</Button>
      </Show>
    </>
  );
}
