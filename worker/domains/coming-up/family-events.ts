import { sql } from "drizzle-orm";
import { flag, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { markIdOf } from "../attendance/mark-fields.ts";
import { meetingFields, meetingNames } from "../attendance/meeting-facts.ts";
import { expectedAt } from "../attendance/roll-sheet-students.ts";
import type { EnrollmentKind } from "../attendance/shapes.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { ComingEvent } from "./shapes.ts";

const { slotId, meetsOn, onDate, classId, className, locationId, locationName, timeZone, roomName } =
  meetingFields;
const { startMinute, durationMinutes, isMoved, isCancelled, closure } = meetingFields;

const fields = {
  ...{ slotId, meetsOn, onDate, classId, className, locationId, locationName, timeZone, roomName },
  ...{ startMinute, durationMinutes, isMoved, isCancelled, closure },
  teachers: meetingFields.teachers,
  reason: sql<string | null>`m.reason`,
  kind: sql<EnrollmentKind>`e.kind`,
  studentId: sql<string>`s.id`,
  firstName: sql<string>`coalesce(nullif(s.preferred_name, ''), s.first_name)`,
  isAbsent: flag(sql`coalesce(a.status = 'absent' and a.deleted_at is null, 0)`),
};

type FamilyEventRow = RowOf<typeof fields>;

/**
 * The meetings of some days at which the children of a family are expected, also those that do not take place: what
 * goes on, trials, single days and makeups, but not what they only wait for.
 */
export function familyEvents(
  familyId: string,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Query<FamilyEventRow> {
  // A year: as far as a meeting may have been moved from a day on which somebody was still enrolled.
  const taken = sql`v.class_id in (select q.class_id from students p join enrollments q on q.student_id = p.id
    where p.family_id = ${familyId} and p.deleted_at is null and q.deleted_at is null and q.kind <> 'wait'
      and coalesce(q.ends_on, '9999-12-31') >= date(${from}, '-1 year'))`;
  return select(
    fields,
    sql`from ${meetings({ from, to, where: taken })} m ${meetingNames}
      cross join students s on s.family_id = ${familyId} and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.class_id = m.class_id
        and ${expectedAt(sql`m.slot_id`, sql`m.meets_on`)}
      left join attendance a on a.id = ${markIdOf(sql`s.id`, sql`m.slot_id`, sql`m.meets_on`)}
      order by m.on_date, m.start_minute, s.first_name, s.id, m.slot_id`,
  );
}

/** Rows to events in the order in which they begin, wherever that is. */
export function comingEvents(rows: readonly FamilyEventRow[]): ComingEvent[] {
  const events = rows.map(({ timeZone: zone, isCancelled: cancelled, closure: closed, reason, ...row }) => ({
    ...row,
    ...zoneClock(zone).instants(row),
    teachers: row.teachers.map(({ name, substituteFor }) => ({ name, substituteFor })),
    isOff: cancelled || closed !== null,
    offReason: cancelled ? reason : closed,
  }));
  return events.sort((a, b) => a.startsAtMs - b.startsAtMs);
}
