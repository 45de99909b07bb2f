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

/**
 * The fees that fall due with lines which enroll: of the students in them and of the family, as if they were enrolled
 * already. What is due for somebody else is the run's to charge. Pure.
 */
export function planFees(
  ctx: Context,
  familyId: string,
  lines: readonly PlannedLine[],
  facts: AnniversaryFacts,
): DueFee[] {
  const joining = lines.filter(({ asked: { kind } }) => kind === "active");
  if (joining.length === 0) return [];
  const dueThrough = [today(ctx), ...joining.map(({ plan }) => plan.startsOn)].sort().at(-1)!;
  const members = [...facts.members, ...joining.map((line) => memberOf(familyId, line))].sort((a, b) =>
    a.firstOn < b.firstOn ? -1 : 1,
  );
  const students = new Set(joining.map((line) => line.asked.studentId));
  const programs = new Set(joining.map((line) => line.plan.target.programId));
  return planAnniversary(asked(ctx, dueThrough), { ...facts, members }).filter(
    (due) =>
      due.netMinor > 0 &&
      (due.studentId === null || students.has(due.studentId)) &&
      (due.fee.programId === null || programs.has(due.fee.programId)),
  );
}

function memberOf(familyId: string, { asked: line, plan, studentName }: PlannedLine): Membership {
  return {
    familyId,
    studentId: line.studentId,
    studentName,
    programId: plan.target.programId,
    locationId: plan.target.locationId,
    firstOn: plan.startsOn,
    isCurrent: 1,
  };
}
