import { firstDayOfMonth } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, lend, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { DueFee } from "../billing-runs/kinds/plan-anniversary.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { portalSettingsOf } from "../portal-settings/settings-query.ts";
import { monthsRun } from "../re-rating/re-rating-queries.ts";
import { cartQueries, pairsQuery, promoQuery, type StoredCart } from "./cart-queries.ts";
import { feeQueries, planFees } from "./plan-fees.ts";
import { type PlannedLine, planLine } from "./plan-line.ts";
import { type PricedLines, priceLines } from "./price-lines.ts";
import { type PromoPlan, planPromo } from "./promo.ts";
import { type AskedLine, readLines } from "./read-lines.ts";

/** A cart as it would be sent off now. */
export interface CartPlan {
  readonly cart: StoredCart | null;
  readonly settings: PortalSettings;
  readonly lines: readonly PlannedLine[];
  readonly promo: PromoPlan | null;
  readonly priced: PricedLines | null;
  readonly fees: readonly DueFee[];
}

/** What the family has put into its cart, judged and priced, in three trips; in one when it is empty. */
export async function planCart(ctx: Context<GuardianActor>): Promise<CartPlan> {
  const { familyId } = ctx.actor;
  const found = await read(ctx, cartQueries(familyId));
  const cart = found.cart[0] ?? null;
  const settings = portalSettingsOf(found.settings);
  const holds = new Map(found.holds.map((hold) => [hold.id, hold]));
  const asked = found.items.map(
    ({ slotIds, holdId, ...item }): AskedLine => ({
      ...item,
      slotIds: slotIds ?? null,
      hold: holds.get(holdId ?? "") ?? null,
    }),
  );
  const plan = await planLines(lend(ctx, "enrollments"), familyId, asked, {
    settings,
    promoCode: cart?.promoCode ?? null,
  });
  return { cart, settings, ...plan };
}

interface How {
  readonly settings: PortalSettings;
  readonly promoCode: string | null;
}

/** Judges and prices lines of a family. */
export async function planLines(
  ctx: Context,
  familyId: string,
  asked: readonly AskedLine[],
  { settings, promoCode }: How,
): Promise<Omit<CartPlan, "cart" | "settings">> {
  if (asked.length === 0) return { lines: [], promo: null, priced: null, fees: [] };
  const { answers, found } = await readLines(ctx, asked, familyId, {
    run: monthsRun(firstDayOfMonth(today(ctx))),
    pairs: pairsQuery(asked.map(({ classId }) => classId)),
    promo: promoQuery(promoCode ?? "", familyId),
    ...feeQueries(ctx, familyId),
  });
  const lines = asked.map((line, i) => planLine(ctx, line, found[i]!, { familyId, settings }));
  const priceable = lines.filter(isPriced);
  const enrolling = priceable.filter((line) => line.mode === "registers");
  // What is only asked for lowers nothing that is charged; alone, it is told what it would come to.
  const counted = enrolling.length > 0 ? enrolling : priceable;
  const promo =
    promoCode === null ? null : planPromo(promoCode, answers.promo[0], counted, answers.pairs, today(ctx));
  const priced =
    counted.length === 0
      ? null
      : await priceLines(ctx, familyId, counted, {
          run: answers.run,
          billing: promo?.billing ?? new Map(),
        });
  return { lines, promo, priced, fees: planFees(ctx, familyId, enrolling, answers) };
}

/** Trials cost nothing and whoever waits pays nothing; what cannot be done is not priced. */
function isPriced({ asked, obstacles }: PlannedLine): boolean {
  return (asked.kind === "active" || asked.kind === "single_day") && obstacles.length === 0;
}
