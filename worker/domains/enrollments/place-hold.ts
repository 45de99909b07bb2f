import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { HOLD_MS } from "./holds.ts";
import { fullOutcome, type Plan, planEnrollment } from "./plan-enrollment.ts";
import type { HoldInput } from "./schemas.ts";
import type { HoldOutcome } from "./shapes.ts";
import { wantedQueries } from "./wanted-place.ts";
import { studentQueries } from "./wanted-students.ts";

/** Keeps a place for as long as a dialog is open; it is not counted any more when it has expired, swept or not. */
export async function placeHold(ctx: Context, input: HoldInput): Promise<HoldOutcome> {
  requireRight(ctx, "enrollments", "full");
  const wanted = { ...input, kind: "active" as const, sessionId: null };
  const studentIds = input.studentId === null ? [] : [input.studentId];
  const found = await read(ctx, {
    ...wantedQueries(ctx, wanted),
    ...studentQueries(studentIds, input.classId, ctx.nowMs),
  });
  const plan = planEnrollment(ctx, wanted, studentIds, found);
  if (plan.openings < 1) return fullOutcome(plan);
  const id = newId("placeHold", ctx.nowMs);
  const expiresAt = ctx.nowMs + HOLD_MS;
  try {
    const outcome = { outcome: "held", id, version: 1, expiresAt } as const;
    await commit(ctx, changeOf(ctx, plan, { ...input, id, expiresAt }), outcome);
    return outcome;
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "place_left") return fullOutcome(plan);
    throw error;
  }
}

function changeOf(
  ctx: Context,
  plan: Plan,
  hold: HoldInput & { readonly id: string; readonly expiresAt: number },
): Change {
  const change = new Change(ctx, {
    action: "holds.create",
    summary: `Holds a place in ${plan.target.name}`,
    right: "enrollments",
  });
  change.insert("placeHolds", {
    id: hold.id,
    classId: hold.classId,
    slotIds: hold.slotIds,
    studentId: hold.studentId,
    holderId: actorId(ctx.actor) ?? "",
    startsOn: hold.startsOn,
    endsOn: hold.endsOn,
    expiresAt: hold.expiresAt,
  });
  const { classId, slotIds, startsOn: from, endsOn: to } = hold;
  change.ensure("place_left", placesKept([{ classId, slotIds, from, to }], { kind: "queue" }, ctx.nowMs));
  return change;
}
