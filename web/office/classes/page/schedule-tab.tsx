import { For, Show } from "solid-js";
import type { ClassSlot, SlotVersion } from "../../../../worker/domains/classes/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { PencilIcon, PlusIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { NothingYet, Section } from "../../families/page/section.tsx";
import { nameOf } from "../class-options.ts";
import { dayText, isOver, shownVersion, slotTime, timeRange, weekdayName } from "../class-words.ts";
import type { ClassRoom } from "./class-room.ts";
import { MeetingList } from "./overview-tab.tsx";

/** Each slot with what it was, is and will be, and the meetings that differ from it. */
export default function ScheduleTab(props: { room: ClassRoom }) {
  const page = () => props.room.page();
  return (
    <div class="flex max-w-4xl flex-col gap-8">
      <Section
        title="Weekly slots"
        count={page().slots.length}
        action={
          <Show when={props.room.mayEdit()}>
            <Button variant="quiet" icon={PlusIcon} onClick={() => props.room.open({ kind: "add_slot" })}>
              Add a slot
            </Button>
          </Show>
        }
      >
        <div class="flex flex-col gap-4">
          <For each={page().slots} fallback={<NothingYet>This class has no weekly times yet.</NothingYet>}>
            {(slot) => <Slot slot={slot} room={props.room} />}
          </For>
        </div>
      </Section>
      <Section title="Meetings that differ" count={page().exceptions.length}>
        <Show
          when={page().exceptions.length > 0}
          fallback={
            <NothingYet>No meeting was cancelled or moved in the last four weeks or later.</NothingYet>
          }
        >
          <MeetingList meetings={page().exceptions} room={props.room} />
        </Show>
      </Section>
    </div>
  );
}

function Slot(props: { slot: ClassSlot; room: ClassRoom }) {
  const today = formats().today();
  const held = () => shownVersion(props.slot.versions, today);
  const title = () => {
    const version = held() ?? props.slot.versions.at(-1);
    return version ? slotTime(version) : "Slot";
  };
  return (
    <article aria-label={title()} class="rounded-md border border-line bg-sheet p-4">
      <header class="flex flex-wrap items-center gap-2">
        <h3 class="font-semibold tabular-nums">{title()}</h3>
        <Show when={!held()}>
          <Pill>Ended</Pill>
        </Show>
        <Show when={props.room.mayEdit()}>
          <span class="ml-auto flex gap-2">
            <Button size="small" onClick={() => props.room.open({ kind: "change_slot", slot: props.slot })}>
              {held() ? "Change from a day…" : "Resume…"}
            </Button>
            <Show when={held()}>
              <Button
                size="small"
                variant="quiet"
                onClick={() => props.room.open({ kind: "end_slot", slot: props.slot })}
              >
                End…
              </Button>
            </Show>
          </span>
        </Show>
      </header>
      <ol class="mt-2 flex flex-col">
        <For each={props.slot.versions}>
          {(version) => <Version slot={props.slot} version={version} room={props.room} />}
        </For>
      </ol>
    </article>
  );
}

function Version(props: { slot: ClassSlot; version: SlotVersion; room: ClassRoom }) {
  const today = formats().today();
  const phase = () => {
    if (isOver(props.version, today)) return "past";
    return props.version.startsOn > today ? "upcoming" : "current";
  };
  const facts = () => {
    const { weekday, capacity, instructorIds, roomId } = props.version;
    const options = props.room.options();
    return [
      `${weekdayName(weekday, "long")} ${timeRange(props.version)}`,
      instructorIds.map((id) => nameOf(options?.instructors, id) ?? "Somebody who left").join(", "),
      nameOf(options?.rooms, roomId),
      capacity === null ? undefined : plural(capacity, "place"),
    ]
      .filter(Boolean)
      .join(" · ");
  };
  const until = () => (props.version.endsOn ? ` – ${dayText(props.version.endsOn)}` : " on");
  return (
    <li
      class="relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-l-2 py-1.5 pl-4"
      classList={{
        "border-accent": phase() === "current",
        "border-line-strong": phase() !== "current",
        "text-ink-3": phase() === "past",
      }}
    >
      <span class="min-w-0 flex-1 basis-56">
        <span class="block tabular-nums [overflow-wrap:anywhere]">{facts()}</span>
        <span class="block text-sm text-ink-3 tabular-nums">
          {dayText(props.version.startsOn)}
          {until()}
        </span>
      </span>
      <Show when={phase() !== "past"}>
        <Pill tone={phase() === "current" ? "good" : "accent"}>
          {phase() === "current" ? "Now" : "Planned"}
        </Pill>
      </Show>
      <Show when={phase() === "upcoming" && props.room.mayEdit()}>
        <Button
          size="small"
          variant="quiet"
          icon={PencilIcon}
          onClick={() => props.room.open({ kind: "correct", slot: props.slot, version: props.version })}
        >
          Correct
        </Button>
      </Show>
    </li>
  );
}
