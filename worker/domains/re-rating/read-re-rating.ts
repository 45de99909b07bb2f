import type { Query } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import { firstDayOfMonth, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { FamilyFacts } from "../pricing/facts.ts";
import type { PriceRules } from "../pricing/rules.ts";
import { type FactsFound, familyFactsOf } from "../tuition/facts.ts";
import { type FactsAsked, factsQueries } from "../tuition/facts-queries.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import { tariffOf, tariffQueries } from "../tuition/tariff.ts";
import { type Month, type ReRated, reRate, tariffOfMonth } from "./plan-re-rating.ts";
import { billedTuition, familiesNamed, keptTariffs, loweredTuition, monthsRun } from "./re-rating-queries.ts";

/** Nobody bills further ahead; a screen with more months would not be read. */
const MOST_MONTHS = 6;

export interface FamilyReRating {
  readonly familyId: string;
  readonly familyName: string;
  readonly lines: readonly ReRated[];
  readonly months: readonly Month[];
}

/** @throws NotFound */
export async function readReRating(ctx: Context, familyId: string): Promise<FamilyReRating> {
  const [family] = await readReRatings(ctx, [familyId]);
  if (!family) throw new NotFound("family");
  return family;
}

/**
 * Families' tuition of the months that were billed, this one and later, as it comes to now. Two trips however many they
 * are: what was billed when, then the facts of those months.
 */
export async function readReRatings(
  ctx: Context,
  familyIds: readonly string[],
  planned?: PlannedEnrollments,
): Promise<FamilyReRating[]> {
  const thisMonth = firstDayOfMonth(today(ctx));
  const found = await read(ctx, firstQueries(familyIds, thisMonth));
  const tariffs = tariffsBilled(found);
  const months = [...new Set([...tariffs.values()].flatMap((of) => [...of.keys()]))]
    .sort()
    .slice(0, MOST_MONTHS);
  const asked = months.map(
    (month): FactsAsked => ({
      from: month,
      to: lastDayOfMonth(month),
      chargeOn: today(ctx),
      families: { ids: found.families.map(({ id }) => id) },
      ...(planned ? { planned } : {}),
    }),
  );
  if (asked.length === 0) {
    return found.families.map(({ id, name }) => ({ familyId: id, familyName: name, lines: [], months: [] }));
  }
  const rulesIds = [...tariffs.values()].flatMap((of) => [...of.values()]).filter((id) => id !== null);
  const answers = await read(ctx, {
    kept: keptTariffs([...new Set(rulesIds)]),
    ...Object.fromEntries(asked.flatMap((one, i) => numbered(factsQueries(one), i))),
  });
  const now = (await tariffOf(ctx, found)).rules;
  const kept = new Map(answers.kept.map(({ id, rules }) => [id, rules]));
  const facts = asked.map(
    (one, i) => new Map(familyFactsOf(one, factsOf(answers as never, i)).map((of) => [of.familyId, of])),
  );
  return found.families.map(({ id, name }) => {
    const own = monthsOf(found, tariffs.get(id)!, id, { now, kept, months, facts });
    const billed = found.billed.filter(({ familyId }) => familyId === id);
    const lowered = found.lowered.filter(({ familyId }) => familyId === id);
    const lines = own.flatMap((month) => reRate(month, billed, lowered));
    return { familyId: id, familyName: name, lines, months: own };
  });
}

function firstQueries(familyIds: readonly string[], thisMonth: string) {
  return {
    families: familiesNamed(familyIds),
    billed: billedTuition(familyIds, thisMonth),
    lowered: loweredTuition(familyIds),
    run: monthsRun(thisMonth),
    ...tariffQueries(thisMonth),
  };
}
type Found = RowsOf<ReturnType<typeof firstQueries>>;

/** By family and month, the tariff it was billed with; the family's own bill comes after the run's, and says which. */
function tariffsBilled({ families, run, billed }: Found): Map<string, Map<string, string | null>> {
  return new Map(
    families.map(({ id }) => {
      const tariffs = new Map<string, string | null>();
      for (const { month, rulesId } of [...run, ...billed.filter(({ familyId }) => familyId === id)]) {
        if (rulesId !== null || !tariffs.has(month)) tariffs.set(month, rulesId);
      }
      return [id, tariffs];
    }),
  );
}

interface Known {
  readonly now: PriceRules;
  readonly kept: ReadonlyMap<string, PriceRules>;
  readonly months: readonly string[];
  readonly facts: readonly ReadonlyMap<string, FamilyFacts>[];
}

function monthsOf(
  { run }: Found,
  tariffs: ReadonlyMap<string, string | null>,
  familyId: string,
  { now, kept, months, facts }: Known,
): Month[] {
  return months.flatMap((month, i) => {
    if (!tariffs.has(month)) return [];
    const rules = tariffOfMonth(kept.get(tariffs.get(month) ?? ""), now);
    const categoryId = run.findLast((one) => one.month === month)?.categoryId ?? null;
    return [{ month, rules, facts: facts[i]!.get(familyId)!, categoryId }];
  });
}

/** The queries of one of several months under names of their own, so that all are one trip. */
function numbered(queries: ReturnType<typeof factsQueries>, i: number): [string, Query<unknown>][] {
  return Object.entries(queries).map(([name, query]) => [`${name}${i}`, query as Query<unknown>]);
}

function factsOf(answers: Readonly<Record<string, readonly unknown[]>>, i: number): FactsFound {
  const names = ["families", "enrollments", "classes", "versions", "meetings"] as const;
  return Object.fromEntries(names.map((name) => [name, answers[`${name}${i}`]])) as unknown as FactsFound;
}
