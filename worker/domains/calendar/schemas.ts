import * as z from "zod/mini";
import { addDays, isIsoDate } from "../../../tenant-schema/dates.ts";
import { calendarLayouts, calendarViews, MAX_CALENDAR_DAYS } from "./values.ts";

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-23"));
const id = z.optional(z.string().check(z.minLength(5), z.maxLength(40)));

/** The calendar as its URL says it. `view` and `layout` are for the screen; every view shows the same meetings. */
export const calendarFilter = z
  .object({
    from: isoDate,
    to: isoDate,
    view: z._default(z.enum(calendarViews), "week"),
    layout: z._default(z.enum(calendarLayouts), "grid"),
    program: id,
    level: id,
    location: id,
    instructor: id,
    room: id,
    class: id,
  })
  .check(
    z.refine(({ from, to }) => to >= from && to < addDays(from, MAX_CALENDAR_DAYS), {
      error: `From one day to at most ${MAX_CALENDAR_DAYS} days`,
      path: ["to"],
    }),
  );
export type CalendarFilter = z.infer<typeof calendarFilter>;
