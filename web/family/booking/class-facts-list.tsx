import { For, type JSX, Show } from "solid-js";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { classPageWords } from "../words/class-page.ts";
import { classesWords } from "../words/classes.ts";
import { clockRange, openingsText, weekdayText, whomText } from "./class-text.ts";

/** When, where, for whom and with whom. */
export function ClassFactsList(props: { page: CataloguePage }) {
  const words = classPageWords;
  const shown = () => props.page.class;
  const options = () => props.page.options;
  const names = (ids: readonly string[]) =>
    options()
      .instructors.filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ");
  const everybody = () => names(shown().slots.flatMap(({ instructorIds }) => instructorIds));
  const dates = () => {
    const { startsOn, endsOn } = shown();
    const day = (date: string) => formats().date(date);
    if (endsOn !== null) return words().between(day(startsOn), day(endsOn));
    return startsOn > formats().today() ? words().from(day(startsOn)) : undefined;
  };
  return (
    <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2.5 rounded-lg border border-line bg-sheet p-4">
      <Fact name={words().when}>
        <ul class="flex flex-col gap-1.5">
          <For each={shown().slots} fallback={<li>{classesWords().timesOpen}</li>}>
            {(slot) => (
              <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <span class="block first-letter:uppercase">
                  {weekdayText(slot.weekday, "long")} · {clockRange(slot.startMinute, slot.durationMinutes)}
                </span>
                <Show when={shown().slots.length > 1 && shown().registration.state === "open"}>
                  <Pill tone={openingsText(slot).tone}>{openingsText(slot).text}</Pill>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={shown().takesSomeSlots}>
          <p class="mt-1 text-sm text-ink-3">{words().someSlots}</p>
        </Show>
      </Fact>
      <Fact name={words().whom}>{whomText(shown()).join(" · ")}</Fact>
      <Fact name={words().where}>{options().locations[0]?.name}</Fact>
      <Fact name={words().level}>{options().levels[0]?.name}</Fact>
      <Fact name={words().program}>{options().programs[0]?.name}</Fact>
      <Fact name={words().with}>{everybody()}</Fact>
      <Fact name={words().session}>{props.page.sessionName}</Fact>
      <Fact name={words().dates}>{dates()}</Fact>
    </dl>
  );
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <Show when={props.children}>
      <div class="contents">
        <dt class="text-ink-3">{props.name}</dt>
        <dd class="min-w-0 font-medium">{props.children}</dd>
      </div>
    </Show>
  );
}
