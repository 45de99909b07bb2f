import { For, Show } from "solid-js";
import type { OpenItems, PaymentDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery, type Query } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { openItemsPath } from "../calls.ts";
import { ChosenLine, Left } from "./apply-part.tsx";
import { createMoveForm } from "./move-form.ts";

/** Chooses anew what a payment pays: off some charges and onto others, in one act. */
export function MovePaymentDialog(props: { payment: PaymentDetail; onClose: () => void }) {
  const { payment, onClose } = props;
  const items = createQuery<OpenItems>(() => openItemsPath(payment.familyId), { staleMs: 0 });
  const { form, apply, lines, totalMinor, paidOf } = createMoveForm(payment, items.data, onClose);
  const applyTo = form.field("applyTo");
  return (
    <Dialog
      open
      title={`What ${payment.title} pays`}
      description={`${formats().money(totalMinor)} to place. What is placed nowhere lies on the family’s account.`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Move it
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={items.data()} fallback={<Waiting query={items} />}>
          <fieldset id={applyTo.id} tabindex={-1} class="flex min-w-0 flex-col">
            <legend class="mb-1 font-medium">Charges</legend>
            <FieldNotes field={applyTo} />
            <ul class="flex flex-col border-t border-line">
              <For each={lines()}>
                {(line) => <ChosenLine apply={apply} line={line} paidMinor={paidOf(line.lineId)} />}
              </For>
            </ul>
            <Left apply={apply} />
          </fieldset>
          <TextArea field={form.field("reason")} label="Reason" rows={2} maxLength={300} />
        </Show>
      </form>
    </Dialog>
  );
}

function Waiting(props: { query: Query<OpenItems> }) {
  return (
    <Show
      when={props.query.error()}
      fallback={
        <SkeletonRegion label="open charges" class="flex flex-col gap-3">
          <SkeletonText width={240} />
          <SkeletonText width={200} />
        </SkeletonRegion>
      }
    >
      {(error) => <ErrorState error={error()} onRetry={props.query.refetch} />}
    </Show>
  );
}
