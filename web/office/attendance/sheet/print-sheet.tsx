import { createMemo, For, Show } from "solid-js";
import { addDays } from "../../../../tenant-schema/dates.ts";
import type { RollSheet, RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import type { Calendar } from "../../../../worker/domains/calendar/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { me } from "../../../shared/session.ts";
import { kindLabel } from "../../enrollments/words.ts";
import { longDay, placeOf, teachersOf, timesOf } from "../attendance-words.ts";
import { alertsOf, alertWords } from "./alerts.ts";
import { calledName, type Sheet } from "./sheet-state.ts";

const boxes = 4;
const weeksAhead = 5;

/** Where the calendar says when the class meets next. */
export const nextMeetingsPath = ({ meeting }: RollSheet) =>
  `/calendar?from=${addDays(meeting.onDate, 1)}&to=${addDays(meeting.onDate, 7 * weeksAhead)}&class=${meeting.classId}`;

/** The next meetings of this slot; without the calendar's answer the same weekday of the next weeks. */
function nextDates({ meeting }: RollSheet, calendar: Calendar | undefined): string[] {
  const known = (calendar?.meetings ?? [])
    .filter((one) => one.slotId === meeting.slotId && !one.isCancelled && one.closure === null)
    .map(({ onDate }) => onDate)
    .toSorted()
    .slice(0, boxes);
  if (known.length > 0) return known;
  return Array.from({ length: boxes }, (_, week) => addDays(meeting.meetsOn, 7 * (week + 1)));
}

const letters = { present: "P", absent: "A", tardy: "T", none: "" } as const;

/** The roll sheet on paper: one line a student, a box for this meeting and for the next four. */
export function PrintSheet(props: { sheet: Sheet; data: RollSheet; calendar: Calendar | undefined }) {
  const meeting = () => props.data.meeting;
  const dates = createMemo(() => nextDates(props.data, props.calendar));
  const head = "border-b-2 border-ink px-1.5 py-1 text-left align-bottom font-semibold";
  return (
    <div class="hidden text-xs print:block">
      <p class="text-md font-bold">{meeting().className}</p>
      <p>
        {longDay(meeting().onDate)}, {timesOf(meeting())}
      </p>
      <Show when={offText(props.data)}>{(off) => <p class="font-bold">{off()}</p>}</Show>
      <p class="mb-3">
        {[me()?.account.displayName, placeOf(meeting()), teachersOf(meeting().teachers)]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <table class="w-full border-collapse">
        <thead>
          <tr>
            <th class={head} scope="col">
              Student
            </th>
            <th class={head} scope="col">
              Age
            </th>
            <th class={head} scope="col">
              To know
            </th>
            <th class={head} scope="col">
              Call
            </th>
            <For each={[meeting().onDate, ...dates()]}>
              {(date) => (
                <th class={`${head} w-11 text-center`} scope="col">
                  {formats().date(date, { month: "numeric", day: "numeric" })}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.sheet.students()}>
            {(student) => <Line sheet={props.sheet} student={student} dates={dates()} />}
          </For>
        </tbody>
      </table>
    </div>
  );
}

/** Nobody takes a paper of a meeting that does not take place into the gym. */
function offText({ closedFor, meeting }: RollSheet): string | undefined {
  if (closedFor === "cancelled") return ["Cancelled", meeting.cancelReason].filter(Boolean).join(": ");
  return closedFor === "closure" ? `Closed: ${meeting.closure}` : undefined;
}

function Line(props: { sheet: Sheet; student: RollSheetStudent; dates: readonly string[] }) {
  const cell = "border-b border-ink-3 px-1.5 py-1 align-top";
  const kind = () => (props.student.kind === "active" ? "" : ` (${kindLabel(props.student.kind)})`);
  const phone = () => props.student.phones[0];
  // Whoever comes once, or leaves, is not missing afterwards.
  const isGone = (date: string) => props.student.endsOn !== null && date > props.student.endsOn;
  return (
    <tr>
      <td class={`${cell} font-medium`}>
        {calledName(props.student)}
        {kind()}
      </td>
      <td class={`${cell} tabular-nums`}>{props.student.age}</td>
      <td class={cell}>{alertsOf(props.student).map(alertWords).join("; ")}</td>
      <td class={`${cell} whitespace-nowrap tabular-nums`}>
        <Show when={phone()}>
          {(known) => (known().phone.startsWith("+") ? formats().phone(known().phone) : known().phone)}
        </Show>
      </td>
      <td class={`${cell} border border-ink text-center font-semibold`}>
        {letters[props.sheet.markOf(props.student).status]}
      </td>
      <For each={props.dates}>
        {(date) => <td class={`${cell} border border-ink text-center`}>{isGone(date) ? "–" : ""}</td>}
      </For>
    </tr>
  );
}
