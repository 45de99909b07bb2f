import { commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf } from "../portal-settings/settings-query.ts";
import { cartQueries } from "./cart-queries.ts";
import { cartChange, isCartRace, MAX_TRIES, moveCart, refusePaying, releasePlace } from "./cart-writes.ts";
import type { PromoInput } from "./schemas.ts";

/** Takes a line out of the cart and lets its place go. @throws Forbidden, NotFound, Conflict `cart_paying` */
export function removeItem(ctx: Context<GuardianActor>, itemId: string): Promise<{ readonly id: string }> {
  return onItem(ctx, itemId, "Took a line out of the cart", (change, item, hold) => {
    change.remove("cartItems", item);
    releasePlace(change, hold, ctx.nowMs);
  });
}

/** A line whose place is gone waits for the next one instead. @throws as above, Precondition `waitlist_closed` */
export function waitWithItem(ctx: Context<GuardianActor>, itemId: string): Promise<{ readonly id: string }> {
  return onItem(ctx, itemId, "Chose the waitlist for a line of the cart", (change, item, hold, settings) => {
    if (!settings.waitlist)
      throw new Precondition(
        "waitlist_closed",
        "The school keeps no waitlist here. Ask it whether a place will be free.",
      );
    change.update("cartItems", item, { kind: "wait", holdId: null });
    releasePlace(change, hold, ctx.nowMs);
  });
}

type Found = Awaited<ReturnType<typeof lookAtItem>>;

async function onItem(
  ctx: Context<GuardianActor>,
  itemId: string,
  summary: string,
  write: (
    change: ReturnType<typeof cartChange>,
    item: Found["item"],
    hold: Found["hold"],
    settings: Found["settings"],
  ) => void,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  for (let tries = 1; ; tries++) {
    const { cart, item, hold, settings } = await lookAtItem(ctx, itemId);
    const change = cartChange(ctx, "edit", summary);
    moveCart(change, cart, ctx.nowMs);
    write(change, item, hold, settings);
    try {
      await commit(ctx, change, { id: itemId });
      return { id: itemId };
    } catch (error) {
      if (!isCartRace(error) || tries === MAX_TRIES) throw error;
    }
  }
}

async function lookAtItem(ctx: Context<GuardianActor>, itemId: string) {
  const found = await read(ctx, cartQueries(ctx.actor.familyId));
  const cart = found.cart[0];
  const item = found.items.find(({ id }) => id === itemId);
  if (!cart || !item) throw new NotFound("line in your cart");
  refusePaying(cart);
  const hold = found.holds.find(({ id }) => id === item.holdId) ?? null;
  return { cart, item, hold, settings: portalSettingsOf(found.settings) };
}

/** Writes down a code, or takes it back; what it comes to is seen in the cart. @throws Forbidden, NotFound, Conflict */
export async function setPromo(
  ctx: Context<GuardianActor>,
  { code }: PromoInput,
): Promise<{ readonly code: string | null }> {
  requireRole(ctx, "payer");
  const { cart: carts } = await read(ctx, cartQueries(ctx.actor.familyId));
  const cart = carts[0];
  if (!cart) throw new NotFound("cart");
  refusePaying(cart);
  const { lastProblem: _problem, ...row } = cart;
  const change = cartChange(ctx, "promo", code === null ? "Took a code off the cart" : "Entered a code");
  if (change.update("carts", row, { promoCode: code })) await commit(ctx, change, { code });
  return { code };
}
