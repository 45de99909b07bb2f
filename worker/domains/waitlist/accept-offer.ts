import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { oneEnrollment, placesKept } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import {
  overriddenBy,
  type Plan,
  planEnrollment,
  refusedOutcome,
  unresolved,
} from "../enrollments/plan-enrollment.ts";
import { type Wanted, wantedQueries } from "../enrollments/wanted-place.ts";
import { stillThere, studentQueries } from "../enrollments/wanted-students.ts";
import { lastDay } from "./decline-wait.ts";
import { expectEntry, waitChange } from "./entry-writes.ts";
import { notNow } from "./offer-place.ts";
import { stateOf, type WaitEntry } from "./queue.ts";
import type { AcceptInput } from "./schemas.ts";
import type { AcceptOutcome } from "./shapes.ts";

/**
 * Takes the place for a family: a new active enrollment replaces the entry. With an offer that has not run out the
 * place is theirs; without one it is whoever's turn it is.
 * @throws NotFound, Conflict `not_waiting` | `changed_meanwhile`
 */
export async function acceptOffer(ctx: Context, id: string, input: AcceptInput): Promise<AcceptOutcome> {
  requireRight(ctx, "enrollments", "full");
  const entry = await expectEntry(ctx, id, input.version, ["queued", "offered", "expired"]);
  const wanted: Wanted = {
    classId: entry.classId,
    kind: "active",
    slotIds: entry.slotIds,
    startsOn: input.startsOn ?? ([entry.startsOn, today(ctx)].sort()[1] as string),
    endsOn: null,
    sessionId: null,
  };
  const found = await read(ctx, {
    ...wantedQueries(ctx, wanted),
    ...studentQueries([entry.studentId], entry.classId, ctx.nowMs),
  });
  const plan = planEnrollment(ctx, wanted, [entry.studentId], found, { replacedIds: [id] });
  const obstacles = [...plan.obstacles, ...plan.students[0]!.obstacles];
  const left = unresolved(plan, obstacles, input.overrides);
  if (left.length > 0) return refusedOutcome(plan, left);
  try {
    return await take(ctx, plan, entry, false);
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    if (error.guard === "one_enrollment") throw enrolledMeanwhile(entry);
    if (error.guard !== "place_left" && error.guard !== "queue_turn") throw error;
    if (plan.mayOverride && input.overrides.includes("capacity")) return take(ctx, plan, entry, true);
    return notNow(ctx, id, 1);
  }
}

async function take(
  ctx: Context,
  plan: Plan,
  entry: WaitEntry,
  isOverCapacity: boolean,
): Promise<AcceptOutcome> {
  const id = newId("enrollment");
  const change = waitChange(
    ctx,
    "accept",
    `Enrolled ${entry.studentName} in ${plan.target.name} from the waitlist`,
  );
  change.insert("enrollments", {
    id,
    studentId: entry.studentId,
    classId: entry.classId,
    kind: "active",
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    slotIds: plan.slotIds === null ? null : [...plan.slotIds],
    sessionId: plan.sessionId,
    note: entry.note,
    isOverCapacity,
    overridden: overriddenBy([...plan.obstacles, ...plan.students[0]!.obstacles], isOverCapacity),
  });
  change.update("enrollments", entry, { waitState: "accepted", endsOn: lastDay(ctx, entry) });
  change.guard("row_living", stillThere([entry.studentId], entry.classId, plan.slotIds));
  change.ensure("one_enrollment", oneEnrollment([id], ctx.nowMs));
  if (!isOverCapacity) guardTurn(ctx, change, plan, entry);
  const outcome = { outcome: "enrolled", id, isOverCapacity } as const;
  return { ...outcome, change: await commit(ctx, change, outcome) };
}

/** An offer is a promise; without one, everybody ahead comes first. */
function guardTurn(ctx: Context, change: Change, plan: Plan, entry: WaitEntry): void {
  const taken = [{ classId: entry.classId, slotIds: plan.slotIds, from: plan.startsOn, to: plan.endsOn }];
  if (stateOf(entry, ctx.nowMs) === "offered") {
    change.ensure("place_left", placesKept(taken, { kind: "offers" }, ctx.nowMs));
  } else {
    const turn = { kind: "ahead", id: entry.id, rank: entry.waitRank ?? 0 } as const;
    change.ensure("queue_turn", placesKept(taken, turn, ctx.nowMs));
  }
}

function enrolledMeanwhile(entry: WaitEntry): Conflict {
  return new Conflict("changed_meanwhile", `${entry.studentName} was enrolled in this class meanwhile.`);
}
