import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { type Context, type GuardianActor, lend } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { isAskedFor } from "../online-activity/own-requests.ts";
import type { PermissionMode } from "../portal-settings/schemas.ts";
import type { Proposals } from "../re-rating/shapes.ts";
import { type EnrollmentInReach, enrollmentsInReach } from "./enrollment-rows.ts";
import type { OwnMoney } from "./own-shapes.ts";

/** What a family's act on an enrollment needs of the office: the enrollment, and the bill that follows it. */
export const lendEnrollment = (ctx: Context<GuardianActor>) => lend(ctx, "enrollments", "charges", "credits");

/** An enrollment, whole, to be taken by `expectOwn`. */
export const enrollmentRows = (ctx: Context<GuardianActor>, id: string): Query<EnrollmentInReach> =>
  enrollmentsInReach(lendEnrollment(ctx), [id]);

/** The family's own enrollment; another family's is not found. @throws NotFound, Conflict `changed_meanwhile` */
export function expectOwn(
  ctx: Context<GuardianActor>,
  rows: readonly EnrollmentInReach[],
  version?: number,
): EnrollmentInReach {
  const row = rows[0];
  if (!row || row.familyId !== ctx.actor.familyId) throw new NotFound("enrollment");
  if (version === undefined || row.version === version) return row;
  throw new Conflict(
    "changed_meanwhile",
    "This enrollment was changed meanwhile. Look at it as it is now and try again.",
  );
}

/** Whether the school has yet to answer a request of that kind. */
export function pendingQuery(
  ctx: Context<GuardianActor>,
  kind: "drop_request" | "transfer_request",
  enrollmentId: string,
): Query<{ asked: boolean }> {
  return select({ asked: flag(isAskedFor(ctx, kind, sql`a.enrollment_id = ${enrollmentId}`)) }, sql``);
}

/** @throws Precondition when the school does not let families do this */
export function requireMode(mode: PermissionMode, what: string): asserts mode is "request" | "auto" {
  if (mode !== "off") return;
  throw new Precondition("not_offered", `Families cannot ${what} here. Please get in touch with the school.`);
}

/** The same request of another guardian, a moment earlier. */
export function askedAlready(error: unknown): unknown {
  if (!(error instanceof UniqueViolation && error.columns[0]?.startsWith("activity_items."))) return error;
  return waitsAlready();
}

export function waitsAlready(): Conflict {
  return new Conflict(
    "asked_already",
    "You have asked for this already. The school will answer; you can withdraw the request until then.",
  );
}

export function ownMoney(money: readonly Proposals[]): OwnMoney {
  const sum = (key: "chargeMinor" | "creditMinor") => money.reduce((total, one) => total + one[key], 0);
  const lines = money.flatMap((family) => family.lines);
  return {
    chargeMinor: sum("chargeMinor"),
    creditMinor: sum("creditMinor"),
    lines: lines.map(({ month, description, billedMinor, nowMinor, differenceMinor, explanation }) => ({
      ...{ month, description, billedMinor, nowMinor, differenceMinor, explanation },
    })),
  };
}
