import { type SQL, sql } from "drizzle-orm";
import { type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { type Context, type GuardianActor, hasRole, lend, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { ownRequests } from "../online-activity/own-requests.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { ownStudents } from "../students/own-students.ts";
import type { OwnEnrollment, OwnEnrollments, OwnHistory } from "./own-shapes.ts";
import { enrollmentRow, rowFields, rowJoins, type StoredEnrollment } from "./row-fields.ts";
import type { EnrollmentRow } from "./shapes.ts";

const MOST_PAST = 60;

/** What all children of the family are in, will be in and wait for, and what was asked of the school. */
export async function getOwnEnrollments(ctx: Context<GuardianActor>): Promise<OwnEnrollments> {
  const on = today(ctx);
  const alive = sql`(e.ends_on is null or e.ends_on >= ${on})
    and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered', 'skipped'))`;
  const found = await read(ctx, {
    students: ownStudents(ctx),
    rows: rowsOfFamily(ctx, alive, 200),
    requests: ownRequests(ctx),
    settings: portalSettingsQuery(),
    tokens: availableTokens(ctx, on),
  });
  const { drops, transfers, absences, makeups } = portalSettingsOf(found.settings);
  const rows = found.rows.map((row) => enrollmentRow(row, ctx.nowMs));
  const seesAll = hasRole(ctx.actor, "viewer");
  return {
    now: ctx.nowMs,
    modes: { drops, transfers, absences, makeups },
    requests: seesAll ? found.requests : [],
    students: found.students.map((student) => {
      const own = rows.filter(({ studentId }) => studentId === student.id);
      const token = found.tokens.find(({ studentId }) => studentId === student.id);
      return {
        ...student,
        current: own.filter((row) => row.wait === null && row.startsOn <= on).map(ownRow),
        future: own.filter((row) => row.wait === null && row.startsOn > on).map(ownRow),
        waiting: seesAll ? own.filter((row) => row.wait !== null).map(ownRow) : [],
        tokens: seesAll ? (token?.tokens ?? 0) : 0,
        tokensUntil: seesAll ? (token?.until ?? null) : null,
      };
    }),
  };
}

/** What one child was in, the latest first. @throws NotFound */
export async function getOwnHistory(ctx: Context<GuardianActor>, studentId: string): Promise<OwnHistory> {
  const over = sql`e.student_id = ${studentId} and e.kind <> 'wait' and e.ends_on < ${today(ctx)}`;
  const found = await read(ctx, {
    student: ownStudents(ctx, sql`s.id = ${studentId}`),
    rows: rowsOfFamily(ctx, over, MOST_PAST),
  });
  if (!found.student[0]) throw new NotFound("student");
  return { past: found.rows.map((row) => ownRow(enrollmentRow(row, ctx.nowMs))) };
}

function rowsOfFamily(ctx: Context<GuardianActor>, which: SQL, most: number): Query<StoredEnrollment> {
  return select(
    rowFields(lend(ctx, "enrollments")),
    sql`from enrollments e ${rowJoins} where e.student_id in (select k.id from living_students k
        where k.family_id = ${ctx.actor.familyId}) and e.deleted_at is null and ${which}
      order by e.starts_on desc, e.id limit ${most}`,
  );
}

const tokenFields = {
  studentId: sql<string>`t.student_id`,
  tokens: sql<number>`count(*)`,
  until: sql<string | null>`min(t.expires_on)`,
};

function availableTokens(ctx: Context<GuardianActor>, on: string): Query<RowOf<typeof tokenFields>> {
  return select(
    tokenFields,
    sql`from living_students s cross join makeup_tokens t on t.student_id = s.id
      where s.family_id = ${ctx.actor.familyId} and t.deleted_at is null and t.state = 'available'
        and (t.expires_on is null or t.expires_on >= ${on}) group by t.student_id`,
  );
}

/** Only what a family may know of it: no notes of staff. */
function ownRow(row: EnrollmentRow): OwnEnrollment {
  const { id, version, kind, studentId, classId, className, levelName, locationName, startsOn, endsOn } = row;
  return {
    ...{ id, version, kind, studentId, classId, className, levelName, locationName, startsOn, endsOn },
    isDropped: row.droppedAt !== null,
    isTransferred: row.transferredToId !== null,
    slots: row.slots.map(({ weekday, startMinute }) => ({ weekday, startMinute })),
    wait: row.wait && {
      state: row.wait.state,
      position: row.wait.position,
      expiresAt: row.wait.expiresAt,
    },
  };
}
