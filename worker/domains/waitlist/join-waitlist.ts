import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { oneEnrollment } from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { obstacle } from "../enrollments/obstacles.ts";
import type { Obstacle } from "../enrollments/shapes.ts";
import { classInReach, queueQuery } from "../enrollments/wanted-place.ts";
import {
  expectStudents,
  rivalCodes,
  rivalsOf,
  stillThere,
  studentQueries,
  type WantedStudent,
} from "../enrollments/wanted-students.ts";
import type { JoinInput } from "./schemas.ts";
import { servesNewcomer } from "./serve-effect.ts";
import type { JoinedStudent, JoinOutcome } from "./shapes.ts";

/** Ranks leave room between two entries, so that somebody can be put between them. */
export const RANKS_PER_MS = 1000;

interface Joining {
  readonly student: WantedStudent;
  readonly obstacles: readonly Obstacle[];
  readonly id: string;
}

/** What was read of a class and of those who want to wait for it. */
export interface JoinFacts {
  readonly target: Row<"classes">;
  readonly slots: readonly { readonly id: string }[];
  readonly queue: { readonly length: number; readonly lastRank: number };
  readonly students: readonly WantedStudent[];
  readonly existing: Parameters<typeof rivalsOf>[0];
}

/**
 * Puts students at the end of a class's waitlist, whether or not they fit the class today.
 * @throws NotFound, Conflict `changed_meanwhile`
 */
export async function joinWaitlist(ctx: Context, input: JoinInput): Promise<JoinOutcome> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    target: classInReach(ctx, input.classId, "full"),
    queue: queueQuery(ctx, input.classId),
    slots: select(
      { id: sql<string>`s.id` },
      sql`from slots s where s.class_id = ${input.classId} and s.deleted_at is null`,
    ),
    ...studentQueries(input.studentIds, input.classId, ctx.nowMs),
  });
  const target = expectRow(found.target, "class");
  const { students, change } = planJoin(ctx, input, { ...found, target, queue: found.queue[0]! });
  if (change === null) return { students, change };
  try {
    return { students, change: await commit(ctx, change, { students }) };
  } catch (error) {
    if (!isEnrolledMeanwhile(error)) throw error;
    throw new Conflict(
      "changed_meanwhile",
      "Somebody enrolled one of these students at the same moment. Try again.",
    );
  }
}

export function isEnrolledMeanwhile(error: unknown): boolean {
  return error instanceof GuardFailed && error.guard === "one_enrollment";
}

/** Joining as one change, which is null when nobody can. Pure. @throws NotFound when a student is gone */
export function planJoin(
  ctx: Context,
  input: JoinInput,
  found: JoinFacts,
): { readonly students: readonly JoinedStudent[]; readonly change: Change | null } {
  const { target, queue } = found;
  const general = classObstacles(target, input, found.slots);
  const asked = expectStudents(input.studentIds, found.students).map((student): Joining => {
    const own = found.existing.filter((one) => one.studentId === student.id);
    const rivals = rivalsOf(own, { kind: "wait", startsOn: input.startsOn, endsOn: null });
    const obstacles = [...general, ...rivalCodes(rivals).map((code) => obstacle(code, student.name))];
    return { student, obstacles, id: newId("enrollment", ctx.nowMs) };
  });
  const joining = asked.filter((one) => one.obstacles.length === 0);
  const students = asked.map((one) => outcomeOf(one, joining, queue.length));
  if (joining.length === 0) return { students, change: null };
  const firstRank = Math.max(ctx.nowMs * RANKS_PER_MS, queue.lastRank + 1);
  return { students, change: changeOf(ctx, target, input, joining, firstRank) };
}

function classObstacles(
  target: Row<"classes">,
  input: JoinInput,
  slots: readonly { id: string }[],
): Obstacle[] {
  const known = new Set(slots.map((slot) => slot.id));
  const isMissing = input.slotIds?.some((id) => !known.has(id)) ?? false;
  return [
    ...(target.isArchived ? [obstacle("class_archived")] : []),
    ...(isMissing ? [obstacle("slot_missing")] : []),
  ];
}

function outcomeOf(one: Joining, joining: readonly Joining[], length: number): JoinedStudent {
  const who = { studentId: one.student.id, name: one.student.name };
  const place = joining.indexOf(one);
  if (place < 0) return { ...who, outcome: "refused", obstacles: one.obstacles };
  return { ...who, outcome: "waitlisted", id: one.id, position: length + place + 1 };
}

function changeOf(
  ctx: Context,
  target: Row<"classes">,
  input: JoinInput,
  joining: readonly Joining[],
  firstRank: number,
): Change {
  const who = joining.length === 1 ? joining[0]!.student.name : `${joining.length} students`;
  const change = new Change(ctx, {
    action: "waitlist.join",
    summary: `Put ${who} on the waitlist of ${target.name}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  joining.forEach(({ id, student }, i) => {
    change.insert("enrollments", {
      id,
      studentId: student.id,
      classId: target.id,
      kind: "wait",
      startsOn: input.startsOn,
      slotIds: input.slotIds,
      note: input.note,
      waitRank: firstRank + i,
      waitState: "queued",
      waitsForSiblings: input.waitsForSiblings,
    });
  });
  const studentIds = joining.map((one) => one.student.id);
  change.guard("row_living", stillThere(studentIds, target.id, input.slotIds));
  change.ensure(
    "one_enrollment",
    oneEnrollment(
      joining.map((one) => one.id),
      ctx.nowMs,
    ),
  );
  servesNewcomer(change, target.id);
  return change;
}
