import { A } from "@solidjs/router";
import { createEffect, createSignal, For, Match, Show, Switch } from "solid-js";
import type { ComingUp as Answer } from "../../../worker/domains/coming-up/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CalendarIcon } from "../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { keepSchedule } from "../offline/kept-schedule.ts";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { atLocation } from "../shell/location.ts";
import { homeWords } from "../words/home.ts";
import { EventRow } from "./event-row.tsx";

const SHOWN_AT_FIRST = 5;

export function ComingUp() {
  const schedule = createQuery<Answer>(() => "/coming-up", { staleMs: 30_000 });
  const [isWhole, setWhole] = createSignal(false);
  const events = () => schedule.data()?.events ?? [];
  const shown = () => (isWhole() ? events() : events().slice(0, SHOWN_AT_FIRST));
  createEffect(() => {
    const guardian = me();
    const answer = schedule.data();
    if (!guardian || !answer) return;
    keepSchedule(school().account.id, guardian.login.id, {
      keptAtMs: Date.now(),
      familyName: guardian.family.name,
      events: answer.events,
    });
  });
  return (
    <section aria-labelledby="coming-up">
      <div class="mb-2 flex min-h-11 items-center justify-between gap-3">
        <h2 id="coming-up" class="text-md font-bold tracking-tight">
          {homeWords().comingUp}
        </h2>
        <A
          href="/account/calendar"
          class="link -mr-2 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm"
        >
          <CalendarIcon />
          {homeWords().calendar}
        </A>
      </div>
      <div class="overflow-hidden rounded-lg border border-line bg-sheet">
        <Switch fallback={<Waiting />}>
          <Match when={events().length > 0}>
            <ul id="coming-events" class="divide-y divide-line">
              <For each={shown()}>{(event) => <EventRow event={event} />}</For>
            </ul>
            <Show when={events().length > SHOWN_AT_FIRST}>
              <div class="border-t border-line p-1">
                <Button
                  variant="quiet"
                  class="w-full"
                  aria-expanded={isWhole()}
                  aria-controls="coming-events"
                  onClick={() => setWhole(!isWhole())}
                >
                  {isWhole() ? homeWords().showFewer : homeWords().showAll(events().length)}
                </Button>
              </div>
            </Show>
            <Show when={isWhole() && schedule.data()?.hasMore}>
              <p class="border-t border-line px-4 py-3 text-sm text-ink-3">{homeWords().more}</p>
            </Show>
          </Match>
          <Match when={schedule.data()}>
            <div class="px-5 py-8 text-center">
              <p class="font-semibold">{homeWords().nothing}</p>
              <p class="mt-1 text-ink-2">{homeWords().nothingHelp}</p>
              <Show when={school().settings.showsClasses}>
                <ButtonLink href={atLocation("/classes")} class="mt-4">
                  {homeWords().findClass}
                </ButtonLink>
              </Show>
            </div>
          </Match>
          <Match when={schedule.error()}>
            {(error) => <ErrorState error={error()} onRetry={schedule.refetch} />}
          </Match>
        </Switch>
      </div>
    </section>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label={homeWords().scheduleLabel}>
      <For each={[160, 120, 140]}>
        {(width) => (
          <div class="flex min-h-18 flex-col justify-center gap-2 border-b border-line pl-20 last:border-0">
            <SkeletonText width={width} />
            <SkeletonText width={width - 30} />
          </div>
        )}
      </For>
    </SkeletonRegion>
  );
}
