import { For, Match, Show, Switch } from "solid-js";
import type { CartKind } from "../../../worker/domains/cart/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { bookingWords } from "../words/booking.ts";
import { told } from "../words/told.ts";
import type { Booking } from "./book-state.ts";
import { Explanation } from "./class-price.tsx";
import { dayText } from "./class-text.ts";

/** What the server says that the choice comes to. The box keeps its height while that is asked anew. */
export function BookCosts(props: { booking: Booking; kind: CartKind }) {
  const words = bookingWords;
  const line = () => props.booking.seen().preview?.line;
  const month = (text: string) => formats().date(`${text.slice(0, 7)}-01`, { month: "long" });
  return (
    <div class="min-h-24" aria-live="polite">
      <Switch>
        <Match when={props.booking.seen().error}>
          {(error) => (
            <Notice tone="bad" title={words().previewFailed}>
              {error().message}
            </Notice>
          )}
        </Match>
        <Match when={line()?.obstacles.length ? line() : undefined}>
          {(shown) => (
            <Notice tone="warn" title={words().refused}>
              <For each={shown().obstacles}>{(obstacle) => <p>{told(obstacle)}</p>}</For>
            </Notice>
          )}
        </Match>
        <Match when={line()}>
          {(shown) => (
            <section class="flex flex-col gap-2 rounded-md bg-sunken px-4 py-3">
              <h3 class="font-semibold">{props.kind === "wait" ? words().howItWorks : words().costs}</h3>
              <Show
                when={props.kind !== "wait"}
                fallback={
                  <>
                    <Show when={shown().waitPosition}>{(place) => <p>{words().position(place())}</p>}</Show>
                    <p class="text-ink-2">{words().waitHelp}</p>
                  </>
                }
              >
                <For
                  each={shown().prices}
                  fallback={<p class="flex justify-between font-semibold">{words().free}</p>}
                >
                  {(price) => (
                    <div>
                      <p class="flex flex-wrap justify-between gap-x-3">
                        <span>{words().monthOf(month(price.month))}</span>
                        <span class="font-semibold tabular-nums">{formats().money(price.totalMinor)}</span>
                      </p>
                      <Explanation lines={price.explanation} />
                    </div>
                  )}
                </For>
                <Show when={shown().meetings.length > 0}>
                  <p class="text-sm text-ink-2">
                    {words().firstDays(shown().meetings.slice(0, 3).map(dayText).join("; "))}
                  </p>
                </Show>
              </Show>
            </section>
          )}
        </Match>
      </Switch>
    </div>
  );
}
