import type { EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import { type AccountFactsInput, accountFactsInput } from "../../../worker/enterprise/groups/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { refreshPeople } from "../people/people.ts";

type ContactDialogProps = { account: EnterpriseAccount; onClose: () => void };

/** Who owns an account, whom to call about it and where it is. */
export default function ContactDialog(props: ContactDialogProps) {
  const { id, name, version, ownerName, contactName, contactEmail, contactPhone, place } = props.account;
  const form = createForm<AccountFactsInput, AccountFactsInput, unknown>({
    initial: { version, ownerName, contactName, contactEmail, contactPhone, place },
    schema: accountFactsInput,
    send: (input, idempotencyKey) => api.put(`/accounts/${id}/contact`, input, { idempotencyKey }),
    onSaved: () => {
      refreshPeople();
      showToast("Saved", { tone: "good" });
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={`Owner and contact of ${name}`}
      description="For the people of this portal. The account's own business details are in its settings."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("ownerName")} label="Owner" maxLength={120} autofocus />
        <TextInput field={form.field("contactName")} label="Contact" maxLength={120} />
        <TextInput field={form.field("contactEmail")} label="E-mail" maxLength={254} inputmode="email" />
        <TextInput field={form.field("contactPhone")} label="Phone" maxLength={32} inputmode="tel" />
        <TextInput field={form.field("place")} label="Location" maxLength={120} />
      </form>
    </Dialog>
  );
}
