import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { oneEnrollment, placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Committed } from "../../kernel/committed.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import {
  type BillingFields,
  billingFields,
  billingQueries,
  explainBilling,
  guardBilling,
} from "../tuition/enrollment-billing.ts";
import { livingHold } from "./holds.ts";
import {
  overriddenBy,
  type Plan,
  type PlannedStudent,
  planEnrollment,
  unresolved,
} from "./plan-enrollment.ts";
import type { EnrollGroupInput } from "./schemas.ts";
import type { EnrollGroupOutcome, Obstacle } from "./shapes.ts";
import { wantedQueries } from "./wanted-place.ts";
import { stillThere, studentQueries } from "./wanted-students.ts";

/** How often an enrollment that lost a race looks again before it gives up. */
export const MAX_TRIES = 4;

/** What became of each, and what the screen must know of the class. */
export interface Enrolled {
  readonly plan: Plan;
  readonly students: readonly (
    | {
        readonly student: PlannedStudent;
        readonly outcome: "enrolled";
        readonly id: string;
        readonly isOverCapacity: boolean;
      }
    | { readonly student: PlannedStudent; readonly outcome: "full" }
    | {
        readonly student: PlannedStudent;
        readonly outcome: "refused";
        readonly obstacles: readonly Obstacle[];
      }
  )[];
  readonly change: Committed | null;
}

/** Enrolls many students in one class: as many as there are places, in the order given, as one change. */
export async function enrollGroup(ctx: Context, input: EnrollGroupInput): Promise<EnrollGroupOutcome> {
  return groupOutcome(await enrollStudents(ctx, input, (done) => groupOutcome(done)));
}

function groupOutcome({ plan, students, change }: Enrolled): EnrollGroupOutcome {
  return {
    students: students.map(({ student, ...rest }) => {
      const who = { studentId: student.id, name: student.name };
      if (rest.outcome === "enrolled") return { ...who, outcome: rest.outcome, id: rest.id };
      return { ...who, ...rest };
    }),
    queueLength: plan.queueLength,
    change,
    mayOverride: plan.mayOverride,
  };
}

/** `answerOf`: what a repeated request is answered, given what is about to be committed. */
export async function enrollStudents(
  ctx: Context,
  input: EnrollGroupInput,
  answerOf: (done: Enrolled) => object,
): Promise<Enrolled> {
  requireRight(ctx, "enrollments", "full");
  for (let tries = 1; ; tries++) {
    const found = await read(ctx, {
      ...wantedQueries(ctx, input),
      ...studentQueries(input.studentIds, input.classId, ctx.nowMs),
      hold: livingHold(ctx, input.holdId),
      ...billingQueries(input.billing, sql`${input.classId}`),
    });
    const plan = planEnrollment(ctx, input, input.studentIds, found);
    const students = decide(plan, input);
    const done = { plan, students, change: null };
    if (!students.some((one) => one.outcome === "enrolled")) return done;
    const billing = input.billing && billingFields(ctx, input.billing, found, { kind: input.kind });
    const change = changeOf(ctx, plan, { ...input, fields: billing ?? {} }, students, found.hold[0]);
    if (billing) guardBilling(change, billing);
    try {
      return { ...done, change: await commit(ctx, change, answerOf(done)) };
    } catch (error) {
      if (!(lostTheRace(error) && tries < MAX_TRIES)) throw explainBilling(error);
    }
  }
}

/** Somebody else took the place, enrolled the student, or deleted something: worth another look. */
export function lostTheRace(error: unknown): boolean {
  return (
    error instanceof GuardFailed &&
    ["place_left", "one_enrollment", "row_living", "queue_turn"].includes(error.guard)
  );
}

function decide(plan: Plan, { overrides }: EnrollGroupInput): Enrolled["students"] {
  let places = Math.max(0, plan.openings);
  const mayExceed = plan.mayOverride && overrides.includes("capacity");
  return plan.students.map((student) => {
    const obstacles = unresolved(plan, [...plan.obstacles, ...student.obstacles], overrides);
    if (obstacles.length > 0) return { student, outcome: "refused", obstacles };
    if (places < 1 && !mayExceed) return { student, outcome: "full" };
    places -= 1;
    return { student, outcome: "enrolled", id: newId("enrollment"), isOverCapacity: places < 0 };
  });
}

function changeOf(
  ctx: Context,
  plan: Plan,
  input: EnrollGroupInput & { readonly fields: Partial<BillingFields> },
  decided: Enrolled["students"],
  hold: Row<"placeHolds"> | undefined,
): Change {
  const enrolled = decided.filter((one) => one.outcome === "enrolled");
  const who = enrolled.length === 1 ? enrolled[0]!.student.name : `${enrolled.length} students`;
  const change = new Change(ctx, {
    action: "enrollments.create",
    summary: `Enrolled ${who} in ${plan.target.name}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  for (const { id, student, isOverCapacity } of enrolled) {
    change.insert("enrollments", {
      id,
      studentId: student.id,
      classId: plan.target.id,
      kind: input.kind,
      startsOn: plan.startsOn,
      endsOn: plan.endsOn,
      slotIds: plan.slotIds === null ? null : [...plan.slotIds],
      sessionId: plan.sessionId,
      note: input.note,
      ...input.fields,
      isOverCapacity,
      overridden: overriddenBy([...plan.obstacles, ...student.obstacles], isOverCapacity),
    });
  }
  if (hold) change.update("placeHolds", hold, { releasedAt: ctx.nowMs });
  guardEnrollment(ctx, change, plan, enrolled);
  return change;
}

/** What must hold when the batch is done. */
export function guardEnrollment(
  ctx: Context,
  change: Change,
  plan: Plan,
  enrolled: readonly {
    readonly id: string;
    readonly student: { readonly id: string };
    readonly isOverCapacity: boolean;
  }[],
): void {
  const studentIds = enrolled.map((one) => one.student.id);
  change.guard("row_living", stillThere(studentIds, plan.target.id, plan.slotIds));
  const ids = enrolled.map((one) => one.id);
  change.ensure("one_enrollment", oneEnrollment(ids, ctx.nowMs));
  // Who was let in over capacity goes below what was seen by exactly that much, and not by what others took meanwhile.
  const seen = Math.min(...plan.slots.map((slot) => slot.free - slot.claimed));
  const floor = enrolled.some((one) => one.isOverCapacity) ? seen - enrolled.length : 0;
  const taken = { classId: plan.target.id, slotIds: plan.slotIds, from: plan.startsOn, to: plan.endsOn };
  change.ensure("place_left", placesKept([taken], { kind: "queue" }, ctx.nowMs, floor));
}
