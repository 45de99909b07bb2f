import { For, Show } from "solid-js";
import type { RosterPlaces, SlotPlaces } from "../../../worker/domains/enrollments/shapes.ts";
import { OpeningsPill } from "./openings-pill.tsx";
import { slotText } from "./words.ts";

type Slot = SlotPlaces & Partial<RosterPlaces>;

/** The places of each slot for the days asked for. */
export function PlacesList(props: { slots: readonly Slot[] }) {
  return (
    <ul class="flex flex-col">
      <For each={props.slots}>
        {(slot) => (
          <li class="flex min-h-8 items-center gap-3 border-t border-line first:border-0">
            <span class="min-w-0 flex-1 tabular-nums">{slotText(slot)}</span>
            <Places slot={slot} />
          </li>
        )}
      </For>
    </ul>
  );
}

/** How many places are taken, what the waitlist claims of the others or others take later, and what is left. */
export function Places(props: { slot: Slot }) {
  const free = () => Math.max(0, props.slot.free);
  const lasting = () => props.slot.lasting ?? free();
  const claimed = () => Math.min(props.slot.claimed, lasting());
  const passing = () => free() - lasting();
  return (
    <span class="flex flex-none items-center gap-3">
      <span class="text-right text-sm text-ink-3 tabular-nums">
        {props.slot.capacity - props.slot.free} of {props.slot.capacity} taken
        <Show when={claimed() > 0}>
          <span class="block">{claimed()} kept for the waitlist</span>
        </Show>
        <Show when={passing() > 0}>
          <span class="block">{passing()} free only until others begin</span>
        </Show>
      </span>
      <OpeningsPill openings={props.slot.openings} />
    </span>
  );
}
