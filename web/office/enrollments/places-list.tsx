import { For, Show } from "solid-js";
import type { SlotPlaces } from "../../../worker/domains/enrollments/shapes.ts";
import { OpeningsPill } from "./openings-pill.tsx";
import { slotText } from "./words.ts";

/** The places of each slot for the days asked for: how many there are, and what the waitlist claims of them. */
export function PlacesList(props: { slots: readonly SlotPlaces[] }) {
  return (
    <ul class="flex flex-col">
      <For each={props.slots}>
        {(slot) => (
          <li class="flex min-h-8 items-center gap-3 border-t border-line first:border-0">
            <span class="min-w-0 flex-1 tabular-nums">
              {slotText(slot)}
              <Show when={slot.claimed > 0}>
                <span class="block text-sm text-ink-3">
                  {slot.claimed === 1
                    ? "1 free place belongs to the waitlist"
                    : `${slot.claimed} free places belong to the waitlist`}
                </span>
              </Show>
            </span>
            <span class="text-sm text-ink-3 tabular-nums">
              {slot.capacity - slot.free} of {slot.capacity} taken
            </span>
            <OpeningsPill openings={slot.openings} />
          </li>
        )}
      </For>
    </ul>
  );
}
