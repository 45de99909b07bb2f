import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Found, SiblingMatch } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { finderWords } from "../words/finder.ts";
import { weekdayText } from "./class-text.ts";

/** Times at which everybody has a class at one place. */
export function SiblingMatches(props: { found: Found }) {
  return (
    <Show when={props.found.together.length > 0}>
      <section class="flex flex-col gap-3">
        <div>
          <h2 class="text-md font-bold tracking-tight">{finderWords().together}</h2>
          <p class="text-ink-2">{finderWords().togetherHelp}</p>
        </div>
        <ul class="grid gap-3 sm:grid-cols-2 sm:gap-4">
          <For each={props.found.together}>{(match) => <Match match={match} found={props.found} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function Match(props: { match: SiblingMatch; found: Found }) {
  const location = () =>
    props.found.options.locations.length > 1
      ? props.found.options.locations.find(({ id }) => id === props.match.locationId)?.name
      : undefined;
  const nameOf = (childId: string) => props.found.children.find(({ id }) => id === childId)?.firstName;
  const classOf = (classId: string) => props.found.classes.find(({ id }) => id === classId);
  return (
    <li class="flex flex-col gap-2 rounded-lg border border-line bg-sheet p-4">
      <h3 class="font-bold">
        {[
          `${weekdayText(props.match.weekday, "long")}, ${formats().clock(props.match.startMinute)}`,
          location(),
        ]
          .filter(Boolean)
          .join(" · ")}
      </h3>
      <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
        <For each={props.match.children}>
          {(child) => (
            <>
              <dt class="py-2.5 font-medium">{nameOf(child.studentId)}</dt>
              <dd class="flex flex-col">
                <For each={child.classIds}>
                  {(classId) => (
                    <A class="link flex min-h-11 items-center" href={`/classes/${classId}`}>
                      {classOf(classId)?.name}
                    </A>
                  )}
                </For>
              </dd>
            </>
          )}
        </For>
      </dl>
    </li>
  );
}
