import { restoreInput } from "../../../worker/domains/meetings/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm, type Schema } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { amount } from "./amount-text.ts";
import type { DialogProps } from "./calendar-dialogs.tsx";
import { meetingTime } from "./meeting-list.tsx";
import { type Answer, announceMeetings } from "./meeting-writes.ts";

type Restored = Answer & { readonly tokensKept: number };

/** Lets a cancelled meeting take place after all; who was told that it is off is to hear that it is not. */
export default function RestoreDialog(props: DialogProps<"restore">) {
  const { meeting } = props.asked;
  const form = createForm({
    initial: { notifyFamilies: true, notifyStaff: true },
    schema: {
      "~standard": {
        validate: (typed) => {
          const { notifyFamilies, notifyStaff } = typed as { notifyFamilies: boolean; notifyStaff: boolean };
          return restoreInput["~standard"].validate({
            meetings: [{ slotId: meeting.slotId, meetsOn: meeting.meetsOn }],
            notify: { families: notifyFamilies, staff: notifyStaff },
          });
        },
      },
    } satisfies Schema<object>,
    send: (input: object, idempotencyKey) =>
      api.post<Restored>("/meetings/restore", input, { idempotencyKey }),
    onSaved: ({ change, tokensKept }) => {
      announceMeetings(change);
      if (tokensKept > 0) showToast(`${amount(tokensKept, "makeup token")} used already: not taken back`);
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Restore ${meeting.className}?`}
      description={meetingTime(meeting)}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it cancelled</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Restore
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <p>It takes place as planned. Makeup tokens given for it that nobody has used are taken back.</p>
        <div class="flex flex-col gap-1">
          <Checkbox field={form.field("notifyFamilies")} label="Write to the families" />
          <Checkbox field={form.field("notifyStaff")} label="Write to those who teach" />
        </div>
      </form>
    </Dialog>
  );
}
