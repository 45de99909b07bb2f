import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { advanceAttempt } from "../payments/advance-attempt.ts";
import { attemptById } from "../payments/attempt.ts";
import type { Desk } from "../payments/desk.ts";
import { payOutcome } from "../payments/pay-outcome.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { cartById, payingQueries } from "./checkout-queries.ts";
import { payingOptions } from "./plan-payment.ts";
import type { CheckoutOptions, CheckoutRecord, CheckoutState } from "./shapes.ts";

type Known = Awaited<ReturnType<typeof advanceAttempt>>;

/** Where a cart stands that was sent off: what a screen asks after a reload or a lost answer. @throws Forbidden, NotFound */
export async function getCheckout(
  ctx: Context<GuardianActor>,
  cartId: string,
  known: Known | null = null,
): Promise<CheckoutState> {
  requireRole(ctx, "payer");
  const found = await read(ctx, { cart: cartById(cartId, ctx.actor.familyId) });
  const cart = found.cart[0];
  if (!cart?.outcome) throw new NotFound("checkout");
  const record = cart.outcome as unknown as CheckoutRecord;
  const attempt = cart.attemptId === null ? null : (known ?? (await lookUp(ctx, cart.attemptId)));
  return {
    outcome: cart.state === "submitted" ? "done" : cart.state === "paying" ? "paying" : "reopened",
    cartId,
    record,
    pay: attempt === null ? null : payOutcome(ctx, attempt),
    awaitsPayer: cart.state === "paying" && attempt?.attempt.state === "asked",
    paymentId: attempt?.attempt.paymentId ?? null,
  };
}

async function lookUp(ctx: Context, attemptId: string): Promise<Known | null> {
  const { attempt } = await read(ctx, { attempt: attemptById(attemptId) });
  return attempt[0] ? { attempt: attempt[0], learned: null } : null;
}

/** Asks the processor what became of the payment of a cart, and goes on with it. @throws Forbidden, NotFound */
export async function checkCheckout(
  ctx: Context<GuardianActor>,
  desk: Desk,
  cartId: string,
): Promise<CheckoutState> {
  requireRole(ctx, "payer");
  const found = await read(ctx, { cart: cartById(cartId, ctx.actor.familyId) });
  const cart = found.cart[0];
  if (!cart) throw new NotFound("checkout");
  const known = cart.attemptId === null ? null : await advanceAttempt(ctx, desk, cart.attemptId, "look");
  return getCheckout(ctx, cartId, known);
}

/** What may be paid with, and what must be agreed to. @throws Forbidden */
export async function getCheckoutOptions(ctx: Context<GuardianActor>, desk: Desk): Promise<CheckoutOptions> {
  requireRole(ctx, "payer");
  const [found, processor] = await Promise.all([
    read(ctx, { ...payingQueries(ctx.actor.familyId), settings: portalSettingsQuery() }),
    desk.kind(),
  ]);
  return payingOptions(portalSettingsOf(found.settings), found, processor, ctx.request.language);
}
