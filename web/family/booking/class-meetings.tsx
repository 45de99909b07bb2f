import { For, Show } from "solid-js";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { classPageWords } from "../words/class-page.ts";
import { clockRange, dayText } from "./class-text.ts";

/** The meetings of the next weeks, those that do not take place struck out with the reason. */
export function ClassMeetings(props: { page: CataloguePage }) {
  const words = classPageWords;
  return (
    <section class="flex flex-col gap-2">
      <h2 class="text-md font-bold tracking-tight">{words().upcoming}</h2>
      <ul class="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
        <For each={props.page.meetings} fallback={<li class="px-4 py-3 text-ink-2">{words().noMeetings}</li>}>
          {(meeting) => (
            <li class="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2.5">
              <span
                class="block first-letter:uppercase"
                classList={{ "text-ink-3 line-through": meeting.cancelled !== null }}
              >
                <span class="font-medium">{dayText(meeting.onDate)}</span> ·{" "}
                {clockRange(meeting.startMinute, meeting.durationMinutes)}
              </span>
              <Show when={meeting.cancelled !== null}>
                <Pill tone="bad">{[words().cancelled, meeting.cancelled].filter(Boolean).join(": ")}</Pill>
              </Show>
              <Show when={meeting.cancelled === null && meeting.isMoved}>
                <Pill tone="accent">{words().moved}</Pill>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
