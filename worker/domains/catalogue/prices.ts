import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import type { EnrollmentFacts, FamilyFacts } from "../pricing/facts.ts";
import { PriceError } from "../pricing/price-error.ts";
import { priceFamily } from "../pricing/price-family.ts";
import type { PricedLine, Step } from "../pricing/priced.ts";
import type { PriceRules } from "../pricing/rules.ts";
import { familyFactsOf } from "../tuition/facts.ts";
import { type Tariff, tariffOf } from "../tuition/tariff.ts";
import { type catalogueQueries, monthsOf } from "./facts-queries.ts";
import type { CataloguePrice } from "./shapes.ts";

export type CatalogueFound = RowsOf<ReturnType<typeof catalogueQueries>>;

/** A class that is asked a price of, and the first day on which somebody could come. */
export interface PriceAsked {
  readonly classId: string;
  readonly startsOn: IsoDate | null;
}

/** A price with its traces: they are put into words for the few who ask, since that takes longer than the price. */
export interface Quote extends Omit<CataloguePrice, "explanation" | "first"> {
  readonly trace: readonly Step[];
  readonly first:
    | (Omit<NonNullable<CataloguePrice["first"]>, "explanation"> & { readonly trace: readonly Step[] })
    | null;
  readonly takesSomeSlots: boolean;
}

/** What each class costs whoever comes to all of it, by the same arithmetic that bills; classes without a price are left out. */
export async function quotesOf(
  ctx: Context,
  on: IsoDate,
  found: CatalogueFound,
  asked: readonly PriceAsked[],
): Promise<ReadonlyMap<string, Quote>> {
  const tariff = await tariffOf(ctx, found);
  const months = monthFacts(on, found, asked);
  const quotes = asked.map((one) => [one.classId, quoteOf(tariff, one, months)] as const);
  return new Map(quotes.flatMap(([id, quote]) => (quote ? [[id, quote]] : [])));
}

interface MonthFacts {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Of a child who begins with the first meeting that can be booked, where that lies in the month. */
  readonly begun: ReadonlyMap<string, FamilyFacts>;
  readonly whole: ReadonlyMap<string, FamilyFacts>;
}

/** Each class as the only one of a family that nobody knows. */
function monthFacts(on: IsoDate, found: CatalogueFound, asked: readonly PriceAsked[]): MonthFacts[] {
  const classes = [
    { classes: found.taught0, versions: found.versions0, meetings: found.meetings0 },
    { classes: found.taught1, versions: found.versions1, meetings: found.meetings1 },
  ];
  return monthsOf(on).map((month, i) => {
    const facts = (startsOn: (one: PriceAsked) => IsoDate | null) => {
      const enrollments = asked.flatMap((one) => {
        const from = startsOn(one);
        return from === null ? [] : [prospect(one.classId, from)];
      });
      const families = enrollments.map(({ classId: id }) => ({ id, special: null, isAutopay: false }));
      const all = familyFactsOf(month, { ...classes[i]!, families, enrollments });
      return new Map(all.map((family) => [family.familyId, family]));
    };
    const { from, to } = month;
    const begun = ({ startsOn }: PriceAsked) =>
      startsOn !== null && startsOn >= from && startsOn <= to ? startsOn : null;
    return { from, to, begun: facts(begun), whole: facts(() => from) };
  });
}

function prospect(classId: string, startsOn: IsoDate) {
  const billing = {
    classTuitionId: null,
    overrideMinor: null,
    overrideExpiresOn: null,
    overrideReason: null,
  };
  return {
    ...{ id: classId, familyId: classId, studentId: classId, studentName: "", special: null, classId },
    ...{ kind: "active" as const, startsOn, endsOn: null, createdAtMs: 0, slotIds: null, promoId: null },
    ...billing,
  };
}

function quoteOf(
  { rules }: Tariff,
  { classId, startsOn }: PriceAsked,
  months: readonly MonthFacts[],
): Quote | null {
  const whole = months.map((month) => month.whole.get(classId)).findLast((facts) => hasPrice(facts));
  const enrollment = whole?.enrollments[0];
  if (!whole || !enrollment?.rateId) return null;
  const rate = rules.tuitionRates[enrollment.rateId];
  if (!rate) return null;
  const month = priced(rules, rate.basis === "flat" ? untimed(whole, enrollment) : whole);
  if (!month) return null;
  const begun = months.flatMap((one) => one.begun.get(classId) ?? [])[0];
  const first = begun && priced(rules, begun);
  return {
    monthMinor: month.totalMinor,
    basis: rate.basis,
    unitMinor: rate.basis === "flat" ? null : rate.amountMinor,
    takesSomeSlots: rate.basis !== "flat" || (rate.tiers !== null && rate.tiers.axis !== "classes"),
    trace: month.trace,
    first:
      first && startsOn
        ? {
            startsOn,
            amountMinor: first.totalMinor,
            meetings: enrolledMeetings(begun),
            trace: first.trace,
          }
        : null,
  };
}

function hasPrice(facts: FamilyFacts | undefined): boolean {
  return facts?.enrollments[0]?.rateId != null;
}

/** A flat price is the same whichever month it is for: without a timetable it is charged whole. */
function untimed(facts: FamilyFacts, enrollment: EnrollmentFacts): FamilyFacts {
  return { ...facts, enrollments: [{ ...enrollment, slots: [] }] };
}

function enrolledMeetings(facts: FamilyFacts): number {
  return facts.enrollments.flatMap(({ slots }) => slots).reduce((sum, { enrolled }) => sum + enrolled, 0);
}

/** A tariff that cannot be applied to a class is for staff to put right; families see no price. */
function priced(rules: PriceRules, facts: FamilyFacts): PricedLine | null {
  try {
    return priceFamily(rules, facts).lines[0] ?? null;
  } catch (error) {
    if (error instanceof PriceError) return null;
    throw error;
  }
}
