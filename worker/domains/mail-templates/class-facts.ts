import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";

interface WeeklyTime {
  readonly weekday: number;
  readonly startMinute: number;
  readonly durationMinutes: number;
}

interface ClassFound {
  readonly locationName: string;
  readonly times: readonly WeeklyTime[];
}

/** When and where a class meets from a day on, to be read beside what a mail needs; no row for no class. */
export function classFoundQuery(classId: string, day: IsoDate): Query<ClassFound> {
  return select(
    {
      locationName: sql<string>`l.name`,
      times: json<
        readonly WeeklyTime[]
      >(sql`(select coalesce(json_group_array(json_object('weekday', v.weekday,
          'startMinute', v.start_minute, 'durationMinutes', v.duration_minutes)), '[]')
        from slots t join slot_versions v on v.id = (select n.id from slot_versions n
          where n.slot_id = t.id and n.deleted_at is null and (n.ends_on is null or n.ends_on >= ${day})
          order by n.starts_on limit 1)
        where t.class_id = c.id and t.deleted_at is null)`),
    },
    sql`from classes c join locations l on l.id = c.location_id where c.id = ${classId}`,
  );
}

/** What mails about a class say of it: “Monday 4:00 – 5:00 PM; Friday …”. */
export function classValues(found: ClassFound | undefined, locale: string) {
  if (!found) return {};
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  // 1 January 2024 was a Monday, the first day of a week.
  const at = (weekday: number, minute: number) => Date.UTC(2024, 0, weekday, 0, minute);
  const times = found.times
    .toSorted((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute)
    .map(({ weekday, startMinute, durationMinutes }) => {
      const range = clock.formatRange(at(weekday, startMinute), at(weekday, startMinute + durationMinutes));
      return `${day.format(at(weekday, 0))} ${range}`;
    });
  return { "class.when": times.join("; "), "class.location": found.locationName };
}
