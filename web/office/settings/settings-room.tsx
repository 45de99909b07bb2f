import { A, useParams } from "@solidjs/router";
import { createEffect, For, lazy, Match, Switch } from "solid-js";
import NotFoundPage from "../shell/not-found-page.tsx";

const pages = [
  { step: "", label: "Business", page: lazy(() => import("./business-page.tsx")) },
  { step: "locations", label: "Locations", page: lazy(() => import("./locations-page.tsx")) },
  { step: "lists", label: "Lists", page: lazy(() => import("./lists-page.tsx")) },
  { step: "keywords", label: "Keywords", page: lazy(() => import("./keywords-page.tsx")) },
  { step: "custom-fields", label: "Custom fields", page: lazy(() => import("./custom-fields-page.tsx")) },
  { step: "data", label: "Your data", page: lazy(() => import("./data-page.tsx")) },
  { step: "failed-jobs", label: "Failed jobs", page: lazy(() => import("./failed-jobs-page.tsx")) },
];

/** /settings and its sub-pages, each with an address of its own. */
export default function SettingsRoom() {
  const params = useParams<{ rest?: string }>();
  const current = () => pages.find((page) => page.step === (params.rest ?? ""));
  let nav: HTMLElement | undefined;
  // On a phone the pages are a strip that scrolls: the open one is brought into view.
  createEffect(() => {
    if (!current()) return;
    nav?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  });
  return (
    <div class="flex min-h-full flex-col md:flex-row">
      <nav
        ref={nav}
        aria-label="Settings"
        class="flex flex-none gap-1 overflow-x-auto border-line px-3 py-2 max-md:border-b md:w-52 md:flex-col md:border-r md:px-3 md:py-4"
        data-no-print
      >
        <For each={pages}>
          {(page) => (
            <A
              href={`/settings${page.step && `/${page.step}`}`}
              class="flex h-8 flex-none items-center rounded-sm px-2.5 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent pointer-coarse:h-11"
              aria-current={current() === page ? "page" : undefined}
              end
            >
              {page.label}
            </A>
          )}
        </For>
      </nav>
      <div class="min-w-0 flex-1 pb-12 has-[form>.sticky]:pb-0">
        <Switch fallback={<NotFoundPage />}>
          <For each={pages}>
            {(page) => (
              <Match when={current() === page}>
                <page.page />
              </Match>
            )}
          </For>
        </Switch>
      </div>
    </div>
  );
}
