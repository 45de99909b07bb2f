import { offOf } from "./checks.ts";
import type { Considered } from "./considered.ts";
import { byText } from "./discounts.ts";
import { compare, type Exact, less } from "./exact.ts";
import type { FamilyFacts } from "./facts.ts";
import type { PromoNotice, StepFacts } from "./priced.ts";
import type { Off, PriceRules, PromoCodeRule } from "./rules.ts";
import type { WorkingPrice } from "./working-price.ts";

/** A code that lowers a price. */
interface Lowering {
  readonly promoId: string;
  readonly promo: PromoCodeRule;
  readonly off: Off;
}

interface Attempt {
  readonly after: Exact;
  readonly used: readonly { readonly lowering: Lowering; readonly after: Exact }[];
}

/**
 * Promo codes: percentages of the full price first, then amounts, never below zero. Of codes that do not combine the best
 * for the family is taken: one alone, or all those that do combine. Returns the codes that lowered the price.
 */
export function addPromos(
  price: WorkingPrice,
  rules: PriceRules,
  family: FamilyFacts,
  one: Considered,
  notices: PromoNotice[],
): string[] {
  const { enrollmentId, promoId } = one.facts;
  const asked = new Set(promoId === null ? family.promoIds : [...family.promoIds, promoId]);
  if (asked.size === 0) return [];
  const lowerings = [...asked].sort(byText).flatMap((id) => qualify(rules, family, one, id, notices) ?? []);
  if (lowerings.length === 0) return [];
  lowerings.sort((a, b) => inOrder(a) - inOrder(b) || byText(a.promo.code, b.promo.code));
  const choices = [
    lowerings.filter(({ promo }) => promo.isCombinable),
    ...lowerings.filter(({ promo }) => !promo.isCombinable).map((alone) => [alone]),
  ];
  const full = price.base;
  const attempts = choices.map((choice) => attempt(price.amount, full, choice));
  const best = attempts.reduce((a, b) => (compare(b.after, a.after) < 0 ? b : a));
  for (const { lowering, after } of best.used) price.become(after, stepOf(lowering));
  const used = best.used.map(({ lowering }) => lowering.promoId);
  const chosen = new Set(choices[attempts.indexOf(best)]);
  for (const lowering of lowerings) {
    if (used.includes(lowering.promoId)) continue;
    const isAlone = !chosen.has(lowering) && used.length > 0;
    const notice = isAlone ? "not_combinable" : "nothing_left";
    notices.push({ promoId: lowering.promoId, enrollmentId, notice });
  }
  return used;
}

function inOrder({ off }: Lowering): number {
  return off.kind === "percent" ? 0 : 1;
}

function attempt(amount: Exact, full: Exact, choice: readonly Lowering[]): Attempt {
  let left = amount;
  const used: { lowering: Lowering; after: Exact }[] = [];
  for (const lowering of choice) {
    const after = less(left, offOf(lowering.off, full, `promoCodes.${lowering.promoId}`));
    if (compare(after, left) < 0) used.push({ lowering, after });
    left = after;
  }
  return { after: left, used };
}

function stepOf({ promo, off }: Lowering): StepFacts {
  return { rule: "promo", code: promo.code, name: promo.name, off };
}

/** Whether a code holds here; one that does something else than lower the price is told to the caller. */
function qualify(
  rules: PriceRules,
  family: FamilyFacts,
  { facts }: Considered,
  promoId: string,
  notices: PromoNotice[],
): Lowering | null {
  const promo = Object.hasOwn(rules.promoCodes, promoId) ? rules.promoCodes[promoId] : undefined;
  const { enrollmentId } = facts;
  const tell = (notice: "unknown" | "not_yet" | "expired" | "other_program"): null => {
    notices.push({ promoId, enrollmentId, notice });
    return null;
  };
  if (!promo) return tell("unknown");
  if (promo.startsOn !== null && family.chargeOn < promo.startsOn) return tell("not_yet");
  if (promo.expiresOn !== null && family.chargeOn > promo.expiresOn) return tell("expired");
  const isFor =
    promo.programIds.length === 0 || (facts.programId !== null && promo.programIds.includes(facts.programId));
  if (!isFor) return tell("other_program");
  switch (promo.kind) {
    case "percent":
      return { promoId, promo, off: { kind: "percent", value: promo.percentBp } };
    case "amount":
      return { promoId, promo, off: { kind: "amount", value: promo.amountMinor } };
    case "switch_schedule": {
      const { scheduleId } = promo;
      if (facts.scheduleId !== scheduleId) {
        notices.push({ promoId, enrollmentId, notice: "switch_schedule", scheduleId });
      }
      return null;
    }
    case "force_trial":
      if (facts.kind !== "trial") notices.push({ promoId, enrollmentId, notice: "force_trial" });
      return null;
  }
}
