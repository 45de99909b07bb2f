import { newId } from "../../../tenant-schema/ids.ts";
import { oneEnrollment, placesKept, type TakenPlace } from "../../../tenant-schema/places-kept.ts";
import { Change } from "../../kernel/change.ts";
import { type Context, type GuardianActor, today } from "../../kernel/context.ts";
import { releasePlace } from "../cart/cart-writes.ts";
import type { CartPlan } from "../cart/plan-cart.ts";
import type { PlannedLine } from "../cart/plan-line.ts";
import { stillThere } from "../enrollments/wanted-students.ts";
import { addCharges } from "../ledger/add-charges.ts";
import { addApplied } from "../ledger/apply-credits.ts";
import { sumOf } from "../ledger/plan-allocations.ts";
import { moneyText } from "../ledger/references.ts";
import { dueDate, ledgerRulesOf } from "../ledger-rules/rules-query.ts";
import { guardOnlyAttempt, LOOK_AFTER_MS } from "../payments/attempt.ts";
import { newAnswers, writeAnswers } from "../policies/write-answers.ts";
import { guardBilling } from "../tuition/enrollment-billing.ts";
import { keepTariff } from "../tuition/tariff.ts";
import { RANKS_PER_MS } from "../waitlist/join-waitlist.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { planCharges } from "./plan-charges.ts";
import { openLinesOf, type PayingFound, paymentPolicies, splitPayment } from "./plan-payment.ts";
import type { CheckoutInput } from "./schemas.ts";
import type { CheckoutRecord, DoneLine } from "./shapes.ts";
import { tellDone, tellFree } from "./tell-checkout.ts";

/** A cart that can be sent off, with what it takes to write that down. */
export interface Sendable {
  readonly plan: CartPlan & { readonly cart: NonNullable<CartPlan["cart"]> };
  readonly paying: PayingFound;
  readonly input: CheckoutInput;
  /** The method that is charged, with its processor; null where nothing is taken now. */
  readonly method: { readonly id: string; readonly processor: string } | null;
}

export interface PlannedCheckout {
  readonly change: Change;
  readonly record: CheckoutRecord;
  readonly attemptId: string | null;
}

/** All that sending off a cart does, as one change; nothing is read or written here, so desks may gather several. */
export function planCheckout(ctx: Context<GuardianActor>, of: Sendable): PlannedCheckout {
  const { plan, paying, input, method } = of;
  const { cart, settings } = plan;
  const { familyId, id: loginId } = ctx.actor;
  const change = new Change(ctx, { action: "checkout.submit", summary: summaryOf(plan), right: null });
  const lines = enroll(ctx, change, plan);
  const enrollmentIds = new Map(lines.flatMap((line) => enrolledId(line)));
  const dueOn =
    settings.dueAtSignUp === "full" ? today(ctx) : dueDate(ledgerRulesOf(paying.rules).due, today(ctx));
  const charges = planCharges(ctx, plan, { familyId, dueOn, enrollmentIds });
  if (plan.priced && charges.length > 0) change.ahead(keepTariff(plan.priced.tariff, ctx.nowMs));
  const added = addCharges(ctx, change, charges);
  const open = openLinesOf(ctx, charges, added);
  const { parts, rest } = splitPayment(open, paying.money, input.usesCredit);
  if (parts.length > 0) addApplied(ctx, change, parts, paying.money);
  const restMinor = rest.reduce((sum, one) => sum + one.amountMinor, 0);
  const attemptId = method === null || restMinor === 0 ? null : newId("paymentAttempt", ctx.nowMs);
  if (attemptId !== null && method !== null) {
    guardOnlyAttempt(change, familyId);
    change.insert("paymentAttempts", {
      ...{ id: attemptId, familyId, amountMinor: restMinor, targets: [...rest] },
      locationId: charges[0]!.locationId,
      paymentMethodId: method.id,
      purpose: "pay",
      state: "created",
      processor: method.processor,
      nextAt: ctx.nowMs + LOOK_AFTER_MS,
    });
    const read = input.policies.map((one) => ({ ...one, studentId: null, answer: "accepted" as const }));
    const answers = newAnswers(ctx, paymentPolicies(paying), read);
    if (answers.length > 0) writeAnswers(change, ctx, familyId, answers);
  }
  const record: CheckoutRecord = {
    ...{ loginId, lines, chargeIds: added.map(({ id }) => id) },
    totalMinor: open.reduce((sum, line) => sum + line.openMinor, 0),
    creditMinor: sumOf(parts),
    payMinor: attemptId === null ? 0 : restMinor,
    laterMinor: attemptId === null ? restMinor : 0,
  };
  change.update("carts", cart, {
    state: attemptId === null ? "submitted" : "paying",
    attemptId,
    submittedAt: ctx.nowMs,
    outcome: { ...record },
  });
  const who = { familyId, loginId, nowMs: ctx.nowMs };
  tellFree(change, who, record, plan.lines);
  if (attemptId === null) tellDone(change, who, record, moneyText(ctx, record.creditMinor));
  return { change, record, attemptId };
}

function summaryOf({ lines }: CartPlan): string {
  return lines.length === 1
    ? `Sent off ${lines[0]!.studentName} in ${lines[0]!.plan.target.name} from the portal`
    : `Sent off a cart of ${lines.length} lines from the portal`;
}

function enrolledId({ itemId, what, enrollmentId }: DoneLine): (readonly [string, string])[] {
  return what === "enrolled" && enrollmentId !== null ? [[itemId, enrollmentId]] : [];
}

/** Enrollments and entries of waitlists in the order of the lines, with what must be true of their places. */
function enroll(ctx: Context, change: Change, plan: CartPlan): DoneLine[] {
  // In the order of the lines: where all else is equal, prices go by it.
  const ids = plan.lines.map(() => newId("enrollment", ctx.nowMs)).sort();
  const done = plan.lines.map((line, i) => doneLine(line, ids[i]!));
  for (const [i, line] of plan.lines.entries()) {
    if (line.mode === "registers") addEnrollment(change, line, ids[i]!, plan);
    if (line.mode === "waits") addWait(ctx, change, line, ids[i]!, i);
    releasePlaceOf(ctx, change, line);
    change.guard("row_living", stillThere([line.asked.studentId], line.asked.classId, line.plan.slotIds));
  }
  const written = done.flatMap(({ enrollmentId }) => (enrollmentId === null ? [] : [enrollmentId]));
  if (written.length > 0) change.ensure("one_enrollment", oneEnrollment(written, ctx.nowMs));
  guardPlaces(ctx, change, plan.lines);
  return done;
}

function doneLine({ asked, plan, mode, studentName }: PlannedLine, id: string): DoneLine {
  return {
    itemId: asked.id,
    what: mode === "registers" ? "enrolled" : mode === "waits" ? "waitlisted" : "requested",
    kind: asked.kind,
    enrollmentId: mode === "asks" ? null : id,
    classId: plan.target.id,
    className: plan.target.name,
    locationId: plan.target.locationId,
    studentId: asked.studentId,
    studentName,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    position: mode === "waits" ? plan.queueLength + 1 : null,
  };
}

function addEnrollment(change: Change, { asked, plan }: PlannedLine, id: string, cart: CartPlan): void {
  const billing = cart.promo?.billing.get(asked.id) ?? { promoCodeId: null, classTuitionId: null };
  change.insert("enrollments", {
    id,
    studentId: asked.studentId,
    classId: asked.classId,
    kind: asked.kind as "active" | "trial" | "single_day",
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    slotIds: plan.slotIds === null ? null : [...plan.slotIds],
    sessionId: plan.sessionId,
    note: asked.note,
    ...billing,
  });
  const agreed = { tuitionOverrideMinor: null, overrideExpiresOn: null, overrideReason: null };
  guardBilling(change, { ...billing, ...agreed });
}

function addWait(ctx: Context, change: Change, line: PlannedLine, id: string, i: number): void {
  const { asked, lastWaitRank } = line;
  change.insert("enrollments", {
    id,
    studentId: asked.studentId,
    classId: asked.classId,
    kind: "wait",
    startsOn: line.plan.startsOn,
    slotIds: asked.slotIds === null ? null : [...asked.slotIds],
    note: asked.note,
    waitRank: Math.max(ctx.nowMs * RANKS_PER_MS, lastWaitRank + 1) + i,
    waitState: "queued",
  });
  servesWaitlist(change, asked.classId);
}

/** What an enrollment takes over is let go without a word; what nobody takes over, whoever waits is told of. */
function releasePlaceOf(ctx: Context, change: Change, { asked, mode }: PlannedLine): void {
  const { hold } = asked;
  if (hold === null || hold.releasedAt !== null) return;
  if (mode === "registers") change.update("placeHolds", hold, { releasedAt: ctx.nowMs });
  else releasePlace(change, hold, ctx.nowMs);
}

/**
 * A place that is held is the family's, also when somebody began to wait for it since: only offers come before. One that
 * ran out is taken like by anybody else, behind those who wait.
 */
function guardPlaces(ctx: Context, change: Change, lines: readonly PlannedLine[]): void {
  const takenOf = (state: "held" | "other"): TakenPlace[] =>
    lines
      .filter((line) => line.mode === "registers" && (line.place.state === "held") === (state === "held"))
      .map(({ asked, plan: { slotIds, startsOn, endsOn } }) => ({
        ...{ classId: asked.classId, slotIds, from: startsOn, to: endsOn },
      }));
  const [held, other] = [takenOf("held"), takenOf("other")];
  if (held.length > 0) change.ensure("place_left", placesKept(held, { kind: "offers" }, ctx.nowMs));
  if (other.length > 0) change.ensure("place_left", placesKept(other, { kind: "queue" }, ctx.nowMs));
}
