import { For, Match, Show, Switch } from "solid-js";
import type { CartLine } from "../../../worker/domains/cart/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ClockIcon, TriangleAlertIcon, XIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { cartWords } from "../words/cart.ts";
import { told } from "../words/told.ts";
import { clockText, lineDay, lineTimes } from "./cart-text.ts";
import { PriceLines } from "./price-lines.tsx";

type CartLineCardProps = {
  line: CartLine;
  busy: boolean;
  onRemove: () => void;
  onWait: () => void;
};

/** One line of the cart: who goes where from when on, whether the place is kept, and what it costs. */
export function CartLineCard(props: CartLineCardProps) {
  const words = cartWords;
  const kind = () => words().kind[props.line.kind];
  return (
    <li class="flex flex-col gap-2 rounded-lg border border-line bg-sheet p-4">
      <div class="flex items-start gap-3">
        <div class="min-w-0 flex-1">
          <h2 class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">{props.line.className}</h2>
          <p class="font-medium">{props.line.studentName}</p>
        </div>
        <Show when={kind() !== ""}>
          <Pill tone="accent">{kind()}</Pill>
        </Show>
        <button
          type="button"
          class="-mt-2 -mr-2 grid size-11 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
          aria-label={words().removeOf(`${props.line.className}, ${props.line.studentName}`)}
          disabled={props.busy}
          onClick={() => props.onRemove()}
        >
          <XIcon />
        </button>
      </div>
      <div class="text-ink-2">
        <For each={lineTimes(props.line)}>{(time) => <p>{time}</p>}</For>
        <p>{lineDay(props.line)}</p>
      </div>
      <PriceLines line={props.line} />
      <Show when={props.line.obstacles.length > 0} fallback={<LineState line={props.line} />}>
        <div class="flex gap-2 rounded-sm bg-bad-soft px-3 py-2">
          <TriangleAlertIcon class="mt-0.5 text-bad" />
          <div>
            <For each={props.line.obstacles}>{(obstacle) => <p class="text-ink-2">{told(obstacle)}</p>}</For>
          </div>
        </div>
      </Show>
      <Show when={props.line.place.state === "gone" && props.line.mayJoinWaitlist}>
        <Button class="self-start" busy={props.busy} onClick={() => props.onWait()}>
          {words().toWaitlist}
        </Button>
      </Show>
    </li>
  );
}

function LineState(props: { line: CartLine }) {
  const words = cartWords;
  const until = () => (props.line.place.state === "held" ? props.line.place.until : 0);
  return (
    <p class="flex items-start gap-2 text-sm text-ink-3">
      <Switch fallback={words().mode.registers}>
        <Match when={props.line.place.state === "held"}>
          <ClockIcon class="mt-0.5 flex-none" />
          {words().heldUntil(clockText(until()))}
        </Match>
        <Match when={props.line.place.state === "expired"}>{words().expired}</Match>
        <Match when={props.line.place.state === "gone"}>
          <span class="font-medium text-bad">{words().gone}</span>
        </Match>
        <Match when={props.line.mode === "asks"}>{words().mode.asks}</Match>
        <Match when={props.line.mode === "waits"}>{words().mode.waits(props.line.waitPosition ?? 1)}</Match>
      </Switch>
    </p>
  );
}
