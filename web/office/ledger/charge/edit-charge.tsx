import { editChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { ChargeDetail } from "../../../../worker/domains/ledger/shapes.ts";
import { toApiError } from "../../../shared/api-error.ts";
import { invalidate } from "../../../shared/cache.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announceMoney } from "../announce-money.ts";
import { chargePath, charges } from "../calls.ts";
import { emptyAsNull } from "../form-values.ts";

/** What may change of a charge: never its amounts, which are voided and charged anew. */
export function EditCharge(props: { charge: ChargeDetail; onDone: () => void }) {
  const { id, version, title, dueOn, earlyBirdOn, note } = props.charge;
  const form = createForm({
    initial: { version, title, dueOn, earlyBirdOn: earlyBirdOn ?? "", note: note ?? "" },
    schema: emptyAsNull(editChargeInput, ["earlyBirdOn"]),
    async send(input, idempotencyKey) {
      try {
        return await charges.edit(id, input, { idempotencyKey });
      } catch (cause) {
        // Whoever is told to look at the current state must find it behind the form.
        if (toApiError(cause).code === "changed_meanwhile") invalidate(chargePath(id));
        throw cause;
      }
    },
    onSaved({ change }) {
      announceMoney(change, null, "Edit it again to take that back.");
      props.onDone();
    },
  });
  return (
    <form class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <TextInput field={form.field("title")} label="Title" maxLength={120} autofocus />
      <div class="grid gap-3 sm:grid-cols-2">
        <DateInput field={form.field("dueOn")} label="Due" />
        <DateInput field={form.field("earlyBirdOn")} label="Early bird until" optional />
      </div>
      <TextArea field={form.field("note")} label="Note" optional rows={2} maxLength={1000} />
      <div class="flex justify-end gap-2">
        <Button onClick={props.onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={form.submitting()}>
          Save
        </Button>
      </div>
    </form>
  );
}
