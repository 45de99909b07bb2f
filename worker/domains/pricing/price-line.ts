import { addTuition } from "./base-tuition.ts";
import { countOf, offOf } from "./checks.ts";
import type { Considered } from "./considered.ts";
import { addDiscount } from "./discounts.ts";
import { halfUp, isWhole, less } from "./exact.ts";
import type { FamilyFacts } from "./facts.ts";
import type { EarlyBird, LineAmounts, PricedLine, PromoNotice } from "./priced.ts";
import { addPromos } from "./promos.ts";
import type { PriceRules } from "./rules.ts";
import { type LineTax, taxOf, withTax } from "./taxes.ts";
import type { UnitPrice } from "./unit-price.ts";
import { WorkingPrice } from "./working-price.ts";

/** What the enrollments of a family are priced with together. */
export interface FamilyPricing {
  readonly rules: PriceRules;
  readonly family: FamilyFacts;
  readonly ranked: readonly Considered[];
  readonly notices: PromoNotice[];
}

/** Tuition, then what is off, then ONE rounding, then tax on what was rounded. */
export function priceLine(pricing: FamilyPricing, one: Considered, unit: UnitPrice): PricedLine {
  const { rules, family, ranked, notices } = pricing;
  const { facts } = one;
  const price = new WorkingPrice();
  addTuition(price, rules, family.period, one, unit);
  price.base = price.amount;
  addDiscount(price, rules, ranked, one);
  const promoIds = addPromos(price, rules, family, one, notices);
  addAutopay(price, rules, family);
  const exact = price.amount;
  const priceMinor = halfUp(exact, one.field);
  if (!isWhole(exact)) price.become({ n: BigInt(priceMinor), d: 1n }, { rule: "rounding" });
  const tax = taxOf(rules, one);
  const amounts = amountsOf(rules, one, tax, halfUp(price.base, one.field), priceMinor);
  if (tax && priceMinor > 0) addTax(price, rules, tax, amounts);
  return {
    enrollmentId: facts.enrollmentId,
    kind: "tuition",
    enrollmentKind: facts.kind,
    description: `${facts.className}, ${facts.studentName}`,
    ...amounts,
    isTaxInclusive: rules.settings.isTaxInclusive,
    earlyBird: earlyBirdOf(rules, one, tax, exact, amounts.totalMinor),
    promoIds,
    trace: price.trace,
  };
}

function addAutopay(price: WorkingPrice, rules: PriceRules, family: FamilyFacts): void {
  const off = rules.settings.autopayDiscount;
  if (!off || !family.isAutopay || price.amount.n === 0n) return;
  const after = less(price.amount, offOf(off, price.amount, "settings.autopayDiscount.value"));
  price.become(after, { rule: "autopay", off });
}

function rateOf(tax: LineTax | null): number {
  return tax && !tax.isExempt ? tax.rateBp : 0;
}

function amountsOf(
  rules: PriceRules,
  one: Considered,
  tax: LineTax | null,
  baseMinor: number,
  priceMinor: number,
): LineAmounts {
  const { isTaxInclusive } = rules.settings;
  const rateBp = rateOf(tax);
  const { netMinor, taxMinor, totalMinor } = withTax(priceMinor, rateBp, isTaxInclusive, one.field);
  // In tax-inclusive mode the base is without its tax too, so that net and discount add up to it.
  const base = withTax(baseMinor, rateBp, isTaxInclusive, one.field).netMinor;
  return { baseMinor: base, discountMinor: base - netMinor, netMinor, taxMinor, totalMinor };
}

function addTax(price: WorkingPrice, rules: PriceRules, tax: LineTax, amounts: LineAmounts): void {
  if (tax.rateBp === 0) return;
  if (tax.isExempt) {
    price.note({ rule: "tax_exempt" });
    return;
  }
  const { taxMinor, totalMinor } = amounts;
  const { name, rateBp } = tax;
  const isInclusive = rules.settings.isTaxInclusive;
  price.become({ n: BigInt(totalMinor), d: 1n }, { rule: "tax", name, rateBp, isInclusive, taxMinor });
}

/** The difference to what the line would have come to, its own rounding and tax included. */
function earlyBirdOf(
  rules: PriceRules,
  one: Considered,
  tax: LineTax | null,
  exact: WorkingPrice["amount"],
  totalMinor: number,
): EarlyBird | null {
  const { earlyBird: off, earlyBirdDays, isTaxInclusive } = rules.settings;
  if (!off) return null;
  const days = countOf(earlyBirdDays, "settings.earlyBirdDays");
  const lower = halfUp(less(exact, offOf(off, exact, "settings.earlyBird.value")), one.field);
  const lowerTotal = withTax(lower, rateOf(tax), isTaxInclusive, one.field).totalMinor;
  const discountMinor = totalMinor - lowerTotal;
  return discountMinor > 0 ? { untilRule: { rule: "days_after_charge", days }, discountMinor } : null;
}
