import { createEffect, Match, on, Show, Switch } from "solid-js";
import type { CartKind } from "../../../worker/domains/cart/schemas.ts";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { bookingWords } from "../words/booking.ts";
import { classPageWords } from "../words/class-page.ts";
import { BookAnswer } from "./book-answer.tsx";
import { BookChoices } from "./book-choices.tsx";
import { BookCosts } from "./book-costs.tsx";
import { createBooking, mayTake } from "./book-state.ts";

type BookDialogProps = {
  page: CataloguePage;
  kind: CartKind;
  onKind: (kind: CartKind) => void;
  onClose: () => void;
};

/** Puts a class into the cart: who, when, and what it comes to, all on one sheet. */
export default function BookDialog(props: BookDialogProps) {
  const words = bookingWords;
  const booking = createBooking(
    () => props.page,
    () => props.kind,
  );
  const oneDayHelp = () => {
    const help = { trial: classPageWords().trialHelp, single_day: classPageWords().singleDayHelp };
    return props.kind === "trial" || props.kind === "single_day" ? help[props.kind] : "";
  };
  const isAdded = () => booking.outcome()?.outcome === "added";
  let answer: HTMLDivElement | undefined;
  // The button that was pressed has gone: what became of it is what is read next.
  createEffect(on(booking.isDone, (done) => done && answer?.focus(), { defer: true }));
  const canAdd = () => {
    const line = booking.seen().preview?.line;
    return booking.line() !== undefined && line !== undefined && line.obstacles.length === 0;
  };
  return (
    <Dialog
      open
      title={words().title[props.kind]}
      description={[props.page.class.name, oneDayHelp()].filter(Boolean).join(" · ")}
      onClose={props.onClose}
      actions={
        <Show
          when={!booking.isDone()}
          fallback={
            <>
              <ButtonLink href="/classes">{words().goOn}</ButtonLink>
              <Show
                when={isAdded()}
                fallback={
                  <Button variant="primary" onClick={props.onClose}>
                    {words().done}
                  </Button>
                }
              >
                <ButtonLink variant="primary" href="/cart">
                  {words().toCart}
                </ButtonLink>
              </Show>
            </>
          }
        >
          <Button variant="quiet" onClick={props.onClose}>
            {words().later}
          </Button>
          <Button variant="primary" busy={booking.busy()} disabled={!canAdd()} onClick={booking.add}>
            {props.kind === "wait" ? words().join : words().add}
          </Button>
        </Show>
      }
    >
      <Switch
        fallback={
          <SkeletonRegion label={words().who} class="late flex flex-col gap-4 py-3">
            <SkeletonText width={120} height={16} />
            <SkeletonText width={240} />
            <SkeletonText width={200} />
          </SkeletonRegion>
        }
      >
        <Match when={booking.isDone()}>{null}</Match>
        <Match when={booking.choices.error()}>
          {(error) => <ErrorState error={error()} onRetry={booking.choices.refetch} />}
        </Match>
        <Match when={booking.choices.data() && booking.children().length === 0}>
          <Notice tone="plain" title={words().noChildren}>
            <p>{words().noChildrenHelp}</p>
            <ButtonLink class="mt-2" href="/account">
              {words().toAccount}
            </ButtonLink>
          </Notice>
        </Match>
        <Match when={booking.choices.data()}>
          <div class="flex flex-col gap-5 pt-1">
            <BookChoices booking={booking} page={props.page} kind={props.kind} />
            <Show
              when={booking.children().some(mayTake)}
              fallback={
                <Notice tone="plain" title={words().noneFits}>
                  <ButtonLink class="mt-2" href="/find">
                    {words().finder}
                  </ButtonLink>
                </Notice>
              }
            >
              <BookCosts booking={booking} kind={props.kind} />
            </Show>
          </div>
        </Match>
      </Switch>
      <div ref={answer} role="status" tabindex="-1" class="pt-1 outline-none [&:not(:empty)]:mt-4">
        <BookAnswer booking={booking} page={props.page} onWait={() => props.onKind("wait")} />
      </div>
    </Dialog>
  );
}
