import { type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { planCart, planLines } from "./plan-cart.ts";
import { startDays } from "./plan-line.ts";
import type { AskedLine } from "./read-lines.ts";
import type { PreviewLineInput } from "./schemas.ts";
import type { Cart, LinePreview } from "./shapes.ts";
import { showCart, showLine } from "./show-cart.ts";

/** The family's cart as it would be sent off now, priced and explained. @throws Forbidden */
export async function getCart(ctx: Context<GuardianActor>): Promise<Cart> {
  requireRole(ctx, "payer");
  return showCart(ctx, await planCart(ctx));
}

/** What one line would be: what is in the way, which days may be chosen, what it costs. Nothing is held. */
export async function previewLine(
  ctx: Context<GuardianActor>,
  input: PreviewLineInput,
): Promise<LinePreview> {
  requireRole(ctx, "payer");
  const asked: AskedLine = { ...input, id: "preview", note: null, hold: null };
  const found = await read(ctx, { settings: portalSettingsQuery() });
  const settings = portalSettingsOf(found.settings);
  const how = { settings, promoCode: null };
  const plan = await planLines(lend(ctx, "enrollments"), ctx.actor.familyId, [asked], how);
  const [line] = plan.lines;
  const days = startDays(line!.today, settings, line!.plan.target.startsOn);
  return { line: showLine(ctx, plan, line!), ...days };
}
