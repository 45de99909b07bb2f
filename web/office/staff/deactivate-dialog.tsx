import { deactivateInput, type StaffPage } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";

type DeactivateDialogProps = { person: StaffPage["person"]; path: string; onClose: () => void };

export function DeactivateDialog(props: DeactivateDialogProps) {
  const form = createForm({
    initial: { reason: "", version: props.person.version },
    schema: deactivateInput,
    send: (values, idempotencyKey) =>
      api.post<{ change: Committed }>(`${props.path}/deactivate`, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/staff");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={`Deactivate ${props.person.firstName} ${props.person.lastName}`}
      description="Signs the person out everywhere, at once. Requests and conversations that were theirs are free for others. Groups, rights and classes stay as they are for the day they come back."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            Deactivate
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput
          field={form.field("reason")}
          label="Why"
          description="For colleagues who look at this page later."
          maxLength={500}
          autofocus
        />
      </form>
    </Dialog>
  );
}
