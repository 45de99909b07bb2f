import type { AutomationKind } from "../../../../../worker/domains/billing-automations/schemas.ts";
import type { RunOptions } from "../../../../../worker/domains/billing-runs/shapes.ts";
import type { SelectOption } from "../../../../shared/ui/select.tsx";
import { AUTOPAY, orAll } from "../../../transactions/forms/choices.ts";

/** One field of what an automation runs: what it is called, how it is typed, and what it holds at first. */
export type TemplatePart = {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
} & (
  | { readonly type: "text" | "area" | "money" | "number"; readonly first: string | number }
  | { readonly type: "yes"; readonly first: boolean }
  /** `none`: what leaving it empty means. */
  | { readonly type: "day"; readonly first: string; readonly none?: string }
  /** `isList`: the one chosen is sent as a list, none chosen as an empty one. */
  | {
      readonly type: "choice";
      readonly first: string;
      readonly options: (from: RunOptions) => SelectOption[];
      readonly isList?: true;
      /** Only where there is more than one to choose. */
      readonly isRare?: (from: RunOptions) => boolean;
    }
);

const title = (label: string, first: string): TemplatePart => ({
  ...{ name: "title", label, type: "text", first },
  description: "{month} is replaced by the month, such as December 2026.",
});
const location: TemplatePart = {
  ...{ name: "locationIds", label: "Location", type: "choice", first: "", isList: true },
  options: ({ locations }) => orAll("All locations", locations),
  isRare: ({ locations }) => locations.length < 2,
};
const category = (label: string, none: string, name = "categoryId"): TemplatePart => ({
  ...{ name, label, type: "choice", first: "" },
  options: ({ categories }) => orAll(none, categories),
});
const chargeOn: TemplatePart = { name: "chargeOn", label: "Charged on", type: "day", first: "+0" };
const dueOn = (first: string): TemplatePart => ({ name: "dueOn", label: "Due on", type: "day", first });
const least = (first: number | ""): TemplatePart => ({
  ...{ name: "leastOwedMinor", label: "Only families that owe at least", type: "money", first },
});

/** A fixed list of months, since a month is billed from its first day. */
const month: TemplatePart = {
  ...{ name: "month", label: "Month that is billed", type: "choice", first: "m1/1" },
  options: () => [
    { value: "m0/1", label: "The month in which it runs" },
    { value: "m1/1", label: "The next month" },
    { value: "m2/1", label: "The month after next" },
  ],
};

/** The fields of each kind, in the order in which people decide them. */
export const templateParts: Readonly<Record<AutomationKind, readonly TemplatePart[]>> = {
  tuition: [
    month,
    title("What families read", "Tuition for {month}"),
    chargeOn,
    dueOn("m1/1"),
    { name: "earlyBirdOn", label: "Early bird until", type: "day", first: "", none: "No early bird" },
    category("Charge category", "None"),
    {
      ...{ name: "scheduleIds", label: "Billing schedule", type: "choice", first: "", isList: true },
      options: ({ schedules }) => orAll("All schedules", schedules),
      isRare: ({ schedules }) => schedules.length < 2,
    },
    location,
  ],
  late: [
    title("What families read", "Late fee of {month}"),
    { name: "amountMinor", label: "Amount", type: "money", first: "" },
    {
      ...{ name: "per", label: "Charged", type: "choice", first: "family" },
      options: () => [
        { value: "family", label: "Once a family" },
        { value: "active_student", label: "For each active student" },
        { value: "overdue_charge", label: "For each overdue charge" },
      ],
    },
    { name: "overdueDays", label: "Overdue for at least, in days", type: "number", first: "5" },
    least(""),
    chargeOn,
    dueOn("+14"),
    category("Only what is overdue in", "Any category", "overdueCategoryId"),
    category("Charge category of the fee", "None"),
    location,
  ],
  anniversary: [
    title("What families read", "Anniversary fees"),
    {
      ...{ name: "feeIds", label: "Fee", type: "choice", first: "", isList: true },
      options: ({ fees }) => orAll("All fees", fees),
    },
    { name: "dueThrough", label: "Fees that fall due by", type: "day", first: "m0/31" },
    chargeOn,
    dueOn("m1/1"),
    location,
  ],
  apply_credits: [
    { name: "on", label: "Applied on", type: "day", first: "+0" },
    {
      name: "dueBy",
      label: "Only to what is due by",
      type: "day",
      first: "",
      none: "Everything that is open",
    },
  ],
  payments: [
    title("Title", "Autopay drafts of {month}"),
    { name: "dueBy", label: "What is due by", type: "day", first: "+0" },
    least(100),
    category("Category", "All categories"),
  ],
  statements: [
    title("Subject of the mail", "Your statement of account"),
    { name: "throughOn", label: "As of", type: "day", first: "+0" },
    { name: "fromOn", label: "From", type: "day", first: "", none: "Three months before" },
    { name: "onlyOwing", label: "Only to families that owe something by then", type: "yes", first: true },
    { name: "autopay", label: "Families", type: "choice", first: "any", options: () => AUTOPAY },
    { name: "message", label: "Message", type: "area", first: "" },
    location,
  ],
};
