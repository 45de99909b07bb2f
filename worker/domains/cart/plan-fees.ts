import { sql } from "drizzle-orm";
import { type Context, today } from "../../kernel/context.ts";
import {
  type AnniversaryFacts,
  anniversaryQueries,
  type Membership,
} from "../billing-runs/kinds/anniversary-queries.ts";
import { type DueFee, planAnniversary } from "../billing-runs/kinds/plan-anniversary.ts";
import type { AnniversaryInput } from "../billing-runs/schemas.ts";
import type { PlannedLine } from "./plan-line.ts";

/** A student who begins a class. */
export interface Joining {
  readonly studentId: string;
  readonly studentName: string;
  readonly startsOn: string;
  readonly programId: string | null;
  readonly locationId: string;
}

const TITLE = "Registration";
const FAR = "9999-12-31";

function asked(ctx: Context, dueThrough: string): AnniversaryInput {
  const chargeOn = today(ctx);
  return {
    kind: "anniversary",
    title: TITLE,
    dueThrough,
    chargeOn,
    dueOn: chargeOn,
    feeIds: [],
    locationIds: [],
  };
}

/** What registration and yearly fees of a family are decided by. */
export function feeQueries(ctx: Context, familyId: string) {
  return anniversaryQueries(asked(ctx, FAR), sql`select ${familyId} as id`);
}

/** The fees that fall due with lines which enroll. Pure. */
export function planFees(
  ctx: Context,
  familyId: string,
  lines: readonly PlannedLine[],
  facts: AnniversaryFacts,
): DueFee[] {
  const joining = lines
    .filter(({ asked: { kind } }) => kind === "active")
    .map(({ asked: { studentId }, plan: { startsOn, target }, studentName }) => ({
      ...{ studentId, studentName, startsOn },
      ...{ programId: target.programId, locationId: target.locationId },
    }));
  return feesOfJoining(ctx, familyId, joining, facts);
}

/**
 * The fees that fall due when students begin classes: their own and the family's, as if they were enrolled already.
 * What is due for somebody else is the run's to charge. Pure.
 */
export function feesOfJoining(
  ctx: Context,
  familyId: string,
  joining: readonly Joining[],
  facts: AnniversaryFacts,
): DueFee[] {
  if (joining.length === 0) return [];
  const dueThrough = [today(ctx), ...joining.map(({ startsOn }) => startsOn)].sort().at(-1)!;
  const members = [...facts.members, ...joining.map((one) => memberOf(familyId, one))].sort((a, b) =>
    a.firstOn < b.firstOn ? -1 : 1,
  );
  const students = new Set(joining.map(({ studentId }) => studentId));
  const programs = new Set(joining.map(({ programId }) => programId));
  return planAnniversary(asked(ctx, dueThrough), { ...facts, members }).filter(
    (due) =>
      due.netMinor > 0 &&
      (due.studentId === null || students.has(due.studentId)) &&
      (due.fee.programId === null || programs.has(due.fee.programId)),
  );
}

function memberOf(familyId: string, { startsOn, ...joining }: Joining): Membership {
  return { familyId, ...joining, firstOn: startsOn, isCurrent: 1 };
}
