import { createMemo, createSignal, onCleanup, Show } from "solid-js";
import type { Cart } from "../../../worker/domains/cart/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ClockIcon } from "../../shared/ui/icons.tsx";
import { cartWords } from "../words/cart.ts";

const tickMs = 5_000;

/** How long the places are kept: it speaks up when five minutes and one are left, and when it is over. */
export function HoldCountdown(props: { cart: Cart; busy: boolean; onRetake: () => void }) {
  // The clock of this device may be wrong: time is counted from what the server said it was.
  const seenAt = createMemo(() => ({ server: props.cart.now, here: performance.now() }));
  const [now, setNow] = createSignal(performance.now());
  const timer = window.setInterval(() => setNow(performance.now()), tickMs);
  onCleanup(() => window.clearInterval(timer));
  const held = () => props.cart.lines.flatMap(({ place }) => (place.state === "held" ? [place.until] : []));
  // What was asked for between two ticks is newer than the last of them.
  const passedMs = () => Math.max(0, now() - seenAt().here);
  const leftMs = () => Math.min(...held()) - (seenAt().server + passedMs());
  const minutes = () => Math.max(1, Math.ceil(leftMs() / 60_000));
  const isOver = () =>
    (held().length > 0 && leftMs() <= 0) || props.cart.lines.some(({ place }) => place.state === "expired");
  const told = () => {
    if (isOver()) return cartWords().placesOver;
    return held().length > 0 && [5, 1].includes(minutes()) ? cartWords().places(minutes()) : "";
  };
  return (
    <>
      <p class="sr-only" role="status">
        {told()}
      </p>
      <Show
        when={isOver()}
        fallback={
          <Show when={held().length > 0}>
            <p class="flex items-center gap-2 text-sm text-ink-2">
              <ClockIcon />
              {cartWords().places(minutes())}
            </p>
          </Show>
        }
      >
        <div class="flex flex-wrap items-center gap-3 rounded-sm bg-warn-soft px-3 py-2">
          <p class="flex-1 font-medium text-warn">{cartWords().placesOver}</p>
          <Button busy={props.busy} onClick={() => props.onRetake()}>
            {cartWords().retake}
          </Button>
        </div>
      </Show>
    </>
  );
}
