import type { Span } from "./lanes.ts";

/** The hours that a grid shows, as minutes of the day on whole hours. */
export type Hours = Span;

const USUAL: Hours = { start: 9 * 60, end: 19 * 60 };
const LEAST_MINUTES = 8 * 60;

/** All of the meetings, and never less than before: the grid must not jump from one week to the next. */
export function hoursOf(meetings: readonly Span[], before?: Hours): Hours {
  if (meetings.length === 0) return before ?? USUAL;
  const spans = before && before !== USUAL ? [...meetings, before] : meetings;
  const start = Math.floor(Math.min(...spans.map((span) => span.start)) / 60) * 60;
  const end = Math.ceil(Math.max(...spans.map((span) => span.end)) / 60) * 60;
  const missing = Math.max(0, LEAST_MINUTES - (end - start));
  // A short day is filled up in the evening first: schools teach after school.
  const later = Math.min(missing, Math.max(0, 22 * 60 - end));
  return { start: Math.max(0, start - (missing - later)), end: end + later };
}

/** Where a minute stands in the grid, in percent of its height. */
export const percentOf = (minute: number, hours: Hours) =>
  ((minute - hours.start) / (hours.end - hours.start)) * 100;

/** The minute under a pointer at a share of the height, on a step of so many minutes. */
export function minuteAt(share: number, hours: Hours, step: number): number {
  const minute = hours.start + share * (hours.end - hours.start);
  return Math.round(minute / step) * step;
}

/** A start that leaves the meeting on its day. */
export const clampStart = (minute: number) => Math.min(1_439, Math.max(0, minute));
