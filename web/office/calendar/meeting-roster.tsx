import { For, Show } from "solid-js";
import type { RollSheet, RollSheetStudent } from "../../../worker/domains/attendance/shapes.ts";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { TriangleAlertIcon } from "../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { withParams } from "../../shared/url-state.ts";

const kinds: Partial<Record<RollSheetStudent["kind"], string>> = {
  trial: "Trial",
  makeup: "Makeup",
  single_day: "Single day",
};
const marks = { present: "Present", absent: "Absent", tardy: "Tardy", none: "" } as const;

/** Who is expected, as the roll sheet has it. */
export function MeetingRoster(props: { meeting: CalendarMeeting }) {
  const sheet = createQuery<RollSheet>(() =>
    can("attendance")
      ? withParams("/attendance/roll-sheet", { slotId: props.meeting.slotId, meetsOn: props.meeting.meetsOn })
      : undefined,
  );
  const bars = () => Array.from({ length: Math.min(6, props.meeting.enrolled) });
  return (
    <Show when={can("attendance") && !sheet.error()}>
      <section>
        <h3 class="mb-1 text-xs font-semibold text-ink-3">Students</h3>
        <Show
          when={sheet.data()}
          fallback={
            <SkeletonRegion label="the students">
              <For each={bars()}>
                {() => (
                  <div class="h-7">
                    <SkeletonText width={150} />
                  </div>
                )}
              </For>
            </SkeletonRegion>
          }
        >
          {(known) => (
            <ul>
              <For
                each={known().students}
                fallback={<li class="text-ink-3">Nobody is enrolled on this day.</li>}
              >
                {(student) => <Student student={student} />}
              </For>
            </ul>
          )}
        </Show>
      </section>
    </Show>
  );
}

function Student(props: { student: RollSheetStudent }) {
  const { student } = props;
  const note = () => [kinds[student.kind], marks[student.mark.status]].filter(Boolean).join(" · ");
  return (
    <li class="flex h-7 items-center gap-2">
      <span class="truncate" classList={{ "text-ink-3 line-through": student.mark.status === "absent" }}>
        {student.preferredName ?? student.firstName} {student.lastName}
      </span>
      <Show when={student.age !== null}>
        <span class="text-sm text-ink-3 tabular-nums">{student.age}</span>
      </Show>
      <Show when={student.alerts.allergies}>
        <TriangleAlertIcon class="text-warn" label={`Allergies: ${student.alerts.allergies}`} />
      </Show>
      <span class="ml-auto text-sm whitespace-nowrap text-ink-3">{note()}</span>
    </li>
  );
}
