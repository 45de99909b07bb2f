import { A, useLocation } from "@solidjs/router";
import { For } from "solid-js";
import { Dynamic } from "solid-js/web";
import { portalBase } from "../account.ts";
import { shellWords } from "../words/shell.ts";
import { type Entry, entries, shown } from "./entries.ts";

/** The areas within reach of a thumb. */
export function BottomTabs() {
  const location = useLocation();
  const tabs = () =>
    shown([entries.home(), entries.booking(), entries.account(), entries.news(), entries.more()]);
  const isHere = ({ href }: Entry) => {
    const path = portalBase + (href.split("?")[0] ?? "");
    return location.pathname === path || location.pathname.startsWith(`${path}/`);
  };
  return (
    <nav
      class="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
      aria-label={shellWords().areas}
    >
      <For each={tabs()}>
        {(tab) => (
          <A
            href={tab.href}
            class={`grid h-16 place-content-center justify-items-center gap-1 px-1 text-xs font-medium ${isHere(tab) ? "text-accent" : "text-ink-3"}`}
            aria-current={isHere(tab) ? "page" : undefined}
          >
            <Dynamic component={tab.icon} class="size-5.5" />
            <span class="max-w-full truncate">{tab.tab ?? tab.label}</span>
          </A>
        )}
      </For>
    </nav>
  );
}
