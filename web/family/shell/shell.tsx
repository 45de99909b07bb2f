import { A, useLocation } from "@solidjs/router";
import type { ParentProps } from "solid-js";
import { HouseIcon, UserIcon } from "../../shared/ui/icons.tsx";
import { Mark } from "../../shared/ui/mark.tsx";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { shellWords } from "../words/shell.ts";

/** Top bar, content, and tabs at the bottom of a phone. */
export function Shell(props: ParentProps) {
  const location = useLocation();
  let main: HTMLElement | undefined;
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    (main?.querySelector<HTMLElement>("h1") ?? main)?.focus();
  };
  return (
    <div class="grid min-h-dvh grid-rows-[auto_minmax(0,1fr)_auto]">
      <a
        href={`${location.pathname}#main`}
        class="sr-only z-50 rounded-sm bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-1.5 focus:left-2"
        onClick={skip}
      >
        {shellWords().skip}
      </a>
      <header class="sticky top-0 z-20 border-b border-line bg-sheet">
        <div class="mx-auto flex h-14 w-full max-w-5xl items-center gap-3 px-4">
          <A href="/" class="flex min-h-11 items-center gap-3 font-semibold">
            <Mark class="size-8" />
            <span class="truncate">{school().account.displayName}</span>
          </A>
          <nav class="ml-auto flex items-center gap-1" aria-label={shellWords().menu}>
            <A href="/" end class="flex min-h-11 items-center gap-2 px-3">
              <HouseIcon class="size-5" />
              <span class="max-sm:sr-only">{shellWords().home}</span>
            </A>
            <A href={me() ? "/account" : "/login"} class="flex min-h-11 items-center gap-2 px-3">
              <UserIcon class="size-5" />
              <span class="max-sm:sr-only">{me() ? shellWords().account : shellWords().logIn}</span>
            </A>
          </nav>
        </div>
      </header>
      <main ref={main} id="main" tabindex="-1" class="mx-auto w-full max-w-5xl px-4 py-6 outline-none">
        {props.children}
      </main>
    </div>
  );
}
