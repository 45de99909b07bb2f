import { For, Match, Show, Switch } from "solid-js";
import type { AddLineOutcome } from "../../../worker/domains/cart/shapes.ts";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { bookingWords } from "../words/booking.ts";
import { told } from "../words/told.ts";
import type { Booking } from "./book-state.ts";

type BookAnswerProps = { booking: Booking; page: CataloguePage; onWait: () => void };
type Answer<K extends AddLineOutcome["outcome"]> = Extract<AddLineOutcome, { outcome: K }>;

/** What became of it: in the cart, on the waitlist, the place gone, refused, or not reached at all. */
export function BookAnswer(props: BookAnswerProps) {
  const words = bookingWords;
  const answer = <K extends AddLineOutcome["outcome"]>(outcome: K) => {
    const now = props.booking.outcome();
    return now?.outcome === outcome ? (now as Answer<K>) : undefined;
  };
  const until = (atMs: number) => formats().instant(atMs, { timeStyle: "short" });
  return (
    <Switch>
      <Match when={answer("added")}>
        {(added) => (
          <Notice isInLiveRegion tone="good" title={words().kept(props.booking.child()?.firstName ?? "")}>
            {added().heldUntil === null ? words().inCart : words().keptHelp(until(added().heldUntil ?? 0))}
          </Notice>
        )}
      </Match>
      <Match when={answer("waitlisted")}>
        {(waits) => (
          <Notice isInLiveRegion tone="plain" title={words().waits(props.booking.child()?.firstName ?? "")}>
            <Show when={waits().position}>{(place) => <p>{words().waitsAt(place())}</p>}</Show>
            <p>{words().waitHelp}</p>
          </Notice>
        )}
      </Match>
      <Match when={answer("full")}>
        {(full) => (
          <Notice isInLiveRegion tone="bad" title={words().full}>
            <p>{told({ code: "full", text: full().message })}</p>
            {full().mayJoinWaitlist && (
              <Button class="mt-2" onClick={props.onWait}>
                {words().waitInstead}
              </Button>
            )}
          </Notice>
        )}
      </Match>
      <Match when={answer("refused")}>
        {(refused) => (
          <Notice isInLiveRegion tone="bad" title={words().refused}>
            <For each={refused().obstacles}>{(obstacle) => <p>{told(obstacle)}</p>}</For>
          </Notice>
        )}
      </Match>
      <Match when={props.booking.failed()}>
        {(error) => (
          <Notice isInLiveRegion tone="bad" title={words().refused}>
            {error().message}
          </Notice>
        )}
      </Match>
    </Switch>
  );
}
