import { A, useParams } from "@solidjs/router";
import { createEffect, createMemo, For, lazy, Match, Show, Switch } from "solid-js";
import { can } from "../../shared/session.ts";
import NotFoundPage from "../shell/not-found-page.tsx";
import { CheckCount } from "./portal/check-count.tsx";

const groups = [
  {
    label: "School",
    right: "settings",
    pages: [
      { step: "", label: "Business", page: lazy(() => import("./business-page.tsx")) },
      { step: "locations", label: "Locations", page: lazy(() => import("./locations-page.tsx")) },
      { step: "rooms", label: "Rooms", page: lazy(() => import("./rooms-page.tsx")) },
    ],
  },
  {
    label: "Classes",
    right: "settings",
    pages: [
      { step: "programs", label: "Programs", page: lazy(() => import("./programs-page.tsx")) },
      { step: "levels", label: "Levels", page: lazy(() => import("./levels-page.tsx")) },
      { step: "sessions", label: "Sessions", page: lazy(() => import("./sessions-page.tsx")) },
      { step: "closures", label: "Closures", page: lazy(() => import("./closures-page.tsx")) },
      { step: "rules", label: "Rules", page: lazy(() => import("./rules-page.tsx")) },
    ],
  },
  {
    label: "Family portal",
    right: "settings",
    pages: [
      { step: "portal", label: "Customer Portal", page: lazy(() => import("./portal/portal-page.tsx")) },
      { step: "messaging", label: "Messaging", page: lazy(() => import("./messaging/messaging-page.tsx")) },
      { step: "mail", label: "Mail", page: lazy(() => import("./mail/mail-page.tsx")) },
      {
        step: "mail-to-many",
        label: "Mail to many",
        page: lazy(() => import("./mail/suppressions-page.tsx")),
      },
    ],
  },
  {
    label: "Agreements",
    right: "policies",
    pages: [
      { step: "policies", label: "Policies", page: lazy(() => import("./policies/policies-page.tsx")) },
    ],
  },
  {
    label: "Billing",
    right: "billing_setup",
    pages: [
      { step: "billing", label: "Billing rules", page: lazy(() => import("./billing/rules-page.tsx")) },
      { step: "tuition-rates", label: "Tuition rates", page: lazy(() => import("./billing/rates-page.tsx")) },
      {
        step: "billing-schedules",
        label: "Billing schedules",
        page: lazy(() => import("./billing/schedules-page.tsx")),
      },
      { step: "discounts", label: "Discounts", page: lazy(() => import("./billing/discounts-page.tsx")) },
      { step: "promo-codes", label: "Promo codes", page: lazy(() => import("./billing/promos-page.tsx")) },
      {
        step: "anniversary-fees",
        label: "Anniversary fees",
        page: lazy(() => import("./billing/anniversary-page.tsx")),
      },
      { step: "taxes", label: "Taxes", page: lazy(() => import("./billing/taxes-page.tsx")) },
      {
        step: "charge-categories",
        label: "Charge categories",
        page: lazy(() => import("./billing/categories-page.tsx")),
      },
      {
        step: "automations",
        label: "Automations",
        page: lazy(() => import("./billing/automations/automations-page.tsx")),
      },
      {
        step: "processor",
        label: "Card and bank payments",
        page: lazy(() => import("./billing/processor-page.tsx")),
      },
      {
        step: "price-preview",
        label: "Price preview",
        page: lazy(() => import("./billing/preview-page.tsx")),
      },
    ],
  },
  {
    label: "Words and fields",
    right: "settings",
    pages: [
      { step: "lists", label: "Lists", page: lazy(() => import("./lists-page.tsx")) },
      { step: "keywords", label: "Keywords", page: lazy(() => import("./keywords-page.tsx")) },
      { step: "custom-fields", label: "Custom fields", page: lazy(() => import("./custom-fields-page.tsx")) },
    ],
  },
  {
    label: "Account",
    right: "settings",
    pages: [
      { step: "data", label: "Your data", page: lazy(() => import("./data-page.tsx")) },
      { step: "failed-jobs", label: "Failed jobs", page: lazy(() => import("./failed-jobs-page.tsx")) },
    ],
  },
];
/** /settings and its sub-pages, each with an address of its own. */
export default function SettingsRoom() {
  const params = useParams<{ rest?: string }>();
  // Somebody who decides prices need not see the rest. The same groups stay the same when the session is refreshed, or
  // the open page would begin anew, with what was typed into it.
  const openGroups = createMemo(() => groups.filter((group) => can(group.right)), groups, {
    equals: (before, after) =>
      before.length === after.length && after.every((group) => before.includes(group)),
  });
  const openPages = createMemo(() => openGroups().flatMap((group) => group.pages));
  // Whoever may not see the first page lands on the first that is theirs.
  const current = () =>
    openPages().find((page) => page.step === (params.rest ?? "")) ??
    (params.rest === undefined || params.rest === "" ? openPages()[0] : undefined);
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
              <For each={group.pages}>
                {(page) => (
                  <A
                    href={`/settings${page.step && `/${page.step}`}`}
                    class="flex h-8 flex-none items-center rounded-sm px-2.5 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent pointer-coarse:h-11"
                    aria-current={current() === page ? "page" : undefined}
                    end
                  >
                    {page.label}
                    <Show when={page.step === "portal"}>
                      <CheckCount />
                    </Show>
                  </A>
                )}
              </For>
            </div>
          )}
        </For>
      </nav>
      <div class="min-w-0 flex-1 border-line pb-12 has-[form>.sticky]:pb-0 md:border-l">
        <Switch fallback={<NotFoundPage />}>
          <For each={openPages()}>
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
