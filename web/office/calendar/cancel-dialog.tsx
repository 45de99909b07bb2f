import { Show } from "solid-js";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { cancelInput, type MeetingScope } from "../../../worker/domains/meetings/schemas.ts";
import type { CancelPreview } from "../../../worker/domains/meetings/shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm, type Form, type Schema } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { amount, families } from "./amount-text.ts";
import type { DialogProps } from "./calendar-dialogs.tsx";
import type { CalendarState } from "./calendar-state.ts";
import { CancelScope, type CancelValues } from "./cancel-scope.tsx";
import { MeetingList, meetingTime } from "./meeting-list.tsx";
import { type Answer, announceMeetings } from "./meeting-writes.ts";
import { createPreview, type Preview } from "./preview.ts";

/** Cancels one meeting, or all of some days that fit: why, whom it concerns, who hears of it, and what they get for it. */
export default function CancelDialog(props: DialogProps<"cancel">) {
  const { meeting } = props.asked;
  const scopeOf = (values: CancelValues) => scopeFor(meeting, values);
  const form = createForm({
    initial: firstValues(props.state),
    schema: inputSchema(scopeOf, () => preview.answer()?.meetings.length),
    send: (input: object, idempotencyKey) => api.post<Answer>("/meetings/cancel", input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announceMeetings(change);
      props.onClose();
    },
  });
  const preview: Preview<CancelPreview> = createPreview(() => ({
    path: "/meetings/cancel-preview",
    body: { scope: scopeOf({ ...form.values }) },
  }));
  const count = () => preview.answer()?.meetings.length ?? 0;
  const act = () => (meeting ? "Cancel the meeting" : `Cancel ${amount(count(), "meeting")}`);

  return (
    <Dialog
      open
      onClose={props.onClose}
      size={meeting ? "regular" : "wide"}
      title={meeting ? `Cancel ${meeting.className}?` : "Cancel many meetings"}
      description={meeting ? meetingTime(meeting) : undefined}
      actions={
        <>
          <Button onClick={props.onClose}>Keep</Button>
          <Button
            type="submit"
            form={form.id}
            variant="danger"
            busy={form.submitting()}
            disabled={count() === 0 || preview.isAsking()}
          >
            {act()}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={!meeting}>
          <CancelScope form={form} state={props.state} />
        </Show>
        <TextInput
          field={form.field("reason")}
          label="Reason"
          description="Stands in the calendar and in the message."
          placeholder="For example: the heating has failed"
          maxLength={500}
        />
        <Affected preview={preview} isOne={meeting !== undefined} />
        <Consequences form={form} values={form.values} preview={preview.answer()} />
      </form>
    </Dialog>
  );
}

/** The days and filters of the calendar that is on screen. */
const firstValues = ({ askedSpan, filterValue }: CalendarState): CancelValues => ({
  reason: "",
  notifyFamilies: true,
  notifyStaff: true,
  message: "",
  hasTokens: true,
  ...askedSpan(),
  classId: filterValue("class"),
  programId: filterValue("program"),
  locationId: filterValue("location"),
  roomId: filterValue("room"),
});

function scopeFor(meeting: CalendarMeeting | undefined, values: CancelValues): MeetingScope {
  if (meeting) {
    const { slotId, meetsOn } = meeting;
    return { kind: "meetings", meetings: [{ slotId, meetsOn }] };
  }
  const { from, to, classId, programId, locationId, roomId } = values;
  const set = Object.entries({ classId, programId, locationId, roomId }).filter(([, id]) => id !== "");
  return { kind: "days", from, to, ...Object.fromEntries(set) };
}

interface ConsequencesProps {
  form: Form;
  values: CancelValues;
  preview: CancelPreview | undefined;
}

/** Who hears of it, and what the students get for it. */
function Consequences(props: ConsequencesProps) {
  return (
    <>
      <div class="flex flex-col gap-1">
        <Checkbox
          field={props.form.field("notifyFamilies")}
          label="Write to the families"
          description={reachText(props.preview)}
        />
        <Checkbox
          field={props.form.field("notifyStaff")}
          label="Write to those who teach"
          description={props.preview?.staff
            .map(({ name, hasMail }) => (hasMail ? name : `${name} (no e-mail)`))
            .join(", ")}
        />
        <Checkbox
          field={props.form.field("hasTokens")}
          label="Give each student a makeup token"
          description="By the school's rules on makeups."
        />
      </div>
      <Show when={props.values.notifyFamilies || props.values.notifyStaff}>
        <TextArea
          field={props.form.field("message")}
          label="A sentence of your own in the message"
          maxLength={2000}
          optional
        />
      </Show>
    </>
  );
}

const reachText = (preview: CancelPreview | undefined) =>
  preview && `${families(preview.families)}, of whom ${preview.familiesWithMail} can be reached by e-mail.`;

function inputSchema(
  scopeOf: (values: CancelValues) => MeetingScope,
  seen: () => number | undefined,
): Schema<object> {
  return {
    "~standard": {
      validate: (typed) => {
        const values = typed as CancelValues;
        const isSaid = values.notifyFamilies || values.notifyStaff;
        return cancelInput["~standard"].validate({
          scope: scopeOf(values),
          reason: values.reason,
          seen: seen(),
          notify: { families: values.notifyFamilies, staff: values.notifyStaff },
          message: isSaid && values.message.trim() ? values.message : null,
          makeupTokens: values.hasTokens ? {} : null,
        });
      },
    },
  };
}

function Affected(props: { preview: Preview<CancelPreview>; isOne: boolean }) {
  const { preview } = props;
  const text = () => {
    const found = preview.answer();
    if (!found) return preview.problem() ?? "Looking who is concerned …";
    const what = props.isOne ? "" : `${amount(found.meetings.length, "meeting")}, `;
    const left = found.left > 0 ? ` ${found.left} ${found.left === 1 ? "is" : "are"} off already.` : "";
    return `${what}${amount(found.students, "student")} of ${families(found.families)}.${left}`;
  };
  const taken = () => preview.answer()?.meetings.some(({ isAttendanceTaken }) => isAttendanceTaken);
  return (
    <section class="flex flex-col gap-2" aria-live="polite">
      <p
        class="rounded-sm px-3 py-2"
        classList={{
          "bg-bad-soft text-bad": preview.problem() !== undefined,
          "bg-warn-soft text-warn": preview.problem() === undefined,
        }}
      >
        <Show when={!preview.problem()}>
          <span class="font-medium">Concerned:</span>{" "}
        </Show>
        {text()}
        <Show when={taken()}> Attendance was taken already; the marks stay.</Show>
      </p>
      <Show when={!props.isOne}>
        <MeetingList
          label="Meetings to be cancelled"
          meetings={preview.answer()?.meetings ?? []}
          note={({ students }) => amount(students, "student")}
        />
      </Show>
    </section>
  );
}
