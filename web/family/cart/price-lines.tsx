import { For } from "solid-js";
import type { CartLine } from "../../../worker/domains/cart/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Explanation } from "../booking/class-price.tsx";
import { cartWords } from "../words/cart.ts";
import { monthText } from "./cart-text.ts";

/** What a line comes to, month by month, each explained. */
export function PriceLines(props: { line: CartLine }) {
  return (
    <For each={props.line.prices}>
      {(price) => (
        <div>
          <p class="flex flex-wrap justify-between gap-x-3">
            <span class="text-ink-2">{cartWords().monthOf(monthText(price.month))}</span>
            <span class="font-semibold tabular-nums">{formats().money(price.totalMinor)}</span>
          </p>
          <Explanation lines={price.explanation} />
        </div>
      )}
    </For>
  );
}
