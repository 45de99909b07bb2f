import { createMemo, Show } from "solid-js";
import { FilterChip } from "../../shared/ui/filter-chip.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { useParam } from "../../shared/url-state.ts";
import type { CalendarState } from "./calendar-state.ts";

export function CalendarFilters(props: { state: CalendarState }) {
  const filters = createMemo(
    (): Filter[] => filtersOf(props.state),
    undefined,
    // Every week brings the same lists; chips that are drawn anew would cost more than its blocks.
    { equals: (before, after) => JSON.stringify(before) === JSON.stringify(after) },
  );
  return (
    // The row keeps its height while nothing is known yet.
    <div class="min-h-10 max-sm:overflow-x-auto max-sm:[&>fieldset]:w-max max-sm:[&>fieldset]:flex-nowrap">
      <FilterChips filters={filters()} more={<ClassChip state={props.state} />} moreParams={["class"]} />
    </div>
  );
}

/** One class alone, as a link from its page asks for. */
function ClassChip(props: { state: CalendarState }) {
  const [id, setId] = useParam("class");
  const name = () =>
    props.state.query.data()?.meetings.find(({ classId }) => classId === id())?.className ?? "one of many";
  return (
    <Show when={id()}>
      <FilterChip label="Class" onRemove={() => setId(undefined)}>
        <span class="truncate pl-3">Class is {name()}</span>
      </FilterChip>
    </Show>
  );
}

function filtersOf(state: CalendarState): Filter[] {
  const known = state.query.data();
  if (!known) return [];
  const location = state.filterValue("location");
  const options = (list: readonly { id: string; name: string; hint?: string }[]) =>
    list.map(({ id, name, hint }) => ({ value: id, label: name, hint }));
  const places = new Map(known.locations.map(({ id, name }) => [id, name]));
  const rooms = known.rooms
    .filter(({ locationId }) => !location || locationId === location)
    .map((room) => ({
      ...room,
      hint: !location && places.size > 1 ? places.get(room.locationId) : undefined,
    }));
  return [
    { param: "program", label: "Program", options: options(known.programs) },
    { param: "level", label: "Level", options: options(known.levels) },
    { param: "location", label: "Location", options: options(known.locations) },
    { param: "instructor", label: "Instructor", options: options(known.staff) },
    { param: "room", label: "Room", options: options(rooms) },
  ].filter((filter) => filter.options.length > (filter.param === "location" ? 1 : 0));
}
