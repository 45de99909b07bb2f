import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";

export function NewRequestDialog(props: { onClose: () => void }) {
  const form = createForm({
    initial: { title: "", body: "" },
    send: (values, idempotencyKey) => api.post("/feature-requests", values, { idempotencyKey }),
    onSaved: () => {
      invalidate("/feature-requests");
      showToast("Thank you. Your request is on the list.", { tone: "good" });
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="New request"
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Send
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("title")} label="In one line" maxLength={120} autofocus />
        <TextArea
          field={form.field("body")}
          label="What are you trying to get done?"
          description="The situation helps us more than the button: when it happens, how often, and what you do today."
          maxLength={4000}
          rows={5}
        />
      </form>
    </Dialog>
  );
}
