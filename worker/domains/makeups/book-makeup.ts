import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { guardEnrollment, lostTheRace, MAX_TRIES } from "../enrollments/enroll-group.ts";
import { overriddenBy, type Plan, planEnrollment, unresolved } from "../enrollments/plan-enrollment.ts";
import { overridables } from "../enrollments/schemas.ts";
import { type Wanted, wantedQueries } from "../enrollments/wanted-place.ts";
import { studentQueries } from "../enrollments/wanted-students.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import type { BookMakeupInput } from "./schemas.ts";
import type { BookMakeupOutcome } from "./shapes.ts";
import { moveToken, type StoredToken } from "./token-moves.ts";
import { availableTokens, requestedToken } from "./token-queries.ts";
import { inSpendOrder, isUsable, paysFor } from "./token-rules.ts";

type Refused = Exclude<BookMakeupOutcome, { outcome: "booked" }>;

/**
 * Books a makeup: one day in another class, paid with a token or, with a right of its own, without one. A lost race for
 * the place or the token is decided again over what the other left. `requestedTokenId`: one that a request of the
 * family keeps back, which pays here. @throws NotFound, Forbidden
 */
export async function bookMakeup(
  ctx: Context,
  input: BookMakeupInput,
  requestedTokenId?: string,
): Promise<BookMakeupOutcome> {
  requireRight(ctx, "enrollments", "full");
  for (let tries = 1; ; tries += 1) {
    try {
      return await bookOnce(ctx, input, requestedTokenId);
    } catch (error) {
      if (tries === MAX_TRIES || !isLost(error)) throw error;
    }
  }
}

function isLost(error: unknown): boolean {
  if (error instanceof GuardFailed && error.guard === "token_left") return true;
  return lostTheRace(error) || (error instanceof Conflict && error.code.endsWith("_meanwhile"));
}

async function bookOnce(
  ctx: Context,
  input: BookMakeupInput,
  requestedTokenId: string | undefined,
): Promise<BookMakeupOutcome> {
  const { classId, studentId, onDate } = input;
  const wanted: Wanted = {
    ...{ classId, kind: "makeup", slotIds: null, startsOn: onDate, endsOn: onDate, sessionId: null },
  };
  const found = await read(ctx, {
    ...wantedQueries(ctx, wanted),
    ...studentQueries([studentId], classId, ctx.nowMs),
    tokens: requestedTokenId ? requestedToken(studentId, requestedTokenId) : availableTokens(studentId),
    rules: rulesQuery(),
  });
  const plan = planEnrollment(ctx, wanted, [studentId], found, { hasToken: true });
  const mayExceed = input.isOverride && plan.mayOverride;
  const refused = refusal(ctx, input, plan, rulesOf(found.rules).makeups, mayExceed);
  if (refused) return refused;
  const token = tokenFor(ctx, input, plan, found.tokens, mayExceed);
  if (token === undefined) return { outcome: "no_token", message: NO_TOKEN };
  return book(ctx, input, plan, token);
}

const NO_TOKEN = "The student has no makeup token that pays for this meeting.";

/** Why it cannot be booked, in order of precedence. */
function refusal(
  ctx: Context,
  { onDate, isOverride }: BookMakeupInput,
  plan: Plan,
  rules: MakeupRules,
  mayExceed: boolean,
): Refused | null {
  const student = plan.students[0]!;
  const overrides = isOverride ? overridables : [];
  const left = unresolved(plan, [...plan.obstacles, ...student.obstacles], overrides);
  const has = (...codes: string[]) => left.find(({ code }) => codes.includes(code));
  if (plan.meetings.length === 0 || has("no_meeting_that_day")) {
    return { outcome: "no_meeting", message: "The class does not meet on that day." };
  }
  const until = addDays(today(ctx), rules.bookAheadDays);
  if (onDate < today(ctx) || onDate > until) {
    const message = `Makeups can be booked from today up to ${rules.bookAheadDays} days ahead.`;
    return { outcome: "outside_window", message, until };
  }
  const already = has("already_enrolled", "waits_already");
  const problems = left.filter((one) => one !== already).map(({ text }) => text);
  if (problems.length > 0) {
    return { outcome: "not_eligible", message: "This class does not fit the student.", problems };
  }
  if (already) return { outcome: "already_enrolled", message: `${already.text}.` };
  if (plan.openings < 1 && !mayExceed) {
    return { outcome: "class_full", message: "There is no place left in this meeting." };
  }
  return null;
}

/** The token that pays; null: none is wanted. Undefined: none is there. @throws NotFound, Forbidden */
function tokenFor(
  ctx: Context,
  { tokenId, onDate }: BookMakeupInput,
  { target }: Plan,
  tokens: readonly StoredToken[],
  mayExceed: boolean,
): StoredToken | null | undefined {
  const { locationId, programId } = target;
  if (tokenId === null) {
    requireRight(ctx, "makeup_without_token", "full", locationId);
    return null;
  }
  const place = { onDate, locationId, programId };
  const fits = tokens.filter((token) => {
    // One that was asked for is kept back for this very booking.
    const free = { ...token, state: "available" } as const;
    return mayExceed ? isUsable(free, onDate) : paysFor(free, place);
  });
  return tokenId === undefined ? inSpendOrder(fits)[0] : fits.find(({ id }) => id === tokenId);
}

async function book(
  ctx: Context,
  input: BookMakeupInput,
  plan: Plan,
  token: StoredToken | null,
): Promise<BookMakeupOutcome> {
  const student = plan.students[0]!;
  const id = newId("enrollment", ctx.nowMs);
  const isOverCapacity = plan.openings < 1;
  const change = new Change(ctx, {
    action: "makeups.book",
    summary: `Booked a makeup for ${student.name} in ${plan.target.name} on ${input.onDate}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("enrollments", {
    id,
    studentId: student.id,
    classId: plan.target.id,
    kind: "makeup",
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    slotIds: plan.slotIds === null ? null : [...plan.slotIds],
    sessionId: plan.sessionId,
    note: input.note,
    isOverCapacity,
    overridden: overriddenBy([...plan.obstacles, ...student.obstacles], isOverCapacity),
  });
  if (token !== null) {
    moveToken(ctx, change, token, "expended", { enrollmentId: id });
    guardToken(change, token, input.onDate);
  }
  guardEnrollment(ctx, change, plan, [{ id, student, isOverCapacity }]);
  const outcome = { outcome: "booked", enrollmentId: id, tokenId: token?.id ?? null } as const;
  return { ...outcome, change: await commit(ctx, change, outcome) };
}

/** The token is there and unspent, by its state and by its ledger, at the moment it is spent. */
function guardToken(change: Change, { id, state }: StoredToken, onDate: string): void {
  const left = state === "pending" ? 0 : 1;
  change.guard(
    "token_left",
    sql`exists (select 1 from makeup_tokens t where t.id = ${id} and t.deleted_at is null and t.state = ${state}
      and (t.expires_on is null or t.expires_on >= ${onDate})
      and (select sum(n.delta) from makeup_entries n where n.token_id = t.id and n.deleted_at is null) = ${left})`,
  );
}
