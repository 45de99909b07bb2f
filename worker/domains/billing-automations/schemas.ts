import * as z from "zod/mini";
import {
  addDays,
  firstDayOfMonth,
  type IsoDate,
  isIsoDate,
  lastDayOfMonth,
} from "../../../tenant-schema/dates.ts";
import { type RunInput, runInput } from "../billing-runs/schemas.ts";

// What bills itself, as it is taken in; what is answered is in shapes.ts.

/** Kinds of runs that may begin by themselves. Drops for non-payment and gifts are always decided by a person. */
export const automationKinds = [
  "tuition",
  "late",
  "anniversary",
  "apply_credits",
  "payments",
  "statements",
] as const;
export type AutomationKind = (typeof automationKinds)[number];

/** A day told from the one on which the automation runs: so many days later, or a day of a month. */
export type RelativeDay =
  | { readonly daysLater: number }
  | { readonly monthsLater: number; readonly day: number };

/** The month in words, wherever a title has this. */
export const MONTH_PLACE = "{month}";
const MOST_TEXT = 4_000;

const whole = (least: number, most: number) =>
  z
    .int("Enter a whole number")
    .check(z.minimum(least, `At least ${least}`), z.maximum(most, `At most ${most}`));
const relativeDay = z.union([
  z.object({ daysLater: whole(0, 60) }),
  z.object({ monthsLater: whole(-1, 3), day: whole(1, 31) }),
]);

/** The first day of the month that lies so many months after a day's. */
function monthLater(on: IsoDate, months: number): IsoDate {
  const [year, month] = on.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The day that is meant; one that its month lacks is its last. */
export function dayFrom(day: RelativeDay, on: IsoDate): IsoDate {
  if ("daysLater" in day) return addDays(on, day.daysLater);
  const first = monthLater(on, day.monthsLater);
  const last = lastDayOfMonth(first);
  return day.day >= Number(last.slice(8)) ? last : addDays(first, day.day - 1);
}

/** What is run, with days told from the day it runs: the input of any run, whose dates are `RelativeDay`s. */
export type RunTemplate = { readonly kind: AutomationKind; readonly [field: string]: unknown };

/** The template as it is on one day, still to be checked by `runInput`. */
export function runOn(template: RunTemplate, on: IsoDate, locale: string): Record<string, unknown> {
  const dated = Object.entries(template).map(([field, value]) => {
    const day = typeof value === "object" && value !== null ? relativeDay.safeParse(value) : undefined;
    return [field, day?.success ? dayFrom(day.data, on) : value] as const;
  });
  const input: Record<string, unknown> = Object.fromEntries(dated);
  const { month, title } = input;
  if (typeof title === "string") {
    const named = typeof month === "string" && isIsoDate(month) ? month : firstDayOfMonth(on);
    input.title = title.replaceAll(MONTH_PLACE, monthName(named, locale));
  }
  return input;
}

function monthName(day: IsoDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

/** @throws when the template does not give a run on that day, which its check rules out */
export function runInputOn(template: RunTemplate, on: IsoDate, locale: string): RunInput {
  return runInput.parse(runOn(template, on, locale));
}

const template = z.catchall(z.object({ kind: z.enum(automationKinds, "Choose what is run") }), z.unknown());

const id = z.string().check(z.minLength(5), z.maxLength(40));
const fields = {
  name: z.string().check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters")),
  input: template,
  dayOfMonth: whole(1, 28),
  minuteOfDay: z
    .int("Enter a time such as 6:00")
    .check(z.minimum(0, "Enter a time"), z.maximum(1439, "Enter a time")),
  /** How long it can still be stopped after its preview. */
  waitHours: whole(0, 240),
  /** By how many percent it may differ from last time and still begin by itself; null: by any. */
  changeLimitPercent: z._default(z.nullable(whole(1, 1000)), 20),
  notifyStaffIds: z
    .array(id)
    .check(z.minLength(1, "Choose who is told by mail"), z.maxLength(20, "At most 20 people")),
};

interface Timed {
  readonly input: RunTemplate;
  readonly dayOfMonth: number;
}

/** A year is looked through, since days that are in order in one month need not be in another. */
const runsEveryMonth = z.check<Timed>((context) => {
  const { input, dayOfMonth } = context.value;
  const refuse = (message: string, path: PropertyKey[]) =>
    void context.issues.push({ code: "custom", input, message, path: ["input", ...path] });
  if (JSON.stringify(input).length > MOST_TEXT) return refuse("This says too much", []);
  for (let month = 0; month < 12; month++) {
    const on = addDays(monthLater("2027-01-01", month), dayOfMonth - 1);
    const checked = runInput.safeParse(runOn(input, on, "en"));
    if (checked.success) continue;
    for (const { message, path } of checked.error.issues) refuse(message, path);
    return undefined;
  }
  return undefined;
});

export const automationInput = z.object(fields).check(runsEveryMonth as never);
export type AutomationInput = z.infer<typeof automationInput>;

const version = z.int().check(z.positive());
export const updateAutomationInput = z.object({ ...fields, version }).check(runsEveryMonth as never);
export type UpdateAutomationInput = z.infer<typeof updateAutomationInput>;

export const switchAutomationInput = z.object({ version, isActive: z.boolean() });
export type SwitchAutomationInput = z.infer<typeof switchAutomationInput>;

export const automationVersionInput = z.object({ version });
export type AutomationVersionInput = z.infer<typeof automationVersionInput>;

const typedNumber = (least: number, most: number) =>
  z.pipe(z.pipe(z.string(), z.transform(Number)), whole(least, most));
/** When it would run, asked while somebody still decides. */
export const nextRunFilter = z.object({
  dayOfMonth: typedNumber(1, 28),
  minuteOfDay: typedNumber(0, 1439),
  waitHours: typedNumber(0, 240),
});
export type NextRunFilter = z.infer<typeof nextRunFilter>;
