import { Show } from "solid-js";
import type { WaitChanged } from "../../../../worker/domains/waitlist/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announcePlaces } from "../announce-places.ts";
import { waitlist } from "../calls.ts";
import type { Reasoned } from "./wait-acts.ts";

type ReasonDialogProps = { asked: Reasoned; onClose: () => void };

const isRequired = (asked: Reasoned) => asked.act !== "decline";

/** Whoever asks later why the order is not that of the days they came finds the answer in the history. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { asked } = props;
  const form = createForm<{ reason: string }, { reason: string }, WaitChanged>({
    initial: { reason: "" },
    schema: {
      "~standard": {
        validate: (value) => {
          const reason = (value as { reason: string }).reason.trim();
          if (reason === "" && isRequired(asked)) {
            return { issues: [{ message: "Say why, for whoever asks later", path: ["reason"] }] };
          }
          return { value: { reason } };
        },
      },
    },
    send: ({ reason }, idempotencyKey) => send(asked, reason, idempotencyKey),
    onSaved: ({ change }) => {
      announcePlaces([change]);
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={titleOf(asked)}
      description={noteOf(asked)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {{ move: "Move", skip: "Skip", decline: "Take off" }[asked.act]}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <Show when={form.problem()}>
          <ErrorSummary form={form} />
        </Show>
        <TextInput
          field={form.field("reason")}
          label={isRequired(asked) ? "Reason" : "Note"}
          optional={!isRequired(asked)}
          maxLength={300}
        />
      </form>
    </Dialog>
  );
}

function send(asked: Reasoned, reason: string, idempotencyKey: string): Promise<WaitChanged> {
  const { id, version } = asked.row;
  const options = { idempotencyKey };
  if (asked.act === "move") {
    return waitlist.move(id, { version, afterId: asked.afterId, reason }, options);
  }
  if (asked.act === "skip") return waitlist.passOver(id, { version, reason }, options);
  return waitlist.decline(id, { version, note: reason || null }, options);
}

function titleOf(asked: Reasoned): string {
  const name = asked.row.studentName;
  if (asked.act === "move") return `Move ${name} from ${asked.from} to ${asked.to}`;
  if (asked.act === "skip") return `Skip ${name}`;
  return asked.row.wait?.state === "offered"
    ? `${name} does not want the place`
    : `Take ${name} off the waitlist`;
}

function noteOf(asked: Reasoned): string {
  if (asked.act === "move") return "Others lose or gain a turn by it. The reason is kept in the history.";
  if (asked.act === "skip") return "Whoever comes next is served. The entry can be put back into the queue.";
  return "The entry leaves the queue; whoever comes behind moves up.";
}
