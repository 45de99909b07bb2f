import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { WelcomeMeeting, WelcomeWeek } from "../../../worker/domains/welcome/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { places } from "./places.ts";

/** Meetings of today and the two days before whose roll nobody called, each leading to its roll sheet. */
export function Untaken(props: { untaken: NonNullable<WelcomeWeek["untaken"]>; today: string }) {
  /** A list is of one day: that of the meeting named first. */
  const date = () => props.untaken.latest[0]?.onDate ?? props.today;
  return (
    <section>
      <div class="mb-2 flex items-center gap-2">
        <h2 class="text-md font-bold tracking-tight">Attendance not taken</h2>
        <Show when={props.untaken.total > 0}>
          <Pill tone="warn">{formats().number(props.untaken.total)}</Pill>
        </Show>
      </div>
      <Show
        when={props.untaken.total > 0}
        fallback={<p class="text-ink-2">Every roll since the day before yesterday was called.</p>}
      >
        <ul class="flex flex-col">
          <For each={props.untaken.latest}>
            {(meeting) => <OneMeeting meeting={meeting} today={props.today} />}
          </For>
        </ul>
        <A class="link mt-1 inline-block" href={places.untaken(date())}>
          Take attendance
        </A>
      </Show>
    </section>
  );
}

function OneMeeting(props: { meeting: WelcomeMeeting; today: string }) {
  const day = () =>
    props.meeting.onDate === props.today
      ? "Today"
      : formats().date(props.meeting.onDate, { weekday: "short", month: "short", day: "numeric" });
  return (
    <li>
      <A
        href={places.rollSheet(props.meeting)}
        class="-mx-2 flex flex-col rounded-sm px-2 py-1 hover:bg-hover pointer-coarse:py-2"
      >
        <span class="truncate font-book">{props.meeting.className}</span>
        <span class="truncate text-sm text-ink-3 tabular-nums">
          {day()}, {formats().clock(props.meeting.startMinute)}
          {props.meeting.teachers.length > 0 ? ` · ${props.meeting.teachers.join(", ")}` : ""}
        </span>
      </A>
    </li>
  );
}
