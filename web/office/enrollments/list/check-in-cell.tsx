import { For } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { CheckIcon } from "../../../shared/ui/icons.tsx";
import { type CheckInActs, checkInsOf } from "./check-in-acts.ts";

/** One button for each meeting of today; pressed means that the student is here. */
export function CheckInCell(props: { row: EnrollmentRow; acts: CheckInActs }) {
  const { row } = props;
  return (
    <For each={checkInsOf(row)} fallback={<span class="text-ink-3">–</span>}>
      {(checkIn) => (
        <button
          type="button"
          class="hit inline-flex h-7 items-center gap-1 rounded-full border border-line-strong px-2.5 text-sm tabular-nums hover:bg-hover disabled:opacity-55 aria-pressed:border-transparent aria-pressed:bg-good-soft aria-pressed:font-medium aria-pressed:text-good pointer-coarse:h-9"
          aria-pressed={checkIn.status === "present"}
          aria-label={`${row.studentName} is here at ${formats().clock(checkIn.startMinute)}`}
          disabled={!can("attendance", "full")}
          onClick={(event) => {
            event.stopPropagation();
            props.acts.toggle(row, checkIn);
          }}
        >
          {checkIn.status === "present" && <CheckIcon class="size-3.5" />}
          {formats().clock(checkIn.startMinute)}
        </button>
      )}
    </For>
  );
}
