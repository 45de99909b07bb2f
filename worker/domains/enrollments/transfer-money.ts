import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { firstDayOfMonth } from "../../../tenant-schema/dates.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import { bookReRating, chosenLines } from "../re-rating/book-re-rating.ts";
import type { ReRated } from "../re-rating/plan-re-rating.ts";
import { readPlannedReRatings } from "../re-rating/planned-re-rating.ts";
import type { FamilyReRating } from "../re-rating/read-re-rating.ts";
import type { Plan } from "./plan-enrollment.ts";
import type { PlannedMove } from "./plan-transfer.ts";
import type { TransferInput } from "./schemas.ts";

/** A line that was charged for an enrollment and stands. */
export interface StandingLine {
  readonly id: string;
  readonly enrollmentId: string;
  /** Priced by a tariff for a month that is still re-rated: the difference is proposed, so it is never left behind. */
  readonly isReRated: boolean;
}

export function standingLines(ctx: Context, enrollmentIds: readonly string[]): Query<StandingLine> {
  return select(
    {
      id: sql<string>`l.id`,
      enrollmentId: sql<string>`l.enrollment_id`,
      isReRated: flag(sql`l.kind = 'tuition' and l.period_from >= ${firstDayOfMonth(today(ctx))}
        and c.rules_id is not null`),
    },
    sql`from json_each(${JSON.stringify(enrollmentIds)}) j cross join charge_lines l on l.enrollment_id = j.value
      and l.voided_on is null and l.deleted_at is null cross join charges c on c.id = l.charge_id`,
  );
}

/** What had not begun by then will never have been; it cannot end before its first day. */
export function isRemoved({ row, lastDayOn }: PlannedMove): boolean {
  return lastDayOn < row.startsOn;
}

/** Holds as long as nothing was charged meanwhile for what the transfer removes. */
export function nothingMoreBilled(moves: readonly PlannedMove[]): SQL {
  const removed = moves.filter(isRemoved);
  const seen = removed.flatMap((move) => move.standing.map(({ id }) => id));
  return sql`not exists (select 1 from json_each(${JSON.stringify(removed.map(({ row }) => row.id))}) j
    cross join charge_lines l on l.enrollment_id = j.value and l.voided_on is null and l.deleted_at is null
    where l.id not in (select value from json_each(${JSON.stringify(seen)})))`;
}

/** The new enrollment of a move as the preview names it, before it has an id. */
const successorOf = (oldId: string) => `new:${oldId}`;

/** What the moves change of bills that were written; `idOf` names the new enrollments. */
export async function transferMoney(
  ctx: Context,
  plan: Plan,
  moves: readonly PlannedMove[],
  idOf: (move: PlannedMove) => string = ({ row }) => successorOf(row.id),
): Promise<FamilyReRating[]> {
  const familyIds = [...new Set(moves.map(({ row }) => row.familyId))];
  return readPlannedReRatings(ctx, familyIds, {
    ended: moves.map((move) => ({ id: move.row.id, endsOn: isRemoved(move) ? null : move.lastDayOn })),
    begun: moves.map((move) => ({
      id: idOf(move),
      studentId: move.row.studentId,
      classId: plan.target.id,
      startsOn: plan.startsOn,
      endsOn: move.endsOn,
      slotIds: plan.slotIds,
      createdAtMs: ctx.nowMs,
    })),
  });
}

export type ChosenMoney = readonly { readonly family: FamilyReRating; readonly lines: readonly ReRated[] }[];

/** The lines that were left ticked, as they are now; null when one of them is not what was shown. */
export async function chosenMoney(
  ctx: Context,
  plan: Plan,
  moves: readonly (PlannedMove & { readonly newId: string })[],
  asked: TransferInput["money"],
): Promise<ChosenMoney | null> {
  if (asked.length === 0) return [];
  const newIds = new Map(moves.map(({ row, newId }) => [successorOf(row.id), newId]));
  const ids = new Map(moves.map(({ row, newId }) => [row.id, newId]));
  const families = await transferMoney(ctx, plan, moves, ({ row }) => ids.get(row.id)!);
  const named = asked.map((line) => ({
    ...line,
    enrollmentId: newIds.get(line.enrollmentId) ?? line.enrollmentId,
  }));
  const chosen: { family: FamilyReRating; lines: ReRated[] }[] = [];
  for (const family of families) {
    const own = named.filter(({ familyId }) => familyId === family.familyId);
    const lines = chosenLines(family.lines, { lines: own });
    if (lines === null) return null;
    if (lines.length > 0) chosen.push({ family, lines });
  }
  const found = chosen.reduce((count, { lines }) => count + lines.length, 0);
  return found === asked.length ? chosen : null;
}

export async function bookTransferMoney(ctx: Context, change: Change, money: ChosenMoney): Promise<void> {
  for (const { family, lines } of money) await bookReRating(ctx, change, family, lines);
}
