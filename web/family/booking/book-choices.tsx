import { For, Show } from "solid-js";
import type { CartKind } from "../../../worker/domains/cart/schemas.ts";
import type { CataloguePage, ChildChoice } from "../../../worker/domains/catalogue/shapes.ts";
import { bookingWords } from "../words/booking.ts";
import { type Booking, mayTake } from "./book-state.ts";
import { clockRange, dayText, genderText, standingText, weekdayText } from "./class-text.ts";

type BookChoicesProps = { booking: Booking; page: CataloguePage; kind: CartKind };

const row =
  "flex min-h-12 items-center gap-3 px-4 py-2.5 has-checked:bg-accent-soft has-disabled:text-ink-3 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent";

/** The child, the times where there is a choice, and the first day. */
export function BookChoices(props: BookChoicesProps) {
  const words = bookingWords;
  return (
    <>
      <fieldset>
        <legend class="mb-2 font-semibold">{words().who}</legend>
        <div class="divide-y divide-line overflow-hidden rounded-md border border-line">
          <For each={props.booking.children()}>
            {(child) => <ChildRow child={child} booking={props.booking} page={props.page} />}
          </For>
        </div>
      </fieldset>
      <Show when={props.booking.choosesSlots()}>
        <fieldset>
          <legend class="mb-2 font-semibold">{words().whichTimes}</legend>
          <div class="divide-y divide-line overflow-hidden rounded-md border border-line">
            <For each={props.page.class.slots}>
              {(slot) => (
                <label class={row}>
                  <input
                    type="checkbox"
                    class="check size-5"
                    checked={props.booking.slotIds().includes(slot.slotId)}
                    disabled={slot.isFull && props.kind !== "wait"}
                    onChange={() => props.booking.toggleSlot(slot.slotId)}
                  />
                  {weekdayText(slot.weekday, "long")} · {clockRange(slot.startMinute, slot.durationMinutes)}
                </label>
              )}
            </For>
          </div>
        </fieldset>
      </Show>
      <Show when={props.booking.child() && props.kind !== "wait"}>
        <Show when={props.booking.starts().length > 0} fallback={<p class="text-ink-2">{words().noDays}</p>}>
          <label class="flex flex-col gap-1.5">
            <span class="font-semibold">{props.kind === "active" ? words().startOn : words().theDay}</span>
            <select
              class="control"
              onChange={(event) => props.booking.setStartsOn(event.currentTarget.value)}
            >
              <For each={props.booking.starts()}>
                {({ onDate }) => (
                  <option value={onDate} selected={onDate === props.booking.day()}>
                    {dayText(onDate)}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
      </Show>
      <Show when={props.booking.offersWaiting() && props.booking.child()}>
        <label class="flex min-h-11 cursor-pointer items-start gap-3 py-1.5">
          <input
            type="checkbox"
            class="check mt-0.5 size-5"
            checked={props.booking.waitsIfFull()}
            onChange={(event) => props.booking.setWaitsIfFull(event.currentTarget.checked)}
          />
          {words().waitIfFull}
        </label>
      </Show>
    </>
  );
}

function ChildRow(props: { child: ChildChoice; booking: Booking; page: CataloguePage }) {
  const words = bookingWords;
  const isAble = () => mayTake(props.child);
  /** What is in the way; or from when on nothing is. */
  const note = () => {
    const { firstName, whyNot, fitsFrom, registration } = props.child;
    const reasons = whyNot.map(({ code }) => words().why[code](firstName, genderText(props.page.class)));
    if (fitsFrom !== null && whyNot.length > 0) return words().fitsFrom(dayText(fitsFrom));
    if (reasons.length > 0) return reasons.join(". ");
    return registration.state === "open" ? "" : standingText({ ...props.page.class, registration }).text;
  };
  return (
    <label class={row}>
      <input
        type="radio"
        name="child"
        class="size-5 flex-none"
        checked={props.booking.child()?.id === props.child.id}
        disabled={!isAble()}
        onChange={() => props.booking.setChildId(props.child.id)}
      />
      <span class="min-w-0 flex-1">
        <span class="block font-medium">{props.child.firstName}</span>
        <Show when={note()}>
          <span class="block text-sm text-ink-2">{note()}</span>
        </Show>
      </span>
    </label>
  );
}
