import { For, Show } from "solid-js";
import type { ClassSlot, SlotVersion } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { NothingYet } from "../../families/page/section.tsx";
import { nameOf } from "../class-options.ts";
import { dayText, openingsText, shownVersion, timeRange, weekdayName, weekdays } from "../class-words.ts";
import type { ClassRoom } from "./class-room.ts";

type Shown = { slot: ClassSlot; version: SlotVersion };

/** The week of the class as seven columns; days without a slot step back on a phone. */
export function WeekPicture(props: { room: ClassRoom }) {
  const shown = (): Shown[] =>
    props.room
      .page()
      .slots.flatMap((slot) => {
        const version = shownVersion(slot.versions, formats().today());
        return version ? [{ slot, version }] : [];
      })
      .sort((a, b) => a.version.startMinute - b.version.startMinute);
  const on = (weekday: number) => shown().filter(({ version }) => version.weekday === weekday);
  return (
    <Show when={shown().length > 0} fallback={<NothingYet>This class has no weekly times yet.</NothingYet>}>
      <ul class="grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-7">
        <For each={weekdays}>
          {(weekday) => (
            <li
              class="flex min-w-0 flex-col gap-1.5 bg-sheet p-2 sm:min-h-28"
              classList={{ "max-sm:hidden": on(weekday).length === 0 }}
            >
              <span class="text-xs font-semibold" classList={{ "text-ink-3": on(weekday).length === 0 }}>
                <span class="sm:hidden">{weekdayName(weekday, "long")}</span>
                <span class="max-sm:hidden">{weekdayName(weekday)}</span>
              </span>
              <For each={on(weekday)}>{(one) => <Block shown={one} room={props.room} />}</For>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function Block(props: { shown: Shown; room: ClassRoom }) {
  const version = () => props.shown.version;
  const capacity = () => version().capacity ?? props.room.page().class.capacity;
  const people = () =>
    version()
      .instructorIds.map((id) => nameOf(props.room.options()?.instructors, id))
      .filter(Boolean)
      .join(", ");
  /** The picture counts who comes today; a place is also taken by who begins later, or is kept for whoever waits. */
  const isPromised = () => props.shown.slot.openings <= 0 && props.shown.slot.enrolled < capacity();
  const isLater = () => version().startsOn > formats().today();
  return (
    <div class="min-w-0 rounded-sm bg-accent-soft px-2 py-1.5 text-sm">
      <p class="font-semibold text-accent tabular-nums">{timeRange(version())}</p>
      <p class="truncate text-ink-2">{people() || "No instructor"}</p>
      <Show when={nameOf(props.room.options()?.rooms, version().roomId)}>
        {(name) => <p class="truncate text-ink-3">{name()}</p>}
      </Show>
      <p class="text-ink-2 tabular-nums">
        {props.shown.slot.enrolled}/{capacity()} · {openingsText(props.shown.slot.openings)}
      </p>
      <Show when={isPromised()}>
        <p class="text-ink-3">The rest begin later or are kept</p>
      </Show>
      <Show when={isLater()}>
        <p class="text-ink-3">from {dayText(version().startsOn)}</p>
      </Show>
    </div>
  );
}
