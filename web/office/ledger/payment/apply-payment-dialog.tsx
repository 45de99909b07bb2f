import type { AllocationAnswer, Applied } from "../../../../worker/domains/ledger/outcomes.ts";
import type { OpenItems, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { announceMoney } from "../announce-money.ts";
import { openItemsPath, payments } from "../calls.ts";
import { ApplyPart } from "./apply-part.tsx";
import { createApply } from "./apply-state.ts";

/** What of a payment lies on account pays open charges. */
export function ApplyPaymentDialog(props: { payment: PaymentDetail; onClose: () => void }) {
  const { payment } = props;
  const items = createQuery<OpenItems>(() => openItemsPath(payment.familyId), { staleMs: 0 });
  const apply = createApply({
    lines: () => items.data()?.lines ?? [],
    amountMinor: () => payment.unappliedMinor,
    initial: "oldest",
  });
  const form = createForm<object, Applied[], AllocationAnswer>({
    initial: {},
    schema: {
      "~standard": {
        validate() {
          const message = apply.problem() ?? (apply.parts().length === 0 ? "Choose a charge" : undefined);
          return message ? { issues: [{ message, path: ["applyTo"] }] } : { value: apply.parts() };
        },
      },
    },
    send: (targets, idempotencyKey) => payments.allocate(payment.id, targets, { idempotencyKey }),
    onSaved(answer) {
      announceMoney(answer.change, answer.reversal);
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      title={`Apply ${formats().money(payment.unappliedMinor)} of ${payment.title}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Apply {apply.appliedMinor() > 0 ? formats().money(apply.appliedMinor()) : ""}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <ApplyPart apply={apply} field={form.field("applyTo")} mustApply />
      </form>
    </Dialog>
  );
}
