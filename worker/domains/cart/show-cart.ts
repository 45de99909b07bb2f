import type { Context } from "../../kernel/context.ts";
import { readerOf } from "../../kernel/language.ts";
import { sayDecline } from "../payments/say-decline.ts";
import { explain } from "../pricing/explain.ts";
import type { CartPlan } from "./plan-cart.ts";
import type { PlannedLine } from "./plan-line.ts";
import { sayPromo } from "./say-promo.ts";
import type { Cart, CartLine, CartSums, LinePrice } from "./shapes.ts";
import { showFee } from "./show-fee.ts";

/** A planned cart as its screens show it. Pure. */
export function showCart(ctx: Context, plan: CartPlan): Cart {
  const { cart, promo } = plan;
  return {
    id: cart?.id ?? null,
    version: cart?.version ?? 0,
    state: cart?.state === "paying" ? "paying" : "open",
    lines: plan.lines.map((line) => showLine(ctx, plan, line)),
    fees: plan.fees.map(showFee),
    promo:
      promo === null
        ? null
        : { code: promo.code, problem: promo.problem && sayPromo(promo.problem, readerOf(ctx)) },
    sums: sumsOf(plan),
    lastProblem: cart?.lastProblem ? sayDecline(cart.lastProblem, ctx.request.language) : null,
    now: ctx.nowMs,
  };
}

/** Only what enrolls is charged; of that, what the school wants at sign-up is due now. */
export function sumsOf({ settings, lines, priced, fees }: Omit<CartPlan, "cart" | "promo">): CartSums {
  const enrolling = new Set(lines.filter(({ mode }) => mode === "registers").map(({ asked }) => asked.id));
  const own = (priced?.months ?? []).flatMap((month) =>
    [...month.lines].flatMap(([id, line]) => (enrolling.has(id) ? [line] : [])),
  );
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const linesMinor = sum(own.map((line) => line.totalMinor));
  const feesMinor = enrolling.size === 0 ? 0 : sum(fees.map(({ netMinor, taxMinor }) => netMinor + taxMinor));
  const totalMinor = linesMinor + feesMinor;
  return {
    linesMinor,
    discountMinor: sum(own.map((line) => line.discountMinor)),
    feesMinor,
    totalMinor,
    dueNowMinor: settings.dueAtSignUp === "full" ? totalMinor : 0,
  };
}

export function showLine(ctx: Context, { priced }: Pick<CartPlan, "priced">, line: PlannedLine): CartLine {
  const { asked, plan, mode, place, openings, obstacles } = line;
  const prices = (priced?.months ?? []).flatMap(({ month, lines }): LinePrice[] => {
    const found = lines.get(asked.id);
    if (!found) return [];
    const { baseMinor, discountMinor, taxMinor, totalMinor } = found;
    return [
      {
        ...{ month, baseMinor, discountMinor, taxMinor, totalMinor },
        explanation: explain(found.trace, readerOf(ctx)),
      },
    ];
  });
  return {
    id: asked.id,
    kind: asked.kind,
    mode,
    classId: plan.target.id,
    className: plan.target.name,
    locationId: plan.target.locationId,
    studentId: asked.studentId,
    studentName: line.studentName,
    slotIds: plan.slotIds,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    meetings: plan.meetings,
    times: plan.slots.map(({ weekday, startMinute, durationMinutes }) => ({
      ...{ weekday, startMinute, durationMinutes },
    })),
    place,
    openings: Math.max(0, openings),
    waitPosition: mode === "waits" || openings < 1 ? plan.queueLength + 1 : null,
    mayJoinWaitlist: line.mayJoinWaitlist,
    obstacles,
    prices,
    totalMinor: prices.reduce((total, price) => total + price.totalMinor, 0),
  };
}
