import { Show } from "solid-js";
import type { OwnMeeting } from "../../../worker/domains/attendance/own-shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { absenceWords } from "../words/absences.ts";
import { shortDay } from "./parts.tsx";

/** One class on one day: ticked when the child will miss it, or what stands in the way. */
export function MeetingRow(props: {
  meeting: OwnMeeting;
  child: string;
  isChosen: boolean;
  isBusy: boolean;
  mayAct: boolean;
  onChoose: (isOn: boolean) => void;
  onWithdraw: () => void;
}) {
  const words = absenceWords;
  const meeting = () => props.meeting;
  const what = () => (
    <span class="min-w-0 shrink grow basis-52">
      <span class="block font-medium first-letter:uppercase">
        {shortDay(meeting().onDate)} ·{" "}
        {formats().clocks(meeting().startMinute, meeting().startMinute + meeting().durationMinutes)}
      </span>
      <span class="block text-sm text-ink-2">{meeting().className}</span>
      <Show when={meeting().obstacle === null}>
        <span class="mt-1 block">
          <Show when={meeting().wouldEarnToken} fallback={<Excuse meeting={meeting()} />}>
            <Pill tone="accent">{words().earns}</Pill>
          </Show>
        </span>
      </Show>
      <Show when={meeting().obstacle && !meeting().isReported}>
        <span class="block text-sm text-ink-3">{words().obstacles[meeting().obstacle!]}</span>
      </Show>
    </span>
  );
  return (
    <li class="px-4 py-2">
      <Show
        when={meeting().obstacle === null && props.mayAct}
        fallback={
          <div class="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1">
            {what()}
            <Show when={meeting().isReported}>
              <span class="flex flex-wrap items-center gap-3">
                <Pill tone="good">{words().reported}</Pill>
                <Show when={props.mayAct}>
                  <Button variant="quiet" busy={props.isBusy} onClick={props.onWithdraw}>
                    {words().comesAfterAll(props.child)}
                  </Button>
                </Show>
              </span>
            </Show>
          </div>
        }
      >
        <label class="flex min-h-12 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            class="check"
            checked={props.isChosen}
            onChange={(event) => props.onChoose(event.currentTarget.checked)}
          />
          {what()}
        </label>
      </Show>
    </li>
  );
}

function Excuse(props: { meeting: OwnMeeting }) {
  const words = absenceWords;
  return <Pill>{props.meeting.wouldBeExcused ? words().excused : words().notExcused}</Pill>;
}
