import { For, Show } from "solid-js";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { type CalendarState, localeNow } from "./calendar-state.ts";
import { clockText } from "./clock-text.ts";
import { longDay, shortDay } from "./date-text.ts";
import { lacksAttendance } from "./faces.ts";
import { zoneName } from "./now-lines.ts";

/** When, where, by whom, how full. */
export function MeetingFacts(props: { meeting: CalendarMeeting; state: CalendarState }) {
  const nameIn = (list: readonly { id: string; name: string }[] | undefined, id: string | null) =>
    list?.find((one) => one.id === id)?.name;
  const data = () => props.state.query.data();
  const when = () => {
    const { startMinute, durationMinutes, timeZone, startsAtMs } = props.meeting;
    const zones = new Set(data()?.locations.map((location) => location.timeZone));
    const zone = zones.size > 1 ? ` ${zoneName(timeZone, startsAtMs, localeNow())}` : "";
    return `${clockText(localeNow()).range(startMinute, durationMinutes)}${zone}`;
  };
  const where = () =>
    [nameIn(data()?.rooms, props.meeting.roomId), nameIn(data()?.locations, props.meeting.locationId)]
      .filter(Boolean)
      .join(", ");
  const what = () =>
    [nameIn(data()?.programs, props.meeting.programId), nameIn(data()?.levels, props.meeting.levelId)]
      .filter(Boolean)
      .join(", ");
  return (
    <div class="flex flex-col gap-2">
      <div class="flex flex-wrap gap-1 empty:hidden">
        <For each={badgesOf(props.meeting, props.state.nowMs())}>
          {({ tone, text }) => <Pill tone={tone}>{text}</Pill>}
        </For>
      </div>
      <div class="text-ink-2">
        <p class="font-medium text-ink tabular-nums">
          {longDay(props.meeting.onDate)}, {when()}
        </p>
        <Show when={props.meeting.movedFrom}>
          {(from) => (
            <p class="text-sm text-ink-3">
              by rule {shortDay(from().onDate)},{" "}
              {clockText(localeNow()).range(from().startMinute, from().durationMinutes)}
            </p>
          )}
        </Show>
        <p>{where()}</p>
        <For each={props.meeting.instructors}>
          {({ staffId, isAway, substituteId }) => (
            <p>
              <span classList={{ "line-through text-ink-3": isAway }}>{nameIn(data()?.staff, staffId)}</span>
              <Show when={isAway}>
                {" → "}
                {substituteId ? `${nameIn(data()?.staff, substituteId)}*` : "nobody stands in"}
              </Show>
            </p>
          )}
        </For>
        <p class="text-ink-3">{what()}</p>
      </div>
      <Show when={props.meeting.reason}>
        <p class="rounded-sm bg-sunken px-2 py-1.5 text-ink-2">{props.meeting.reason}</p>
      </Show>
      <Places meeting={props.meeting} />
    </div>
  );
}

function badgesOf(meeting: CalendarMeeting, nowMs: number): { tone: PillTone; text: string }[] {
  const badges: { tone: PillTone; text: string }[] = [];
  if (meeting.isCancelled) badges.push({ tone: "bad", text: "Cancelled" });
  if (meeting.closure !== null) badges.push({ tone: "plain", text: `Closed: ${meeting.closure}` });
  if (meeting.isMoved) badges.push({ tone: "accent", text: "Moved" });
  if (lacksAttendance(meeting, nowMs)) badges.push({ tone: "warn", text: "Attendance not taken" });
  return badges;
}

function Places(props: { meeting: CalendarMeeting }) {
  const figures = () => {
    const { capacity, openings, expected, absent, waiting } = props.meeting;
    return [
      { label: "left", value: Math.max(0, openings) },
      { label: "places", value: capacity },
      { label: "expected", value: expected },
      { label: "absent", value: absent },
      { label: "waiting", value: waiting },
    ];
  };
  return (
    <dl class="grid grid-cols-5 gap-2 border-y border-line py-2">
      <For each={figures()}>
        {({ label, value }) => (
          <div class="flex flex-col-reverse">
            <dt class="text-xs text-ink-3">{label}</dt>
            <dd class="text-md font-semibold tabular-nums">{value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
