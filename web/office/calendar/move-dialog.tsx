import { For, Show } from "solid-js";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { moveInput } from "../../../worker/domains/meetings/schemas.ts";
import type { MoveConflict, MovePreview } from "../../../worker/domains/meetings/shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm, type Form, type Schema } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { CircleAlertIcon, CircleCheckIcon, TriangleAlertIcon } from "../../shared/ui/icons.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { TimeInput } from "../classes/forms/time-input.tsx";
import { minuteText } from "../classes/forms/time-text.ts";
import { amount } from "./amount-text.ts";
import type { DialogProps } from "./calendar-dialogs.tsx";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { clockText } from "./clock-text.ts";
import { longDay } from "./date-text.ts";
import { meetingTime } from "./meeting-list.tsx";
import { type Answer, announceMeetings, meetingPath } from "./meeting-writes.ts";
import { createPreview, type Preview } from "./preview.ts";

type MoveValues = {
  onDate: string;
  startMinute: number | string;
  durationMinutes: number | string;
  roomId: string;
  reason: string;
  notifyFamilies: boolean;
  notifyStaff: boolean;
};

/** Where one meeting goes, what stands in the way there and how many it concerns; a drag ends here too. */
export default function MoveDialog(props: DialogProps<"move">) {
  const { meeting, drop } = props.asked;
  const to = drop?.kind === "move" ? drop : undefined;
  const form = createForm({
    initial: {
      onDate: to?.onDate ?? meeting.onDate,
      startMinute: to?.startMinute ?? meeting.startMinute,
      durationMinutes: meeting.durationMinutes,
      roomId: to?.roomId ?? meeting.roomId ?? "",
      reason: "",
      notifyFamilies: true,
      notifyStaff: true,
    } as MoveValues,
    schema: inputSchema(meeting),
    send: (input: object, idempotencyKey) =>
      api.post<Answer>(`${meetingPath(meeting)}/move`, input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announceMeetings(change);
      props.onClose();
    },
  });
  const isMoved = () => differs(form.values, meeting);
  const preview: Preview<MovePreview> = createPreview(() => {
    const { onDate, startMinute, durationMinutes, roomId } = form.values;
    if (!isMoved() || newTime(form.values) === undefined) return undefined;
    const body = {
      onDate,
      startMinute,
      durationMinutes: Number(durationMinutes),
      roomId: roomId || undefined,
    };
    return { path: `${meetingPath(meeting)}/move-preview`, body };
  });
  const isRefused = () => preview.answer()?.conflicts.some(({ refuses }) => refuses) ?? true;

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Move ${meeting.className}?`}
      description={<>This meeting only. Now: {meetingTime(meeting)}.</>}
      actions={
        <>
          <Button onClick={props.onClose}>Leave it</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={isRefused() || preview.isAsking()}
          >
            Move
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Place form={form} meeting={meeting} state={props.state} />
        <Findings preview={preview} isMoved={isMoved()} text={newTime(form.values)} />
        <TextInput
          field={form.field("reason")}
          label="Reason"
          description="Stands in the calendar and in the message."
          maxLength={500}
          optional
        />
        <div class="flex flex-col gap-1">
          <Checkbox field={form.field("notifyFamilies")} label="Write to the families" />
          <Checkbox field={form.field("notifyStaff")} label="Write to those who teach" />
        </div>
      </form>
    </Dialog>
  );
}

function differs({ onDate, startMinute, durationMinutes, roomId }: MoveValues, meeting: CalendarMeeting) {
  return (
    onDate !== meeting.onDate ||
    startMinute !== meeting.startMinute ||
    Number(durationMinutes) !== meeting.durationMinutes ||
    roomId !== (meeting.roomId ?? "")
  );
}

/** Undefined as long as day, time or length cannot be read. */
function newTime({ onDate, startMinute, durationMinutes }: MoveValues): string | undefined {
  const minutes = Number(durationMinutes);
  if (!isIsoDate(onDate) || typeof startMinute !== "number" || !(minutes > 0)) return undefined;
  return `${longDay(onDate)}, ${clockText(localeNow()).range(startMinute, minutes)}`;
}

function inputSchema(meeting: CalendarMeeting): Schema<object> {
  return {
    "~standard": {
      validate: (typed) => {
        const { onDate, startMinute, durationMinutes, roomId, reason, ...told } = typed as MoveValues;
        return moveInput["~standard"].validate({
          version: meeting.version,
          onDate,
          startMinute,
          durationMinutes: Number(durationMinutes),
          roomId: roomId && roomId !== meeting.roomId ? roomId : undefined,
          reason: reason.trim() || null,
          notify: { families: told.notifyFamilies, staff: told.notifyStaff },
        });
      },
    },
  };
}

function Place(props: { form: Form; meeting: CalendarMeeting; state: CalendarState }) {
  const rooms = () => {
    const here = props.state.query.data()?.rooms ?? [];
    const own = here.filter(({ locationId }) => locationId === props.meeting.locationId);
    const none = props.meeting.roomId === null ? [{ value: "", label: "No room" }] : [];
    return [...none, ...own.map(({ id, name }) => ({ value: id, label: name }))];
  };
  return (
    <div class="grid grid-cols-2 gap-4">
      <DateInput field={props.form.field("onDate")} label="Day" />
      <TimeInput field={props.form.field("startMinute")} label="Starts" />
      <TextInput
        field={props.form.field("durationMinutes")}
        label="Minutes"
        inputMode="numeric"
        maxLength={4}
      />
      <Show when={rooms().length > 0}>
        <Select field={props.form.field("roomId")} label="Room" options={rooms()} />
      </Show>
    </div>
  );
}

interface FindingsProps {
  preview: Preview<MovePreview>;
  isMoved: boolean;
  text: string | undefined;
}

/** What the move would run into. Keeps its height while it is asked again. */
function Findings(props: FindingsProps) {
  const found = () => props.preview.answer();
  return (
    <section class="flex min-h-17 flex-col gap-2" aria-live="polite" aria-label="What the move means">
      <Show
        when={props.isMoved}
        fallback={
          <p class="text-ink-3">Choose another day, time or room; what stands in the way is told here.</p>
        }
      >
        <p class="font-medium tabular-nums">
          {props.text ?? `Enter a day, a time such as ${minuteText(990)} and how many minutes it lasts.`}
        </p>
        <Show when={props.preview.problem()}>{(problem) => <p class="text-bad">{problem()}</p>}</Show>
        <Show when={found()}>
          {(known) => (
            <>
              <For each={known().conflicts} fallback={<Free />}>
                {(conflict) => <Conflict conflict={conflict} />}
              </For>
              <p class="text-ink-2">
                {amount(known().students, "student")} {known().students === 1 ? "is" : "are"} concerned.
              </p>
            </>
          )}
        </Show>
      </Show>
    </section>
  );
}

function Free() {
  return (
    <p class="flex items-center gap-2 text-good">
      <CircleCheckIcon /> Nothing stands in the way.
    </p>
  );
}

function Conflict(props: { conflict: MoveConflict }) {
  const { refuses, text } = props.conflict;
  const look = refuses ? "bg-bad-soft text-bad" : "bg-warn-soft text-warn";
  return (
    <p class={`flex items-start gap-2 rounded-sm px-3 py-2 ${look}`}>
      <span class="mt-0.5">{refuses ? <CircleAlertIcon /> : <TriangleAlertIcon />}</span>
      <span>
        <span class="sr-only">{refuses ? "Not possible: " : "Mind: "}</span>
        {text}
      </span>
    </p>
  );
}
