import { suspendInput } from "../../../../worker/domains/families/schemas.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";

export function SuspensionDialog(props: { room: FamilyRoom; lifts: boolean }) {
  const { room } = props;
  const path = `${room.path()}/suspension`;
  const form = createForm({
    initial: { reason: "", version: room.page().family.version },
    schema: suspendInput,
    send: (output, idempotencyKey) =>
      room.inTurn(() =>
        props.lifts
          ? api.delete<Written>(path, output, { idempotencyKey })
          : api.post<Written>(path, output, { idempotencyKey }),
      ),
    onSaved: (written) => {
      room.announce(written);
      room.refresh();
      room.close();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={props.lifts ? "Lift the suspension" : `Suspend ${room.page().family.name}`}
      description={
        props.lifts
          ? "The guardians can use the family portal again."
          : "The guardians cannot use the family portal until somebody lifts this. Enrollments stay as they are."
      }
      onClose={room.close}
      actions={
        <>
          <Button onClick={room.close}>Cancel</Button>
          <Button
            variant={props.lifts ? "primary" : "danger"}
            type="submit"
            form={form.id}
            busy={form.submitting()}
          >
            {props.lifts ? "Lift the suspension" : "Suspend"}
          </Button>
        </>
      }
    >
      <form id={form.id} novalidate class="flex flex-col gap-4" onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextArea
          label="Reason"
          description="Only staff see it."
          field={form.field("reason")}
          maxLength={500}
          rows={2}
        />
      </form>
    </Dialog>
  );
}
