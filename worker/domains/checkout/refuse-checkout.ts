import type { Reader } from "../../kernel/language.ts";
import type { CartPlan } from "../cart/plan-cart.ts";
import { sayPromo } from "../cart/say-promo.ts";
import { sumsOf } from "../cart/show-cart.ts";
import type { CheckoutInput } from "./schemas.ts";
import type { CheckoutRefused } from "./shapes.ts";

type Refusal = Pick<CheckoutRefused, "reason" | "message">;

/** Why a cart is not sent off as it was seen; null where it is. Pure. */
export function refusalOf(plan: CartPlan, input: CheckoutInput, reader: Reader): Refusal | null {
  const { cart, lines, promo } = plan;
  if (lines.length === 0) return { reason: "empty", message: "There is nothing in the cart." };
  const barred = lines.find(({ obstacles }) => obstacles.length > 0);
  if (barred) {
    // Some of these are sentences, some only say what is the matter.
    const why = barred.obstacles[0]!.text.replace(/\.$/, "");
    return {
      reason: "line",
      message: `${barred.plan.target.name}: ${why}. Take it out of the cart to go on.`,
    };
  }
  const gone = lines.find(({ place }) => place.state === "gone");
  if (gone) {
    const name = gone.plan.target.name;
    return {
      reason: "place",
      message: `The place in ${name} was kept for a while and is taken now. Choose the waitlist, or take the line out.`,
    };
  }
  if (promo?.problem) return { reason: "promo", message: sayPromo(promo.problem, reader) };
  if (sumsOf(plan).totalMinor !== input.shownMinor) {
    return { reason: "price", message: "The total is another one by now. Look at it, then send it off." };
  }
  if (cart?.version !== input.version) {
    return {
      reason: "cart",
      message: "The cart was changed in another window. Look at it, then send it off.",
    };
  }
  return null;
}
