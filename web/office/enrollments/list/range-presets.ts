import { addDays } from "../../../../tenant-schema/dates.ts";

export type Span = { from: string; to: string };

const utc = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The month that a day is in. */
export function monthOf(day: string): Span {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return { from: utc(year, month - 1, 1), to: utc(year, month, 0) };
}

/** The week that a day is in; it begins as weeks do where the school is. */
export function weekOf(day: string, firstWeekday: number): Span {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const from = addDays(day, -((weekday - firstWeekday + 7) % 7));
  return { from, to: addDays(from, 6) };
}

export type Preset = { id: string; label: string; span: Span };

export const presetsFor = (today: string, firstWeekday: number): Preset[] => [
  { id: "today", label: "Today", span: { from: today, to: today } },
  { id: "week", label: "This week", span: weekOf(today, firstWeekday) },
  { id: "month", label: "This month", span: monthOf(today) },
  { id: "next", label: "Next 30 days", span: { from: today, to: addDays(today, 30) } },
];

export const sameSpan = (one: Span, other: Span) => one.from === other.from && one.to === other.to;
