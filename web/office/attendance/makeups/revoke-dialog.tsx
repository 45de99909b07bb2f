import type { MakeupToken } from "../../../../worker/domains/makeups/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { originText } from "./token-words.ts";

export default function RevokeDialog(props: { token: MakeupToken; onClose: () => void }) {
  const form = createForm<{ comment: string }, { comment: string }, { change: Committed }>({
    initial: { comment: "" },
    schema: {
      "~standard": {
        validate(value) {
          const comment = (value as { comment: string }).comment.trim();
          return comment ? { value: { comment } } : { issues: [{ message: "Say why", path: ["comment"] }] };
        },
      },
    },
    send: ({ comment }, idempotencyKey) =>
      api.post(
        `/makeups/tokens/${props.token.id}/revoke`,
        { version: props.token.version, comment },
        { idempotencyKey },
      ),
    onSaved({ change }) {
      announcePlaces([change]);
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title="Revoke this makeup token"
      description={originText(props.token)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Revoke
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextArea
          field={form.field("comment")}
          label="Reason"
          description="The ledger keeps it, and the token stays to be seen as revoked."
          rows={2}
          maxLength={500}
        />
      </form>
    </Dialog>
  );
}
