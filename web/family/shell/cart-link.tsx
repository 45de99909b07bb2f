import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { ShoppingCartIcon } from "../../shared/ui/icons.tsx";
import { me } from "../session.ts";
import { shellWords } from "../words/shell.ts";

/** The cart with the number of what is in it. */
export function CartLink() {
  const count = () => me()?.cartCount ?? 0;
  return (
    <A
      href="/cart"
      class="relative grid size-11 flex-none place-items-center rounded-md text-ink hover:bg-hover"
      aria-label={count() > 0 ? shellWords().cartCount(count()) : shellWords().cart}
    >
      <ShoppingCartIcon class="size-5.5" />
      <Show when={count() > 0}>
        <span
          class="absolute top-1 right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs font-semibold text-accent-ink tabular-nums"
          aria-hidden="true"
        >
          {count()}
        </span>
      </Show>
    </A>
  );
}
