import { type Accessor, createMemo } from "solid-js";
import type { Calendar, CalendarAnswer } from "../../../worker/domains/calendar/shapes.ts";
import { calendarOf } from "../../../worker/domains/calendar/values.ts";
import { createQuery, type Query, type QueryOptions } from "../../shared/query.ts";

/** The calendar at a path of the API, as objects. */
export function createCalendarQuery(
  path: Accessor<string | undefined>,
  options?: QueryOptions,
): Query<Calendar> {
  const query = createQuery<CalendarAnswer>(path, options);
  const data = createMemo(() => {
    const answer = query.data();
    return answer && calendarOf(answer);
  });
  return { ...query, data };
}
