import { createEffect, on, Show } from "solid-js";
import type { StudentMeeting } from "../../../../worker/domains/attendance/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { markWords, shortDay } from "../attendance-words.ts";

type AbsenceLineProps = {
  meeting: StudentMeeting;
  isChosen: boolean;
  excuse: string;
  onToggle: () => void;
  onWithdraw: () => void;
};

const obstacles = {
  cancelled: "Cancelled",
  closed: "The school is closed",
  started: "Has begun already",
  already_marked: "",
} as const;

/** One meeting that a range of absence means: tick it, or read why not. */
export function AbsenceLine(props: AbsenceLineProps) {
  const meeting = () => props.meeting;
  const isFree = () => meeting().obstacle === null;
  const isReported = () => meeting().mark.status === "absent" && meeting().mark.isReported;
  let box: HTMLInputElement | undefined;
  // The button that was pressed is gone with what it took back; the keys go on from the same line.
  createEffect(on(isReported, (is, was) => was && !is && box?.focus()));
  const about = () => {
    const { obstacle, mark, wouldBeExcused } = meeting();
    if (obstacle === "already_marked") return isReported() ? "Reported already" : markWords(mark);
    if (obstacle !== null) return obstacles[obstacle];
    if (!props.isChosen) return "";
    const isExcused = props.excuse === "rule" ? wouldBeExcused : props.excuse === "yes";
    return isExcused ? "Excused" : "Not excused";
  };
  return (
    <li class="flex min-h-11 items-center gap-2 border-b border-line py-1">
      <label class="flex min-w-0 flex-1 items-start gap-2.5 py-1 has-disabled:text-ink-3 pointer-coarse:py-2">
        <input
          ref={box}
          type="checkbox"
          class="check mt-0.5"
          checked={props.isChosen}
          disabled={!isFree()}
          onChange={props.onToggle}
        />
        <span class="min-w-0">
          <span class="block tabular-nums">
            {shortDay(meeting().onDate)}, {formats().clock(meeting().startMinute)}
          </span>
          <span class="block text-sm text-ink-3 [overflow-wrap:anywhere]">
            {meeting().className} · {meeting().locationName}
          </span>
        </span>
      </label>
      <span class="text-sm text-ink-3">{about()}</span>
      <Show when={isReported()}>
        <Button size="small" variant="quiet" onClick={props.onWithdraw}>
          Withdraw
          <span class="sr-only">
            {" "}
            the absence on {shortDay(meeting().onDate)}, {meeting().className}
          </span>
        </Button>
      </Show>
    </li>
  );
}
