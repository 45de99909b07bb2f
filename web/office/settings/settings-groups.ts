import { type Component, lazy } from "solid-js";

const rules = lazy(() => import("./rules-page.tsx"));
const lists = lazy(() => import("./lists-page.tsx"));

export type SettingsEntry = {
  step: string;
  label: string;
  /** A tab of the page that is looked for by a name of its own: its search parameter and value. */
  part?: readonly [param: string, value: string];
  page: Component;
};
type SettingsGroup = { label: string; right: string; pages: readonly SettingsEntry[] };

/** In the order of the list beside them. */
export const settingsGroups: readonly SettingsGroup[] = [
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
      { step: "rules", label: "Enrollment rules", part: ["for", "enrollment"], page: rules },
      { step: "lists", label: "Drop reasons", part: ["list", "drop_reason"], page: lists },
      { step: "rules", label: "Attendance, absences", part: ["for", "attendance"], page: rules },
      { step: "rules", label: "Makeup rules", part: ["for", "makeups"], page: rules },
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
      { step: "lists", label: "Lists", page: lists },
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

export const settingsHref = ({ step, part }: SettingsEntry) =>
  `/settings${step && `/${step}`}${part ? `?${part[0]}=${part[1]}` : ""}`;

/** Whose entry is the open one: that of the open tab, else that of the whole page, else that of its first tab. */
export function openEntry<E extends Pick<SettingsEntry, "step" | "part">>(
  entries: readonly E[],
  step: string,
  param: (name: string) => string | undefined,
): E | undefined {
  const ofPage = entries.filter((entry) => entry.step === step);
  return (
    ofPage.find(({ part }) => part && param(part[0]) === part[1]) ??
    ofPage.find(({ part }) => !part) ??
    ofPage[0]
  );
}
