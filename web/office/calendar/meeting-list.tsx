import { For, type JSX, Show } from "solid-js";
import type { ListedMeeting } from "../../../worker/domains/meetings/shapes.ts";
import { localeNow } from "./calendar-state.ts";
import { clockText } from "./clock-text.ts";
import { meetingKeyOf } from "./columns.ts";
import { shortDay } from "./date-text.ts";

/** "Tue, Nov 24, 4:30 – 5:30 PM". */
export const meetingTime = ({ onDate, startMinute, durationMinutes }: ListedMeeting) =>
  `${shortDay(onDate)}, ${clockText(localeNow()).range(startMinute, durationMinutes)}`;

interface MeetingListProps<Meeting extends ListedMeeting> {
  label: string;
  meetings: readonly Meeting[];
  /** At the end of a line. */
  note: (meeting: Meeting) => JSX.Element;
}

/** The meetings that an act is about, before it is done. */
export function MeetingList<Meeting extends ListedMeeting>(props: MeetingListProps<Meeting>) {
  return (
    <Show when={props.meetings.length > 0}>
      <ul
        tabindex="0"
        aria-label={props.label}
        class="max-h-64 overflow-y-auto rounded-sm border border-line [&>li+li]:border-t [&>li+li]:border-line"
      >
        <For each={props.meetings}>
          {(meeting) => (
            <li
              data-listed={meetingKeyOf(meeting)}
              class="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1"
            >
              <span class="min-w-0 flex-1">
                <span class="font-medium">{meeting.className}</span>{" "}
                <span class="whitespace-nowrap text-ink-3 tabular-nums">{meetingTime(meeting)}</span>
              </span>
              <span class="text-ink-2 tabular-nums">{props.note(meeting)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
