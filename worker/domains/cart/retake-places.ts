import { newId } from "../../../tenant-schema/ids.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { cartChange, holdPlace, isCartRace, isPlaceGone } from "./cart-writes.ts";
import { planCart } from "./plan-cart.ts";
import type { RetakeOutcome } from "./shapes.ts";

/**
 * Keeps the places of lines again whose time ran out, each for itself: one that is gone leaves the others theirs. Lines
 * stay where they are in any case. @throws Forbidden
 */
export async function retakePlaces(asker: Context<GuardianActor>): Promise<RetakeOutcome> {
  requireRole(asker, "payer");
  // One request, several changes: asked again it finds what is held and leaves it.
  const ctx = { ...asker, idempotency: null };
  const { cart, lines, settings } = await planCart(ctx);
  if (cart === null || cart.state !== "open") return { retaken: 0, gone: [] };
  const until = ctx.nowMs + settings.holdMinutes * 60_000;
  const gone: { itemId: string; className: string }[] = [];
  let retaken = 0;
  for (const line of lines) {
    if (line.place.state === "gone") gone.push(nameOf(line));
    if (line.place.state !== "expired") continue;
    const change = cartChange(ctx, "retake", `Kept the place in ${line.plan.target.name} again`);
    const { familyId } = ctx.actor;
    holdPlace(change, line, { id: newId("placeHold", ctx.nowMs), familyId, until, nowMs: ctx.nowMs });
    try {
      await commit(ctx, change);
      retaken += 1;
    } catch (error) {
      if (isPlaceGone(error)) gone.push(nameOf(line));
      else if (!isCartRace(error)) throw error;
    }
  }
  return { retaken, gone };
}

function nameOf({ asked, plan }: Awaited<ReturnType<typeof planCart>>["lines"][number]) {
  return { itemId: asked.id, className: plan.target.name };
}
