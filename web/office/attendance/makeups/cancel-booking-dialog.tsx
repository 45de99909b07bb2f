import { Show } from "solid-js";
import type { CancelMakeupInput } from "../../../../worker/domains/makeups/schemas.ts";
import type { CancelMakeupAnswer, MakeupToken } from "../../../../worker/domains/makeups/shapes.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { shortDay } from "../attendance-words.ts";

type CancelBookingDialogProps = { studentName: string; token: MakeupToken; onClose: () => void };

/** Gives a booked makeup up, and says before whether its token comes back. */
export default function CancelBookingDialog(props: CancelBookingDialogProps) {
  const booking = () => props.token.booking!;
  const comesBack = () => {
    const until = booking().returnsUntilMs;
    return until === null || Date.now() < until;
  };
  const form = createForm<{ returnsAnyway: boolean }, { returnsAnyway: boolean }, CancelMakeupAnswer>({
    initial: { returnsAnyway: false },
    send({ returnsAnyway }, idempotencyKey) {
      const input: CancelMakeupInput = { version: booking().version, returnsAnyway };
      return api.post(`/makeups/bookings/${booking().enrollmentId}/cancel`, input, { idempotencyKey });
    },
    onSaved({ change, isTokenReturned }) {
      announcePlaces([change], {
        detail: isTokenReturned ? "The token came back." : "The token stays spent.",
      });
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={`Cancel the makeup of ${props.studentName}`}
      description={`${booking().className}, ${shortDay(booking().onDate)}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Cancel the makeup
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-3" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show
          when={comesBack()}
          fallback={
            <>
              <p class="text-ink-2">
                It is too late by the school's rules: the token stays spent. The place becomes free.
              </p>
              <Show when={can("create_makeup_tokens", "full")}>
                <Checkbox field={form.field("returnsAnyway")} label="Give the token back all the same" />
              </Show>
            </>
          }
        >
          <p class="text-ink-2">
            The token comes back and the place becomes free.
            <Show when={booking().returnsUntilMs}>
              {(until) => <> That holds until {formats().instant(until())}.</>}
            </Show>
          </p>
        </Show>
      </form>
    </Dialog>
  );
}
