import type { Query } from "../../../control-plane/query.ts";
import { firstDayOfMonth, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { type FactsFound, familyFactsOf } from "../tuition/facts.ts";
import { factsQueries } from "../tuition/facts-queries.ts";
import { tariffOf, tariffQueries } from "../tuition/tariff.ts";
import { type Month, type ReRated, reRate, tariffOfMonth } from "./plan-re-rating.ts";
import { billedTuition, familyNamed, keptTariffs, loweredTuition, monthsRun } from "./re-rating-queries.ts";

/** Nobody bills further ahead; a screen with more months would not be read. */
const MOST_MONTHS = 6;

export interface FamilyReRating {
  readonly familyName: string;
  readonly lines: readonly ReRated[];
  readonly months: readonly Month[];
}

/**
 * A family's tuition of the months that were billed, this one and later, as it comes to now. Two trips: what was billed
 * when, then the facts of those months. @throws NotFound
 */
export async function readReRating(ctx: Context, familyId: string): Promise<FamilyReRating> {
  const thisMonth = firstDayOfMonth(today(ctx));
  const found = await read(ctx, {
    family: familyNamed(familyId),
    billed: billedTuition(familyId, thisMonth),
    lowered: loweredTuition(familyId),
    run: monthsRun(thisMonth),
    ...tariffQueries(thisMonth),
  });
  const family = found.family[0];
  if (!family) throw new NotFound("family");
  const rulesIds = new Map<string, string | null>();
  // The family's own bill comes after the run's, and says which tariff it was.
  for (const { month, rulesId } of [...found.run, ...found.billed]) {
    if (rulesId !== null || !rulesIds.has(month)) rulesIds.set(month, rulesId);
  }
  const months = [...rulesIds.keys()].sort().slice(0, MOST_MONTHS);
  if (months.length === 0) return { familyName: family.name, lines: [], months: [] };
  const asked = months.map((month) => ({
    from: month,
    to: lastDayOfMonth(month),
    chargeOn: today(ctx),
    families: { ids: [familyId] },
  }));
  const answers = await read(ctx, {
    kept: keptTariffs([...rulesIds.values()].filter((id) => id !== null)),
    ...Object.fromEntries(asked.flatMap((one, i) => numbered(factsQueries(one), i))),
  });
  const now = (await tariffOf(ctx, found)).rules;
  const kept = new Map(answers.kept.map(({ id, rules }) => [id, rules]));
  const priced = asked.map((one, i): Month => {
    const facts = familyFactsOf(one, factsOf(answers as never, i))[0]!;
    const rules = tariffOfMonth(kept.get(rulesIds.get(one.from) ?? ""), now);
    const categoryId = found.run.findLast(({ month }) => month === one.from)?.categoryId ?? null;
    return { month: one.from, rules, facts, categoryId };
  });
  const lines = priced.flatMap((month) => reRate(month, found.billed, found.lowered));
  return { familyName: family.name, lines, months: priced };
}

/** The queries of one of several months under names of their own, so that all are one trip. */
function numbered(queries: ReturnType<typeof factsQueries>, i: number): [string, Query<unknown>][] {
  return Object.entries(queries).map(([name, query]) => [`${name}${i}`, query as Query<unknown>]);
}

function factsOf(answers: Readonly<Record<string, readonly unknown[]>>, i: number): FactsFound {
  const names = ["families", "enrollments", "classes", "versions", "meetings"] as const;
  return Object.fromEntries(names.map((name) => [name, answers[`${name}${i}`]])) as unknown as FactsFound;
}
