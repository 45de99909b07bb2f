import { For, Show } from "solid-js";
import type { ClassMeeting } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { Fact } from "../../../shared/ui/peek-panel.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { NothingYet, Section } from "../../families/page/section.tsx";
import { KeywordChip } from "../../settings/keyword-chip.tsx";
import { nameOf } from "../class-options.ts";
import {
  ageText,
  dayText,
  genderLabel,
  priorityKeywordText,
  timeRange,
  tuitionText,
} from "../class-words.ts";
import type { ClassRoom } from "./class-room.ts";
import { ConflictList } from "./conflict-list.tsx";
import { WeekPicture } from "./week-picture.tsx";

export function OverviewTab(props: { room: ClassRoom }) {
  const page = () => props.room.page();
  return (
    <div class="flex flex-col gap-8">
      <Show when={page().conflicts.length > 0}>
        <Section title="Clashes" count={page().conflicts.length}>
          <div class="max-w-3xl">
            <ConflictList conflicts={page().conflicts} />
          </div>
        </Section>
      </Show>
      <Section title="Every week">
        <WeekPicture room={props.room} />
      </Section>
      <div class="grid gap-8 lg:grid-cols-2">
        <Section title="About">
          <About room={props.room} />
        </Section>
        <Section title="Next meetings">
          <NextMeetings room={props.room} />
        </Section>
      </div>
    </div>
  );
}

function About(props: { room: ClassRoom }) {
  const page = () => props.room.page();
  const facts = () => page().class;
  const shown = (date: string) => formats().date(date);
  const span = (from: string | null, to: string | null) => {
    if (from && to) return `${shown(from)} – ${shown(to)}`;
    if (from) return `from ${shown(from)}`;
    return to ? `until ${shown(to)}` : undefined;
  };
  const births = () => {
    const { earliest, latest } = page().birthWindow;
    return span(earliest, latest);
  };
  const sessions = () =>
    page()
      .sessionIds.map((id) => nameOf(props.room.options()?.sessions, id) ?? "A past session")
      .join(", ");
  const keywords = () =>
    page().keywordIds.flatMap((id) => props.room.options()?.keywords.find((one) => one.id === id) ?? []);
  const priority = () => {
    const { priorityStartsOn, priorityEndsOn, priorityKeywordId } = facts();
    const keyword = props.room.options()?.keywords.find(({ id }) => id === priorityKeywordId);
    // Without both nobody goes first.
    if (!keyword || !priorityStartsOn) return undefined;
    return `${span(priorityStartsOn, priorityEndsOn)}: ${priorityKeywordText(keyword)}`;
  };
  const online = () => {
    const takes = [
      facts().takesRegistration && "registrations",
      facts().takesTrials && "trials",
      facts().takesMakeups && "makeups",
      facts().takesSingleDays && "single days",
    ].filter(Boolean);
    const shownText = facts().isOnline ? "Shown to families" : "Not shown to families";
    return `${shownText}; takes ${takes.join(", ") || "nothing"}`;
  };
  return (
    <dl class="grid grid-cols-[7.5rem_1fr] items-baseline gap-x-3 gap-y-2">
      <Fact label="Runs">{span(facts().startsOn, facts().endsOn)}</Fact>
      <Show when={sessions()}>
        <Fact label="Sessions">{sessions()}</Fact>
      </Show>
      <Fact label="For">
        {[
          genderLabel(facts().gender),
          ageText(facts()) || "any age",
          facts().schoolGrade && `grade ${facts().schoolGrade}`,
        ]
          .filter(Boolean)
          .join(", ")}
      </Fact>
      <Show when={births()}>
        <Fact label="Born">
          {births()} <span class="text-ink-3">on {shown(page().ageTestedOn)}</span>
        </Fact>
      </Show>
      <Fact label="Places">
        {page().enrolled} of {facts().capacity} taken
        <Show when={page().waiting > 0}>, {page().waiting} waiting</Show>
      </Fact>
      <Fact label="Tuition">{tuitionText(page(), props.room.options())}</Fact>
      <Fact label="Online">{online()}</Fact>
      <Show when={span(facts().registrationStartsOn, facts().registrationEndsOn)}>
        {(text) => <Fact label="Registration">{text()}</Fact>}
      </Show>
      <Show when={priority()}>{(text) => <Fact label="Priority">{text()}</Fact>}</Show>
      <Show when={keywords().length > 0}>
        <Fact label="Keywords">
          <span class="flex flex-wrap gap-1.5">
            <For each={keywords()}>{(one) => <KeywordChip label={one.label} color={one.color} />}</For>
          </span>
        </Fact>
      </Show>
      <For each={props.room.options()?.customFields.filter((field) => facts().customValues[field.id])}>
        {(field) => <Fact label={field.label}>{facts().customValues[field.id]}</Fact>}
      </For>
      <Show when={facts().description}>
        <Fact label="Description">
          <span class="whitespace-pre-line">{facts().description}</span>
        </Fact>
      </Show>
    </dl>
  );
}

function NextMeetings(props: { room: ClassRoom }) {
  return (
    <Show
      when={props.room.page().nextMeetings.length > 0}
      fallback={<NothingYet>No meeting in the next five weeks.</NothingYet>}
    >
      <MeetingList meetings={props.room.page().nextMeetings} room={props.room} />
    </Show>
  );
}

/** Meetings one under the other; what differs from the rule is said. */
export function MeetingList(props: { meetings: readonly ClassMeeting[]; room: ClassRoom }) {
  return (
    <ul class="flex flex-col divide-y divide-line border-t border-line">
      <For each={props.meetings}>
        {(meeting) => {
          const isOff = meeting.isCancelled || meeting.closure !== null;
          const room = () => nameOf(props.room.options()?.rooms, meeting.roomId);
          return (
            <li class="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2">
              <span class={`min-w-36 tabular-nums ${isOff ? "text-ink-3 line-through" : ""}`}>
                {dayText(meeting.onDate)}
              </span>
              <span class={`flex-1 tabular-nums ${isOff ? "text-ink-3 line-through" : "text-ink-2"}`}>
                {[timeRange(meeting), room()].filter(Boolean).join(" · ")}
              </span>
              <Show when={meeting.isCancelled}>
                <Pill tone="bad">{meeting.reason ? `Cancelled: ${meeting.reason}` : "Cancelled"}</Pill>
              </Show>
              <Show when={meeting.closure}>{(name) => <Pill tone="warn">{name()}</Pill>}</Show>
              <Show when={meeting.isMoved && !meeting.isCancelled}>
                <Pill tone="accent">
                  {meeting.onDate === meeting.meetsOn ? "Changed" : `Moved from ${dayText(meeting.meetsOn)}`}
                </Pill>
              </Show>
            </li>
          );
        }}
      </For>
    </ul>
  );
}
