import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";

type SavePresetDialogProps = { code: string; filter: object; onClose: () => void };

export default function SavePresetDialog(props: SavePresetDialogProps) {
  const form = createForm({
    initial: { name: "", isShared: false },
    send: (values, idempotencyKey) =>
      api.post<{ change: Committed }>(
        "/reports/presets",
        { ...values, code: props.code, filter: props.filter },
        { idempotencyKey },
      ),
    onSaved: ({ change }) => {
      announce(change, "/reports");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title="Save these filters"
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={80} autofocus />
        <Checkbox field={form.field("isShared")} label="Share with everybody who may run this report" />
      </form>
    </Dialog>
  );
}
