import { useHref, useParams, useResolvedPath, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { can } from "../../shared/session.ts";
import NotFoundPage from "../shell/not-found-page.tsx";
import { CheckCount } from "./portal/check-count.tsx";
import { openEntry, type SettingsEntry, settingsGroups, settingsHref } from "./settings-groups.ts";

/** /settings and its sub-pages, each with an address of its own. */
export default function SettingsRoom() {
  const params = useParams<{ rest?: string }>();
  const [search] = useSearchParams<Record<string, string>>();
  // Somebody who decides prices need not see the rest. The same groups stay the same when the session is refreshed, or
  // the open page would begin anew, with what was typed into it.
  const openGroups = createMemo(() => settingsGroups.filter((group) => can(group.right)), settingsGroups, {
    equals: (before, after) =>
      before.length === after.length && after.every((group) => before.includes(group)),
  });
  const openPages = createMemo(() => openGroups().flatMap((group) => group.pages));
  // Whoever may not see the first page lands on the first that is theirs.
  const current = () =>
    openEntry(openPages(), params.rest ?? "", (name) => search[name]) ??
    (params.rest === undefined || params.rest === "" ? openPages()[0] : undefined);
  // Entries that lead to tabs of one page share it: it stays when another of them is opened.
  const page = createMemo(() => current()?.page);
  let nav: HTMLElement | undefined;
  // The list, on a phone a strip, scrolls by itself: the open page is brought into view, and the page itself stays put.
  createEffect(() => {
    const link = current() && nav?.querySelector<HTMLElement>("[aria-current=page]");
    if (!nav || !link) return;
    const top = link.offsetTop - (nav.clientHeight - link.offsetHeight) / 2;
    nav.scrollTo({ top, left: link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2 });
  });
  return (
    <div class="flex min-h-full flex-col md:flex-row">
      <nav
        ref={nav}
        aria-label="Settings"
        class="relative flex flex-none gap-1 overflow-x-auto border-line px-3 py-2 max-md:border-b md:sticky md:top-0 md:max-h-[calc(100dvh-6.5rem)] md:w-52 md:flex-col md:self-start md:overflow-y-auto md:px-3 md:py-4"
        data-no-print
      >
        <For each={openGroups()}>
          {(group) => (
            <div class="flex flex-none gap-1 md:flex-col md:not-first:mt-3">
              <p class="px-2.5 pb-0.5 text-xs font-medium text-ink-3 max-md:hidden">{group.label}</p>
              <For each={group.pages}>{(page) => <EntryLink entry={page} isOpen={current() === page} />}</For>
            </div>
          )}
        </For>
      </nav>
      <div class="min-w-0 flex-1 border-line pb-12 has-[form>.sticky]:pb-0 md:border-l">
        <Show when={page()} fallback={<NotFoundPage />}>
          <Dynamic component={page()} />
        </Show>
      </div>
    </div>
  );
}

/** A link of the router would take every entry of one address for the open one, whatever tab it leads to. */
function EntryLink(props: { entry: SettingsEntry; isOpen: boolean }) {
  const href = useHref(useResolvedPath(() => settingsHref(props.entry)));
  return (
    <a
      href={href()}
      class="flex h-8 flex-none items-center rounded-sm px-2.5 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent pointer-coarse:h-11"
      aria-current={props.isOpen ? "page" : undefined}
    >
      {props.entry.label}
      <Show when={props.entry.step === "portal"}>
        <CheckCount />
      </Show>
    </a>
  );
}
