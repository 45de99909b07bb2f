import { For, Show } from "solid-js";
import type { Cart } from "../../../worker/domains/cart/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { cartWords } from "../words/cart.ts";
import { feeNote } from "./fee-note.ts";

/** What all of it comes to: classes, fees, what a code takes off, and what is due now. */
export function CartSums(props: { cart: Cart }) {
  const sums = () => props.cart.sums;
  const words = cartWords;
  return (
    <dl class="flex flex-col gap-1.5">
      <Row label={words().lines} amountMinor={sums().linesMinor} />
      <For each={props.cart.fees}>
        {(fee) => <Row label={fee.label} note={feeNote(fee)} amountMinor={fee.totalMinor} />}
      </For>
      <Row
        label={words().total}
        amountMinor={sums().totalMinor}
        class="border-t border-line pt-2 text-md font-bold"
      />
      {/* Below the total: the prices above are without it, and nobody subtracts it once more. */}
      <Show when={sums().discountMinor > 0}>
        <Row label={words().discount} amountMinor={sums().discountMinor} class="text-good" />
      </Show>
      <Show when={sums().totalMinor > sums().dueNowMinor}>
        <Row label={words().dueNow} amountMinor={sums().dueNowMinor} class="text-ink-2" />
      </Show>
    </dl>
  );
}

function Row(props: { label: string; note?: string; amountMinor: number; class?: string }) {
  return (
    <div class={`flex justify-between gap-3 ${props.class ?? ""}`}>
      <dt class="min-w-0 [overflow-wrap:anywhere]">
        {props.label}
        <Show when={props.note}>{(note) => <span class="block text-sm text-ink-3">{note()}</span>}</Show>
      </dt>
      <dd class="tabular-nums">{formats().money(props.amountMinor)}</dd>
    </div>
  );
}
