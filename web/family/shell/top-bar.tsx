import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { MenuIcon } from "../../shared/ui/icons.tsx";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { shellWords } from "../words/shell.ts";
import { CartLink } from "./cart-link.tsx";
import { entries, shown } from "./entries.ts";
import { SchoolMark } from "./school-mark.tsx";

const linkClass =
  "flex min-h-11 items-center gap-2 rounded-md px-3 font-medium whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:text-accent";

/** Menu, the school, the way to every area, and the cart; on a phone the areas are tabs at the bottom. */
export function TopBar(props: { onMenu: () => void; onNearMenu: () => void; isMenuOpen: boolean }) {
  const areas = () =>
    shown([entries.booking(), entries.account(), entries.news(), entries.more(), entries.location()]);
  return (
    <header class="sticky top-0 z-20 border-b border-line bg-sheet print:hidden">
      <div class="mx-auto flex h-14 w-full max-w-5xl items-center gap-1 px-1.5">
        <button
          type="button"
          class="grid size-11 flex-none place-items-center rounded-md text-ink hover:bg-hover"
          aria-label={shellWords().menu}
          aria-haspopup="dialog"
          aria-expanded={props.isMenuOpen}
          onPointerEnter={() => props.onNearMenu()}
          onFocus={() => props.onNearMenu()}
          onClick={() => props.onMenu()}
        >
          <MenuIcon class="size-5.5" />
        </button>
        <A
          href="/home"
          class="flex min-h-11 min-w-0 items-center gap-2.5 rounded-md px-1.5 font-semibold tracking-tight"
        >
          <SchoolMark />
          <span class="truncate">{school().account.displayName}</span>
        </A>
        <div class="ml-auto flex flex-none items-center gap-0.5">
          <nav class="flex items-center max-md:hidden" aria-label={shellWords().areas}>
            <For each={areas()}>
              {(entry) => (
                <A href={entry.href} class={linkClass}>
                  <Dynamic component={entry.icon} class="size-5 max-xl:hidden" />
                  {entry.label}
                </A>
              )}
            </For>
          </nav>
          <Show when={!me() || hasRole("payer")}>
            <CartLink />
          </Show>
          <Show when={!me()}>
            <A href="/login" class={`${linkClass} max-md:hidden`}>
              {shellWords().logIn}
            </A>
          </Show>
        </div>
      </div>
    </header>
  );
}
