import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { addDays, addYears, ageYears, dateAt, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { markOf } from "./mark-fields.ts";
import { meetingsQuery } from "./meeting-facts.ts";
import { type RollSheetStudentRow, rollSheetStudents } from "./roll-sheet-students.ts";
import type { RollSheetFilter } from "./schemas.ts";
import type { MeetingFacts, RollSheet, RollSheetStudent } from "./shapes.ts";

/** How many days around it a birthday is told. */
const BIRTHDAY_DAYS = { before: 7, after: 3 } as const;

/** Everything to call the roll of one meeting, in one round trip. @throws NotFound when the slot does not meet then */
export async function getRollSheet(ctx: Context, filter: RollSheetFilter): Promise<RollSheet> {
  requireRight(ctx, "attendance", "view");
  const until = today(ctx);
  const found = await read(ctx, {
    meeting: meetingsQuery(ctx, [filter], "view"),
    reach: select(
      { isFull: flag(classScope(ctx, "attendance", "full")) },
      sql`from slots s join classes c on c.id = s.class_id where s.id = ${filter.slotId}`,
    ),
    students: rollSheetStudents(ctx, filter, { since: addYears(until, -1), until }),
    rules: rulesQuery(),
  });
  const meeting = found.meeting[0];
  if (!meeting) throw new NotFound("meeting");
  const rules = rulesOf(found.rules);
  const { locationId } = meeting;
  return {
    meeting: { ...meeting, expected: found.students.length },
    closedFor: closedFor(meeting),
    isFuture: meeting.onDate > dateAt(ctx.nowMs, meeting.timeZone),
    isCheckInMode: rules.attendance.isCheckInMode,
    mayMark: found.reach[0]?.isFull === true && may(ctx, "attendance", "full", locationId),
    mayExcuse: may(ctx, "excuse_absences", "full", locationId),
    students: found.students.map((row) => studentOf(row, meeting, rules.enrollment.newStudentDays)),
  };
}

/** Why nothing can be marked at a meeting. */
export function closedFor(meeting: Pick<MeetingFacts, "isCancelled" | "closure">): RollSheet["closedFor"] {
  if (meeting.isCancelled) return "cancelled";
  return meeting.closure === null ? null : "closure";
}

function studentOf(
  row: RollSheetStudentRow,
  meeting: MeetingFacts,
  newStudentDays: number,
): RollSheetStudent {
  const { onDate } = meeting;
  const { firstStartedOn } = row;
  const [came, marked] = row.counts;
  return {
    studentId: row.studentId,
    enrollmentId: row.enrollmentId,
    familyId: row.familyId,
    firstName: row.firstName,
    lastName: row.lastName,
    preferredName: row.preferredName,
    birthDate: row.birthDate,
    age: row.birthDate === null ? null : ageYears(row.birthDate, onDate),
    gender: row.gender,
    photoFileId: row.photoFileId,
    kind: row.kind,
    enrollmentNote: row.enrollmentNote,
    endsOn: row.endsOn,
    mark: markOf(row),
    alerts: {
      allergies: row.allergies,
      medications: row.medications,
      medicalNotes: row.medicalNotes,
      flagText: row.flagText,
      criticalNotes: row.criticalNotes,
      ...birthdayNear(row.birthDate, onDate),
      isNew: firstStartedOn !== null && addDays(firstStartedOn, newStudentDays) > onDate,
      photoAllowed: row.photoAllowed,
      barredPickups: row.barredPickups,
      policiesDue: row.policiesDue,
    },
    phones: row.phones,
    attendancePercent: percentOf(came ?? 0, marked),
    marked,
    tokenState: row.tokenState,
  };
}

/** Came, of the meetings marked, in whole percent; null before the first. */
export function percentOf(came: number, marked: number): number | null {
  return marked === 0 ? null : Math.round((100 * came) / marked);
}

/** The birthday next to a day, when it is near; of the 29th of February in other years the 1st of March. */
export function birthdayNear(
  birthDate: IsoDate | null,
  onDate: IsoDate,
): { readonly birthdayInDays: number | null; readonly birthdayAge: number | null } {
  const year = Number(onDate.slice(0, 4));
  for (const age of birthDate === null
    ? []
    : [-1, 0, 1].map((n) => year + n - Number(birthDate.slice(0, 4)))) {
    const birthday = addYears(birthDate as IsoDate, age);
    const days = Math.round((Date.parse(birthday) - Date.parse(onDate)) / 86_400_000);
    if (age > 0 && days <= BIRTHDAY_DAYS.before && days >= -BIRTHDAY_DAYS.after) {
      return { birthdayInDays: days, birthdayAge: age };
    }
  }
  return { birthdayInDays: null, birthdayAge: null };
}
