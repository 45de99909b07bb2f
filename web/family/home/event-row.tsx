import { For, Match, Show, Switch } from "solid-js";
import type { ComingEvent } from "../../../worker/domains/coming-up/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { school } from "../portal.ts";
import { homeWords } from "../words/home.ts";

/** One child at one meeting: when, what, who, and whatever is not as usual. */
export function EventRow(props: { event: ComingEvent }) {
  const event = () => props.event;
  const day = (options: Intl.DateTimeFormatOptions) => formats().date(event().onDate, options);
  const times = () => {
    const { startMinute, durationMinutes } = event();
    return formats().clocks(startMinute, startMinute + durationMinutes);
  };
  const isLaterMonth = () => event().onDate.slice(0, 7) !== formats().today().slice(0, 7);
  const what = () =>
    [event().firstName, event().isOff ? event().offReason : times()].filter(Boolean).join(" · ");
  const place = () => (school().locations.length > 1 && !event().isOff ? event().locationName : undefined);
  return (
    <li class="grid min-h-18 grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-3 px-3 py-2.5 sm:px-4">
      <time datetime={event().onDate} class="text-center">
        <span class="sr-only">{day({ weekday: "long", day: "numeric", month: "long" })}</span>
        <span aria-hidden="true">
          <span class="block text-xs font-medium text-ink-3 uppercase">{day({ weekday: "short" })}</span>
          <span class="block text-lg font-bold tracking-tight">{day({ day: "numeric" })}</span>
          <Show when={isLaterMonth()}>
            <span class="block text-xs text-ink-3">{day({ month: "short" })}</span>
          </Show>
        </span>
      </time>
      <div class="min-w-0">
        <p class="font-semibold" classList={{ "line-through text-ink-3": event().isOff }}>
          {event().className}
        </p>
        <p class="text-sm text-ink-2 tabular-nums">{what()}</p>
        <Show when={place()}>{(name) => <p class="text-sm text-ink-3">{name()}</p>}</Show>
        <For each={event().isOff ? [] : event().teachers.filter((teacher) => teacher.substituteFor !== null)}>
          {(teacher) => (
            <p class="text-sm text-ink-3">{homeWords().standsIn(teacher.name, teacher.substituteFor!)}</p>
          )}
        </For>
      </div>
      <Mark event={event()} />
    </li>
  );
}

/** The one thing about it that is not as usual; else where it is. */
function Mark(props: { event: ComingEvent }) {
  const kinds = () => ({
    makeup: homeWords().makeup,
    trial: homeWords().trial,
    single_day: homeWords().singleDay,
  });
  return (
    <Switch fallback={<Show when={props.event.roomName}>{(name) => <Pill tone="good">{name()}</Pill>}</Show>}>
      <Match when={props.event.isOff}>
        <Pill tone="bad">{homeWords().cancelled}</Pill>
      </Match>
      <Match when={props.event.isAbsent}>
        <Pill>{homeWords().absent}</Pill>
      </Match>
      <Match when={props.event.kind !== "active"}>
        <Pill tone="accent">{kinds()[props.event.kind as "makeup" | "trial" | "single_day"]}</Pill>
      </Match>
      <Match when={props.event.isMoved}>
        <Pill tone="warn">{homeWords().moved}</Pill>
      </Match>
    </Switch>
  );
}
