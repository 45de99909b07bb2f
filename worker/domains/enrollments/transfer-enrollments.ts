import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { attendanceCovered, oneEnrollment, placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
import { bookedSums, bookedWords } from "../re-rating/book-re-rating.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { lostTheRace, MAX_TRIES } from "./enroll-group.ts";
import { attendanceTaken } from "./enrollment-rows.ts";
import { fullOutcome, overriddenBy, type Plan, refusedOutcome, unresolved } from "./plan-enrollment.ts";
import { type PlannedMove, planTransfer } from "./plan-transfer.ts";
import type { TransferInput } from "./schemas.ts";
import type { Obstacle } from "./shapes.ts";
import {
  bookTransferMoney,
  type ChosenMoney,
  chosenMoney,
  isRemoved,
  nothingMoreBilled,
} from "./transfer-money.ts";
import type { TransferOutcome } from "./transfer-shapes.ts";
import { stillThere } from "./wanted-students.ts";

interface Move extends PlannedMove {
  readonly newId: string;
}

/**
 * Moves enrollments into another class, or into other slots of the same, as one change: each ends the day before the
 * new one begins or earlier if asked for, so the two never overlap. All of them are moved, or none. What that changes
 * of bills that were written is charged and credited with it, as far as it was left ticked.
 * @throws NotFound, Conflict `changed_meanwhile` | `attendance_taken`, Precondition `overlap`
 */
export async function transferEnrollments(ctx: Context, input: TransferInput): Promise<TransferOutcome> {
  requireRight(ctx, "enrollments", "full");
  for (let tries = 1; ; tries++) {
    const { plan, moves: planned } = await planTransfer(ctx, input);
    const refused = refusals(plan, planned, input);
    if (refused) return refused;
    const lacks = planned.length > Math.max(0, plan.openings);
    const isOver = lacks && plan.mayOverride && input.overrides.includes("capacity");
    const isWithin = movesWithin(plan, planned);
    if (lacks && !isOver && !isWithin) return fullOutcome(plan);
    const moves = named(ctx, planned);
    const money = await chosenMoney(ctx, plan, moves, input.money);
    if (money === null) return moneyChanged();
    const change = changeOf(ctx, plan, moves, input, isOver, money);
    await bookTransferMoney(ctx, change, money);
    const ids = moves.map((move) => move.newId);
    try {
      return {
        outcome: "transferred",
        ids,
        change: await commit(ctx, change, { outcome: "transferred", ids }),
      };
    } catch (error) {
      if (error instanceof GuardFailed && error.guard === "not_billed") return moneyChanged();
      if (isWithin && error instanceof GuardFailed && error.guard === "place_left") return fullOutcome(plan);
      if (!(lostTheRace(error) && tries < MAX_TRIES)) throw explain(error);
    }
  }
}

/** Ids sort by their time: so the new ones are in the order of the old ones, which prices may hang on. */
function named(ctx: Context, moves: readonly PlannedMove[]): Move[] {
  const order = moves.map(({ row }) => row.id).sort();
  return moves.map((move) => ({
    ...move,
    newId: newId("enrollment", ctx.nowMs + order.indexOf(move.row.id)),
  }));
}

function moneyChanged(): TransferOutcome {
  const message = "What was billed has changed meanwhile. Nobody was moved. Look at the amounts again.";
  return { outcome: "changed_meanwhile", message };
}

/** Who changes slots within the class leaves a place behind, which only the guard can see. */
function movesWithin(plan: Plan, moves: readonly PlannedMove[]): boolean {
  return moves.some((move) => move.row.classId === plan.target.id);
}

function refusals(plan: Plan, moves: readonly PlannedMove[], input: TransferInput): TransferOutcome | null {
  const general = unresolved(plan, plan.obstacles, input.overrides);
  const own = moves.map((move) => ({ move, left: unresolved(plan, move.obstacles, input.overrides) }));
  const refused = own.filter((one) => one.left.length > 0);
  if (general.length === 0 && refused.length === 0) return null;
  const all: Obstacle[] = [...general, ...refused.flatMap((one) => one.left)];
  return { ...refusedOutcome(plan, all), enrollmentIds: refused.map(({ move }) => move.row.id) };
}

function changeOf(
  ctx: Context,
  plan: Plan,
  moves: readonly Move[],
  input: TransferInput,
  isOver: boolean,
  money: ChosenMoney,
): Change {
  const who = moves.length === 1 ? moves[0]!.row.studentName : `${moves.length} students`;
  const from = [...new Set(moves.map((move) => move.row.className))].join(", ");
  const change = new Change(ctx, {
    action: "enrollments.transfer",
    summary: `Transferred ${who} from ${from} to ${plan.target.name}, from ${plan.startsOn} on${moneyWords(ctx, money)}`,
    right: "enrollments",
    // What is booked stays: a transfer back proposes the difference the other way round.
    undoMs: money.length === 0 ? UNDO_MS.ordinary : UNDO_MS.none,
  });
  for (const move of moves) addNew(change, plan, move, input, isOver);
  for (const move of moves) endOld(change, move);
  const ids = moves.map((move) => move.newId);
  const oldIds = moves.map((move) => move.row.id);
  const studentIds = moves.map((move) => move.row.studentId);
  change.guard("row_living", stillThere(studentIds, plan.target.id, plan.slotIds));
  change.guard("not_billed", nothingMoreBilled(moves));
  change.ensure("one_enrollment", oneEnrollment(ids, ctx.nowMs));
  change.ensure("no_attendance", attendanceCovered(oldIds));
  const taken = moves.map((move) => ({
    classId: plan.target.id,
    slotIds: plan.slotIds,
    from: plan.startsOn,
    to: move.endsOn,
  }));
  const seen = Math.min(...plan.slots.map((slot) => slot.free - slot.claimed));
  change.ensure(
    "place_left",
    placesKept(taken, { kind: "queue" }, ctx.nowMs, isOver ? seen - moves.length : 0),
  );
  for (const classId of new Set(moves.map((move) => move.row.classId))) servesWaitlist(change, classId);
  return change;
}

function addNew(change: Change, plan: Plan, move: Move, input: TransferInput, isOver: boolean): void {
  const { row } = move;
  const student = plan.students.find((one) => one.id === row.studentId)!;
  change.insert("enrollments", {
    id: move.newId,
    studentId: row.studentId,
    classId: plan.target.id,
    kind: "active",
    startsOn: plan.startsOn,
    endsOn: move.endsOn,
    slotIds: plan.slotIds === null ? null : [...plan.slotIds],
    sessionId: plan.sessionId,
    note: input.note,
    isOverCapacity: isOver,
    overridden: overriddenBy([...plan.obstacles, ...student.obstacles], isOver),
    transferredFromId: row.id,
    ...(row.droppedAt === null || move.endsOn === null
      ? {}
      : { droppedAt: row.droppedAt, dropReasonId: row.dropReasonId, dropNote: row.dropNote }),
  });
}

function endOld(change: Change, move: Move): void {
  const { row, lastDayOn, newId: successor } = move;
  if (isRemoved(move)) change.remove("enrollments", row);
  else {
    change.update("enrollments", row, {
      endsOn: lastDayOn,
      transferredToId: successor,
      droppedAt: null,
      dropReasonId: null,
      dropNote: null,
    });
  }
}

function moneyWords(ctx: Context, money: ChosenMoney): string {
  if (money.length === 0) return "";
  return `; ${bookedWords(ctx, bookedSums(money.flatMap(({ lines }) => lines)))}`;
}

function explain(error: unknown): unknown {
  const told = moneyConflict(error);
  if (told) return told;
  if (!(error instanceof GuardFailed)) return error;
  if (error.guard === "no_attendance") return attendanceTaken();
  return new Conflict("changed_meanwhile", "Others changed these classes at the same moment. Try again.");
}
