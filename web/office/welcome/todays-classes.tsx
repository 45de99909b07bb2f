import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { TodaysMeeting, WelcomeWeek } from "../../../worker/domains/welcome/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { places } from "./places.ts";

type TodaysClassesProps = { meetings: NonNullable<WelcomeWeek["meetings"]>; today: string };

/** The classes of today that are not over, and how many there are in all. */
export function TodaysClasses(props: TodaysClassesProps) {
  const all = () => {
    const { total } = props.meetings;
    return total === 1 ? "The one class of today" : `All ${formats().number(total)} of today`;
  };
  return (
    <section>
      <div class="mb-2 flex items-baseline gap-3">
        <h2 class="flex-1 text-md font-bold tracking-tight">Today’s classes</h2>
        <Show when={props.meetings.total > 0}>
          <A class="link" href={places.day(props.today)}>
            {all()}
          </A>
        </Show>
      </div>
      <Show
        when={props.meetings.coming.length > 0}
        fallback={
          <p class="text-ink-2">
            {props.meetings.total > 0 ? "All of today’s classes are over." : "No classes today."}
          </p>
        }
      >
        <ul class="border-t border-line">
          <For each={props.meetings.coming}>{(meeting) => <OneMeeting meeting={meeting} />}</For>
        </ul>
        <Show when={props.meetings.hidden > 0}>
          <p class="pt-2 text-ink-3">and {formats().number(props.meetings.hidden)} more later today</p>
        </Show>
      </Show>
    </section>
  );
}

function OneMeeting(props: { meeting: TodaysMeeting }) {
  const where = () =>
    [props.meeting.roomName, props.meeting.locationName, props.meeting.teachers.join(", ")]
      .filter(Boolean)
      .join(" · ");
  return (
    <li class="border-b border-line">
      <A
        href={places.class(props.meeting.classId)}
        class="-mx-2 flex min-h-13 items-center gap-3 rounded-sm px-2 py-1.5 hover:bg-hover"
      >
        <span class="w-18 flex-none text-ink-2 tabular-nums">
          {formats().clock(props.meeting.startMinute)}
        </span>
        <span class="min-w-0 flex-1">
          <span class="block truncate font-semibold">{props.meeting.className}</span>
          <span class="block truncate text-sm text-ink-3">{where()}</span>
        </span>
        <span class="flex flex-none flex-col items-end gap-0.5 sm:flex-row sm:items-center sm:gap-3">
          <span class="text-sm text-ink-2 tabular-nums">
            {formats().number(props.meeting.expected)} expected
          </span>
          <Places meeting={props.meeting} />
        </span>
      </A>
    </li>
  );
}

function Places(props: { meeting: TodaysMeeting }) {
  const free = () => `${formats().number(props.meeting.openings)} open`;
  return (
    <Switch fallback={<Pill>Full</Pill>}>
      <Match when={props.meeting.isCancelled}>
        <Pill tone="bad">Cancelled</Pill>
      </Match>
      <Match when={props.meeting.closure}>
        <Pill tone="warn">Closed</Pill>
      </Match>
      <Match when={props.meeting.openings > 0}>
        <Pill tone="good">{free()}</Pill>
      </Match>
    </Switch>
  );
}
