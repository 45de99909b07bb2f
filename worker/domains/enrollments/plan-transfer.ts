import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { type EnrollmentInReach, enrollmentsInReach } from "./enrollment-rows.ts";
import { obstacle } from "./obstacles.ts";
import { type Plan, planEnrollment } from "./plan-enrollment.ts";
import type { TransferPreviewInput } from "./schemas.ts";
import type { Obstacle } from "./shapes.ts";
import { type StandingLine, standingLines } from "./transfer-money.ts";
import { type Wanted, wantedQueries } from "./wanted-place.ts";
import { studentQueries } from "./wanted-students.ts";

/** One enrollment on its way: when it ends here, when it would end there, and what is in the way. */
export interface PlannedMove {
  readonly row: EnrollmentInReach;
  /** Before the first day when the old one had not begun: it is deleted then. */
  readonly lastDayOn: string;
  readonly endsOn: string | null;
  readonly gapDays: number;
  readonly obstacles: readonly Obstacle[];
  /** What was charged for the old one. */
  readonly standing: readonly StandingLine[];
}

export interface TransferPlan {
  readonly plan: Plan;
  readonly moves: readonly PlannedMove[];
}

/** @throws NotFound, Conflict `changed_meanwhile`, Precondition when the old one would end after the new one begins */
export async function planTransfer(ctx: Context, input: TransferPreviewInput): Promise<TransferPlan> {
  const ids = [...new Set(input.enrollments.map((one) => one.id))];
  const { rows, pending, standing, ...found } = await read(ctx, {
    rows: enrollmentsInReach(ctx, ids),
    pending: pendingQuery(ids),
    standing: standingLines(ctx, ids),
    ...wantedQueries(ctx, wantedOf(input)),
    ...studentQueries(studentsOf(ids), input.classId, ctx.nowMs),
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ordered = input.enrollments.map(({ id, version }) => {
    const row = byId.get(id);
    if (!row) throw new NotFound("enrollment");
    if (row.version !== version) throw changedMeanwhile(row);
    return row;
  });
  const plan = planEnrollment(
    ctx,
    wantedOf(input),
    ordered.map((row) => row.studentId),
    found,
    { replacedIds: ids },
  );
  const lastDayOn = input.lastDayOn ?? addDays(plan.startsOn, -1);
  if (lastDayOn >= plan.startsOn) throw overlapping();
  const onTheWay = new Set(pending.map((one) => one.id));
  const billed = Map.groupBy(standing, (line) => line.enrollmentId);
  return {
    plan,
    moves: ordered.map((row) => planMove(ctx, plan, row, lastDayOn, onTheWay, billed.get(row.id) ?? [])),
  };
}

function planMove(
  ctx: Context,
  plan: Plan,
  row: EnrollmentInReach,
  lastDayOn: string,
  onTheWay: ReadonlySet<string>,
  standing: readonly StandingLine[],
): PlannedMove {
  const student = plan.students.find((one) => one.id === row.studentId)!;
  const goesOn = row.kind === "active" && (row.endsOn === null || row.endsOn >= plan.startsOn);
  const isOver = row.endsOn !== null && row.endsOn < today(ctx);
  // What is removed takes no bill with it that nobody would look at again.
  const isLeftBehind = lastDayOn < row.startsOn && standing.some(({ isReRated }) => !isReRated);
  const obstacles = [
    ...(goesOn && !isOver ? [] : [obstacle("not_transferable", row.studentName)]),
    ...(onTheWay.has(row.id) ? [obstacle("transfer_pending", row.studentName)] : []),
    ...(isLeftBehind ? [obstacle("billed_by_hand", row.studentName)] : []),
    ...student.obstacles,
  ];
  return {
    row,
    lastDayOn,
    endsOn: endOf(plan, row),
    gapDays: daysBetween(lastDayOn, plan.startsOn) - 1,
    obstacles,
    standing,
  };
}

/** A drop that was decided stays decided, but not beyond the end of the new class or session. */
function endOf(plan: Plan, row: EnrollmentInReach): string | null {
  const kept = row.droppedAt === null ? null : row.endsOn;
  const ends = [kept, kept === null ? null : plan.target.endsOn, plan.endsOn].filter((end) => end !== null);
  return ends.sort()[0] ?? null;
}

function wantedOf(input: TransferPreviewInput): Wanted {
  return {
    classId: input.classId,
    kind: "active",
    slotIds: input.slotIds,
    startsOn: input.startsOn,
    endsOn: null,
    sessionId: input.sessionId,
  };
}

/** The students of what is to be moved, as the database knows them. */
function studentsOf(ids: readonly string[]): SQL {
  return sql`(select json_group_array(student_id) from enrollments
    where id in (select value from json_each(${JSON.stringify(ids)})))`;
}

/** Those whose successor lives: one transfer at a time. */
function pendingQuery(ids: readonly string[]): Query<{ id: string }> {
  return select(
    { id: sql<string>`e.id` },
    sql`from json_each(${JSON.stringify(ids)}) j cross join enrollments e on e.id = j.value
      cross join enrollments n on n.id = e.transferred_to_id and n.deleted_at is null`,
  );
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function changedMeanwhile(row: EnrollmentInReach): Conflict {
  return new Conflict(
    "changed_meanwhile",
    `Somebody else changed the enrollment of ${row.studentName} meanwhile. Look at the current state and try again.`,
  );
}

function overlapping(): Precondition {
  return new Precondition("overlap", "The old enrollment must end before the new one begins.", [
    { path: "lastDayOn", message: "Choose a day before the first one in the new class" },
  ]);
}
