import { For, Show } from "solid-js";
import type { Cart } from "../../../worker/domains/cart/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { cartWords } from "../words/cart.ts";

/** What all of it comes to: classes, fees, what a code takes off, and what is due now. */
export function CartSums(props: { cart: Cart }) {
  const sums = () => props.cart.sums;
  const words = cartWords;
  return (
    <dl class="flex flex-col gap-1.5">
      <Row label={words().lines} amountMinor={sums().linesMinor} />
      <For each={props.cart.fees}>{(fee) => <Row label={fee.label} amountMinor={fee.totalMinor} />}</For>
      <Show when={sums().discountMinor > 0}>
        <Row label={words().discount} amountMinor={sums().discountMinor} class="text-good" />
      </Show>
      <Row
        label={words().total}
        amountMinor={sums().totalMinor}
        class="border-t border-line pt-2 text-md font-bold"
      />
      <Show when={sums().totalMinor > sums().dueNowMinor}>
        <Row label={words().dueNow} amountMinor={sums().dueNowMinor} class="text-ink-2" />
      </Show>
    </dl>
  );
}

function Row(props: { label: string; amountMinor: number; class?: string }) {
  return (
    <div class={`flex justify-between gap-3 ${props.class ?? ""}`}>
      <dt>{props.label}</dt>
      <dd class="tabular-nums">{formats().money(props.amountMinor)}</dd>
    </div>
  );
}
