import { type GroupPage, groupInput } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";

type GroupDialogProps = {
  /** Without it a new one is made. */
  group?: GroupPage["group"];
  onClose: () => void;
  onSaved?: (id: string | undefined) => void;
};

export function GroupDialog(props: GroupDialogProps) {
  const form = createForm({
    initial: { name: props.group?.name ?? "", description: props.group?.description ?? "" },
    schema: groupInput,
    send: (values, idempotencyKey) => {
      const { group } = props;
      const options = { idempotencyKey };
      return group
        ? api.patch<{ id?: string; change: Committed | null }>(
            `/staff/groups/${group.id}`,
            { ...values, version: group.version },
            options,
          )
        : api.post<{ id?: string; change: Committed | null }>("/staff/groups", values, options);
    },
    onSaved: ({ id, change }) => {
      announce(change, "/staff");
      props.onClose();
      props.onSaved?.(id);
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={props.group ? "Edit group" : "New group"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {props.group ? "Save" : "Make group"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <TextInput field={form.field("description")} label="What it is for" optional maxLength={300} />
      </form>
    </Dialog>
  );
}
