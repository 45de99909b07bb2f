import { createSignal, For, Show } from "solid-js";
import { addDays } from "../../../tenant-schema/dates.ts";
import type {
  OwnBookingAnswer,
  OwnOpening,
  OwnOpenings,
  OwnTokens,
} from "../../../worker/domains/makeups/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ChevronLeftIcon, ChevronRightIcon } from "../../shared/ui/icons.tsx";
import { school } from "../portal.ts";
import { makeupWords } from "../words/makeups.ts";
import { told } from "../words/told.ts";
import { Answer, cardClass, shortDay } from "./parts.tsx";

const A_WEEK = 7;

/** Classes with a free place that fit the child, a week at a time. */
export function MakeupFinder(props: { studentId: string; tokens: OwnTokens; onChange: () => void }) {
  const words = makeupWords;
  const [from, setFrom] = createSignal(formats().today());
  const [busyKey, setBusyKey] = createSignal<string>();
  const openings = createQuery<OwnOpenings>(
    () => `/makeups/openings?studentId=${props.studentId}&from=${from()}&to=${addDays(from(), A_WEEK - 1)}`,
    { keepPrevious: true },
  );
  const isFirst = () => from() <= formats().today();
  const isLast = () => addDays(from(), A_WEEK) > addDays(formats().today(), props.tokens.bookAheadDays);
  const keyOf = ({ classId, onDate }: OwnOpening) => `${classId} ${onDate}`;
  async function book(opening: OwnOpening) {
    setBusyKey(keyOf(opening));
    try {
      const { classId, onDate } = opening;
      const body = { studentId: props.studentId, classId, onDate };
      const answer = await api.post<OwnBookingAnswer>("/makeups/bookings", body);
      if (answer.outcome === "refused")
        showToast(told({ code: answer.code, text: answer.message }), { tone: "bad", durationMs: 12_000 });
      else {
        const done = answer.outcome === "asked" ? words().askedDone : words().bookedDone;
        showToast(done, { tone: "good" });
      }
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      setBusyKey(undefined);
      props.onChange();
      openings.refetch();
    }
  }
  return (
    <section aria-labelledby="find">
      <h2 id="find" class="text-md font-bold tracking-tight">
        {words().find}
      </h2>
      <div class="my-1 flex min-h-11 items-center justify-between gap-2">
        <IconButton
          label={words().earlier}
          icon={ChevronLeftIcon}
          disabled={isFirst()}
          onClick={() => setFrom(addDays(from(), -A_WEEK))}
        />
        <p aria-live="polite" class="font-medium">
          {words().week} {shortDay(from())}
        </p>
        <IconButton
          label={words().later}
          icon={ChevronRightIcon}
          disabled={isLast()}
          onClick={() => setFrom(addDays(from(), A_WEEK))}
        />
      </div>
      <Answer query={openings} label={words().loading}>
        {(data) => (
          <ul class={`${cardClass} divide-y divide-line`}>
            <For
              each={data().openings}
              fallback={
                <li>
                  <EmptyState title={words().none}>{words().noneHelp}</EmptyState>
                </li>
              }
            >
              {(opening) => (
                <li class="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                  <div class="min-w-0 flex-1 basis-48">
                    <p class="font-medium">{opening.className}</p>
                    <p class="text-sm text-ink-2">
                      {shortDay(opening.onDate)} ·{" "}
                      {formats().clocks(opening.startMinute, opening.startMinute + opening.durationMinutes)}
                    </p>
                    <Show when={school().locations.length > 1}>
                      <p class="text-sm text-ink-3">{opening.locationName}</p>
                    </Show>
                    <Show when={school().settings.showsOpeningCounts}>
                      <p class="text-sm text-ink-3">{words().places(opening.openings)}</p>
                    </Show>
                    <Show when={!opening.returnsToken}>
                      <p class="text-sm font-medium text-warn">{words().lostIfCancelled}</p>
                    </Show>
                  </div>
                  <Button
                    variant="primary"
                    busy={busyKey() === keyOf(opening)}
                    aria-label={words().bookLabel(opening.className, shortDay(opening.onDate))}
                    onClick={() => void book(opening)}
                  >
                    {props.tokens.mode === "request" ? words().ask : words().book}
                  </Button>
                </li>
              )}
            </For>
          </ul>
        )}
      </Answer>
    </section>
  );
}
