import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { MeetingRow as Meeting } from "../../../../worker/domains/attendance/shapes.ts";
import { prefetch } from "../../../shared/query.ts";
import { ChevronRightIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { sheetHref, sheetPath } from "../attendance-paths.ts";
import { placeOf, takenWords, teachersOf, timesOf } from "../attendance-words.ts";
import { type Day, isOff } from "./day-state.ts";

/** One meeting: a link to its roll sheet, whose answer is fetched as soon as a hand comes near. */
export function MeetingRow(props: { day: Day; meeting: Meeting; index: number }) {
  const meeting = () => props.meeting;
  const isCurrent = () => props.day.at() === props.index;
  const warm = () => prefetch(sheetPath(meeting()));
  const marked = () => meeting().present + meeting().absent + meeting().tardy;
  return (
    <li class="border-b border-line">
      <A
        href={sheetHref(meeting())}
        data-meeting
        tabIndex={isCurrent() ? 0 : -1}
        class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover sm:px-6 md:grid-cols-[14rem_minmax(0,2fr)_minmax(0,1.4fr)_5rem_9.5rem_auto]"
        onFocus={() => {
          props.day.setAt(props.index);
          warm();
        }}
        onPointerEnter={warm}
      >
        <span class="whitespace-nowrap text-ink-2 tabular-nums max-md:col-span-full">
          {timesOf(meeting())}
        </span>
        <span class="min-w-0">
          <span
            class="font-medium [overflow-wrap:anywhere]"
            classList={{ "line-through text-ink-3": isOff(meeting()) }}
          >
            {meeting().className}
          </span>
          <span class="block truncate text-sm text-ink-3">{placeOf(meeting())}</span>
        </span>
        <span class="truncate text-ink-2 max-md:col-start-1 max-md:row-start-3 max-md:text-sm">
          {teachersOf(meeting().teachers)}
          <Show when={meeting().isMine}>
            <span class="sr-only"> (you)</span>
          </Show>
        </span>
        <span class="text-right text-ink-2 tabular-nums max-md:col-start-2 max-md:row-start-3">
          <Show when={!isOff(meeting())}>
            {marked()} of {meeting().expected}
            <span class="sr-only"> marked</span>
          </Show>
        </span>
        <span class="max-md:col-start-2 max-md:row-start-2 max-md:justify-self-end">
          <State meeting={meeting()} />
        </span>
        <span class="text-ink-3 max-md:hidden">
          <ChevronRightIcon />
        </span>
      </A>
    </li>
  );
}

function State(props: { meeting: Meeting }) {
  const words = () => takenWords[props.meeting.taken];
  return (
    <Show
      when={!isOff(props.meeting)}
      fallback={
        <Pill tone={props.meeting.isCancelled ? "bad" : "plain"}>
          {props.meeting.isCancelled ? "Cancelled" : `Closed: ${props.meeting.closure}`}
        </Pill>
      }
    >
      <Pill dot tone={words().tone}>
        {words().label}
      </Pill>
    </Show>
  );
}
