import { substituteInput } from "../../../worker/domains/meetings/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm, type Schema } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import type { DialogProps } from "./calendar-dialogs.tsx";
import { choiceOf, choiceValue, staffChoices } from "./choose-substitute.ts";
import { meetingTime } from "./meeting-list.tsx";
import { type Answer, announceMeetings, meetingPath } from "./meeting-writes.ts";

type Values = { staffId: string; choice: string; reason: string };

const inputSchema: Schema<object> = {
  "~standard": {
    validate: (typed) => {
      const { staffId, choice, reason } = typed as Values;
      return substituteInput["~standard"].validate({
        staffId,
        choice: choiceOf(choice),
        reason: reason.trim() || null,
      });
    },
  },
};

/** Who takes one meeting instead of somebody: the person after all, nobody, or somebody else. */
export default function SubstituteDialog(props: DialogProps<"substitute">) {
  const { meeting, drop } = props.asked;
  const data = () => props.state.query.data();
  const dropped = drop?.kind === "substitute" ? drop : undefined;
  const first = dropped?.staffId ?? meeting.instructors[0]?.staffId ?? "";
  const decided = (staffId: string) => {
    const own = meeting.instructors.find((one) => one.staffId === staffId);
    return own?.isAway ? choiceValue(own.substituteId) : "";
  };
  /** Back in one's own column one teaches as planned. */
  const proposed = dropped?.substituteId === first ? "" : (dropped?.substituteId ?? decided(first));
  const form = createForm({
    initial: { staffId: first, choice: proposed, reason: "" } as Values,
    schema: inputSchema,
    send: (input: object, idempotencyKey) =>
      api.post<Answer>(`${meetingPath(meeting)}/substitute`, input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announceMeetings(change);
      props.onClose();
    },
  });
  const nameOf = (id: string) => data()?.staff.find((one) => one.id === id)?.name ?? "Somebody";
  /** Who teaches something else then, of what the calendar shows. */
  const busy = () => {
    const others = data()?.meetings.filter(
      (other) =>
        other.startsAtMs < meeting.endsAtMs &&
        other.endsAtMs > meeting.startsAtMs &&
        other.slotId !== meeting.slotId,
    );
    return new Set(others?.flatMap(({ instructors }) => instructors.map(({ staffId }) => staffId)));
  };

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Substitute for ${meeting.className}`}
      description={meetingTime(meeting)}
      actions={
        <>
          <Button onClick={props.onClose}>Leave it</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Select
          field={form.field("staffId")}
          label="Instead of"
          options={meeting.instructors.map(({ staffId }) => ({ value: staffId, label: nameOf(staffId) }))}
        />
        <Select
          field={form.field("choice")}
          label="Takes the class"
          options={staffChoices(data()?.staff ?? [], form.values.staffId, busy())}
        />
        <TextInput field={form.field("reason")} label="Reason" maxLength={500} optional />
      </form>
    </Dialog>
  );
}
