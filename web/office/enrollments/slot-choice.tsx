import { createUniqueId, For, Show } from "solid-js";
import type { SlotPlaces } from "../../../worker/domains/enrollments/shapes.ts";
import { Places } from "./places-list.tsx";
import { slotText } from "./words.ts";

type SlotChoiceProps = {
  slots: readonly SlotPlaces[];
  /** Openings for the days that are wanted, where they are known already. */
  places?: readonly SlotPlaces[];
  /** Null: every weekly slot, also those that the class gets later. */
  chosen: string[] | null;
  onChange: (slotIds: string[] | null) => void;
};

/** All weekly slots of a class or some of them. A class that meets once a week leaves nothing to choose. */
export function SlotChoice(props: SlotChoiceProps) {
  const name = createUniqueId();
  const placesOf = (slot: SlotPlaces) => props.places?.find(({ slotId }) => slotId === slot.slotId) ?? slot;
  const has = (slotId: string) => props.chosen?.includes(slotId) ?? true;
  function toggle(slotId: string, isOn: boolean) {
    const all = props.slots.map((slot) => slot.slotId);
    const before = props.chosen ?? all;
    props.onChange(all.filter((id) => (id === slotId ? isOn : before.includes(id))));
  }
  return (
    <Show when={props.slots.length > 1}>
      <fieldset class="flex flex-col gap-1">
        <legend class="mb-1 font-medium">Weekly slots</legend>
        <label class="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={name}
            class="size-4"
            checked={props.chosen === null}
            onChange={() => props.onChange(null)}
          />
          All of them, {props.slots.length} times a week
        </label>
        <label class="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={name}
            class="size-4"
            checked={props.chosen !== null}
            onChange={() => props.onChange(props.slots.slice(0, 1).map((slot) => slot.slotId))}
          />
          Only some
        </label>
        <ul class="flex flex-col border-t border-line" aria-label="Slots of the class">
          <For each={props.slots}>
            {(slot) => (
              <li class="flex min-h-9 items-center border-b border-line">
                <label class="flex min-w-0 flex-1 items-center gap-2.5 pl-6.5 tabular-nums pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    class="check"
                    checked={has(slot.slotId)}
                    disabled={props.chosen?.length === 1 && has(slot.slotId)}
                    onChange={(event) => toggle(slot.slotId, event.currentTarget.checked)}
                  />
                  {slotText(slot)}
                </label>
                <Places slot={placesOf(slot)} />
              </li>
            )}
          </For>
        </ul>
      </fieldset>
    </Show>
  );
}
