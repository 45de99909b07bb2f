import type { RelativeDay } from "../../../../../worker/domains/billing-automations/schemas.ts";

// A day told from the one on which an automation runs, as a form holds it: "+7", a week later; "m1/15", the 15th of the
// next month; "", none.

/** How a relative day is told: so many days later, or a day of some month. */
export type DayMode = "" | "+" | "m-1" | "m0" | "m1" | "m2";

export function dayText(day: unknown): string {
  if (typeof day !== "object" || day === null) return "";
  const known = day as Partial<Record<string, number>>;
  return known.daysLater === undefined ? `m${known.monthsLater}/${known.day}` : `+${known.daysLater}`;
}

export function partsOf(text: string): { mode: DayMode; number: string } {
  if (text === "") return { mode: "", number: "" };
  if (text.startsWith("+")) return { mode: "+", number: text.slice(1) };
  const [mode = "m0", number = ""] = text.split("/");
  return { mode: mode as DayMode, number };
}

export const textOf = (mode: DayMode, number: string) =>
  mode === "" ? "" : mode === "+" ? `+${number}` : `${mode}/${number}`;

/** The day that is meant, null for none, or what is wrong with it. */
export function readDay(text: string): { day: RelativeDay | null } | { problem: string } {
  const { mode, number } = partsOf(text);
  if (mode === "") return { day: null };
  const value = /^\d{1,2}$/.test(number.trim()) ? Number(number) : Number.NaN;
  if (mode === "+")
    return value <= 60 ? { day: { daysLater: value } } : { problem: "Enter a number of days up to 60" };
  if (value >= 1 && value <= 31) return { day: { monthsLater: Number(mode.slice(1)), day: value } };
  return { problem: "Enter a day of the month, 1 to 31" };
}
