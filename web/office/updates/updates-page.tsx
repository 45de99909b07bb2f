import { For } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { entries } from "./entries.ts";

export default function UpdatesPage() {
  return (
    <div class="mx-auto max-w-3xl pb-12">
      <PageHeader title="Updates" />
      <ol class="flex flex-col gap-10 px-4 pt-4 sm:px-6">
        <For each={entries}>
          {(entry) => (
            <li class="grid gap-x-8 gap-y-1 sm:grid-cols-[7rem_1fr]">
              <time class="text-ink-3 tabular-nums sm:pt-0.5" dateTime={entry.date}>
                {formats().date(entry.date)}
              </time>
              <div>
                <h2 class="text-md font-bold tracking-tight">{entry.title}</h2>
                <p class="text-ink-2">{entry.summary}</p>
                <ul class="mt-2 list-disc space-y-1 pl-4 marker:text-ink-3">
                  <For each={entry.points}>{(point) => <li>{point}</li>}</For>
                </ul>
              </div>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}
