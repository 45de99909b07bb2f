import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { CatalogueClass, Found, WhyNot } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { bookingWords } from "../words/booking.ts";
import { finderWords } from "../words/finder.ts";
import { genderText, timesText } from "./class-text.ts";

/** The classes that fit nobody, and for each child why; drawn when somebody asks. */
export function WhyNotList(props: { found: Found }) {
  const [isOpen, setOpen] = createSignal(false);
  const nameOf = (childId: string) => props.found.children.find(({ id }) => id === childId)?.firstName ?? "";
  const reason = (shown: CatalogueClass, name: string, { code, untilOn }: WhyNot) => {
    const text = bookingWords().why[code](name, genderText(shown));
    // Often years away, so the year belongs to it.
    const day = untilOn && formats().date(untilOn, { dateStyle: "long" });
    return day ? `${text} (${finderWords().untilOn(day)})` : text;
  };
  return (
    <Show when={props.found.others.length > 0}>
      <details class="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="link flex min-h-11 cursor-pointer list-none items-center gap-1.5">
          <ChevronDownIcon class="size-4 group-open:rotate-180" />
          {finderWords().others(props.found.others.length)}
        </summary>
        <Show when={isOpen()}>
          <ul class="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
            <For each={props.found.others}>
              {(other) => (
                <li class="px-4 py-3">
                  <A class="link inline-flex min-h-8 items-center" href={`/classes/${other.class.id}`}>
                    {other.class.name}
                  </A>
                  <span class="ml-2 text-sm text-ink-3">{timesText(other.class.slots).join("; ")}</span>
                  <ul class="text-ink-2">
                    <For each={other.why}>
                      {({ studentId, whyNot }) => (
                        <li>{whyNot.map((one) => reason(other.class, nameOf(studentId), one)).join(". ")}</li>
                      )}
                    </For>
                  </ul>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </details>
    </Show>
  );
}
