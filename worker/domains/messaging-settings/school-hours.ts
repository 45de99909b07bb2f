import { addDays, dateAt, startOfDateMs } from "../../../tenant-schema/dates.ts";
import type { MessagingSettings } from "./schemas.ts";

const MINUTE_MS = 60_000;

/** Until when a text must wait that is ready now; null: it may leave. By the school's clock, whatever the clocks do. */
export function heldUntil(
  nowMs: number,
  timeZone: string,
  { sendsFrom, sendsUntil }: Pick<MessagingSettings, "sendsFrom" | "sendsUntil">,
): number | null {
  const today = dateAt(nowMs, timeZone);
  const minute = minuteOfDay(nowMs, timeZone);
  if (minute >= sendsFrom && minute < sendsUntil) return null;
  const day = minute < sendsFrom ? today : addDays(today, 1);
  return atMinute(day, sendsFrom, timeZone);
}

/** Whether somebody is at the school now. */
export function isStaffed(
  nowMs: number,
  timeZone: string,
  { businessHours }: Pick<MessagingSettings, "businessHours">,
): boolean {
  const weekday = new Date(`${dateAt(nowMs, timeZone)}T00:00:00Z`).getUTCDay();
  const hours = businessHours[(weekday + 6) % 7];
  const minute = minuteOfDay(nowMs, timeZone);
  return !!hours && minute >= hours.opens && minute < hours.closes;
}

function minuteOfDay(nowMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  })
    .format(nowMs)
    .split(":");
  return (Number(parts[0]) % 24) * 60 + Number(parts[1]);
}

/** On a day on which the clocks change, the wall's time is looked for from the other side. */
function atMinute(day: string, minute: number, timeZone: string): number {
  const guess = startOfDateMs(day, timeZone) + minute * MINUTE_MS;
  const shown = minuteOfDay(guess, timeZone);
  return guess + (minute - shown) * MINUTE_MS;
}
