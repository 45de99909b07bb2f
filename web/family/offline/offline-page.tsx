import { For, Show } from "solid-js";
import { noteUnreachable, onReconnect } from "../../shared/connection.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { RefreshCwIcon, WifiOffIcon } from "../../shared/ui/icons.tsx";
import { EventRow } from "../home/event-row.tsx";
import { school } from "../portal.ts";
import { SchoolMark } from "../shell/school-mark.tsx";
import { offlineWords } from "../words/offline.ts";
import { keptSchedule } from "./kept-schedule.ts";

/** Without a connection: says so, and shows the schedule as it was seen last. */
export default function OfflinePage() {
  const kept = keptSchedule(school().account.id);
  const ahead = () => kept?.events.filter(({ endsAtMs }) => endsAtMs > Date.now()) ?? [];
  const again = () => location.reload();
  onReconnect(again);
  // A device that says it is online may still not reach the server: it is asked until it answers.
  noteUnreachable();
  document.title = `${offlineWords().title} · ${school().account.displayName}`;
  return (
    <div class="min-h-dvh">
      <header class="border-b border-line bg-sheet">
        <div class="mx-auto flex h-14 max-w-2xl items-center gap-2.5 px-4 font-semibold tracking-tight">
          <SchoolMark />
          <span class="truncate">{school().account.displayName}</span>
        </div>
      </header>
      <main class="mx-auto max-w-2xl px-4 pt-6 pb-10">
        <div class="flex items-start gap-3">
          <WifiOffIcon class="mt-1 size-6 text-warn" />
          <div>
            <h1 class="text-xl font-bold tracking-tight">{offlineWords().title}</h1>
            <p class="mt-1 text-ink-2">{offlineWords().help}</p>
          </div>
        </div>
        <Button class="mt-4 max-sm:w-full" icon={RefreshCwIcon} onClick={again}>
          {offlineWords().again}
        </Button>
        <Show when={kept}>
          {(schedule) => (
            <section class="mt-8" aria-labelledby="kept">
              <h2 id="kept" class="text-md font-bold tracking-tight">
                {offlineWords().comingUp}
              </h2>
              <p class="mb-3 text-sm text-ink-3">
                {offlineWords().asOf(schedule().familyName, formats().instant(schedule().keptAtMs))}
              </p>
              <Show when={ahead().length > 0} fallback={<p class="text-ink-2">{offlineWords().nothing}</p>}>
                <ul class="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
                  <For each={ahead()}>{(event) => <EventRow event={event} />}</For>
                </ul>
              </Show>
            </section>
          )}
        </Show>
      </main>
    </div>
  );
}
