import type { Query } from "../../../control-plane/query.ts";
import { firstDayOfMonth, type IsoDate, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { FamilyFacts } from "../pricing/facts.ts";
import { priceFamily } from "../pricing/price-family.ts";
import type { PricedLine } from "../pricing/priced.ts";
import { type FactsFound, familyFactsOf } from "../tuition/facts.ts";
import { type FactsAsked, factsQueries } from "../tuition/facts-queries.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import { type Tariff, tariffOf, tariffQueries } from "../tuition/tariff.ts";
import type { PlannedLine } from "./plan-line.ts";
import type { LineBilling } from "./promo.ts";

/** A month for which tuition was run already; whoever joins later is not billed for it by anybody else. */
export interface RunMonth {
  readonly month: string;
  readonly categoryId: string | null;
}

/** What lines come to in one month, beside everything else that the family is billed. */
export interface PricedMonth {
  readonly month: string;
  readonly categoryId: string | null;
  readonly facts: FamilyFacts;
  /** By the id of the line asked for. */
  readonly lines: ReadonlyMap<string, PricedLine>;
}

export interface PricedLines {
  readonly tariff: Tariff;
  readonly months: readonly PricedMonth[];
}

const MOST_MONTHS = 4;
const NONE: LineBilling = { promoCodeId: null, classTuitionId: null };

/**
 * Prices lines as if they were enrolled, under ids of their own: the month in which each begins, and later ones that were
 * billed already. The whole family is priced, since its classes discount one another. One trip.
 */
export async function priceLines(
  ctx: Context,
  familyId: string,
  lines: readonly PlannedLine[],
  how: {
    readonly run: readonly RunMonth[];
    readonly billing: ReadonlyMap<string, LineBilling>;
  },
): Promise<PricedLines> {
  const planned: PlannedEnrollments = {
    ended: [],
    begun: lines.map((line) => begun(ctx, line, how.billing.get(line.asked.id) ?? NONE)),
  };
  const months = monthsOf(lines, how.run);
  const asked = months.map(
    (month): FactsAsked => ({
      from: month,
      to: lastDayOfMonth(month),
      chargeOn: today(ctx),
      families: { ids: [familyId] },
      planned,
    }),
  );
  const numbered = asked.flatMap((one, i) =>
    Object.entries(factsQueries(one)).map(([name, query]) => [`${name}${i}`, query as Query<unknown>]),
  );
  const answers = await read(ctx, {
    ...tariffQueries(months[0] ?? firstDayOfMonth(today(ctx))),
    ...(Object.fromEntries(numbered) as Record<string, Query<unknown>>),
  });
  const tariff = await tariffOf(ctx, answers as never);
  const rows = answers as unknown as Readonly<Record<string, readonly unknown[]>>;
  return {
    tariff,
    months: asked.map((one, i) => {
      const [facts] = familyFactsOf(one, factsAt(rows, i)) as [FamilyFacts];
      const priced = facts.enrollments.length === 0 ? [] : priceFamily(tariff.rules, facts).lines;
      const own = lines.flatMap((line) => {
        const found = priced.find(({ enrollmentId }) => enrollmentId === line.asked.id);
        return found && isBilledFor(line, one.from, how.run) ? [[line.asked.id, found] as const] : [];
      });
      const categoryId = how.run.findLast(({ month }) => month === one.from)?.categoryId ?? null;
      return { month: one.from, categoryId, facts, lines: new Map(own) };
    }),
  };
}

function begun(ctx: Context, { asked, plan }: PlannedLine, billing: LineBilling) {
  return {
    id: asked.id,
    studentId: asked.studentId,
    classId: asked.classId,
    kind: asked.kind === "single_day" ? ("single_day" as const) : ("active" as const),
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    slotIds: plan.slotIds,
    createdAtMs: ctx.nowMs,
    ...billing,
  };
}

/** The first month of each line, and those after it that were run. */
function monthsOf(lines: readonly PlannedLine[], run: readonly RunMonth[]): IsoDate[] {
  const first = lines.map(({ plan }) => firstDayOfMonth(plan.startsOn));
  const later = run
    .map(({ month }) => month)
    .filter((month) => lines.some((line) => isBilledFor(line, month, run)));
  return [...new Set([...first, ...later])].sort().slice(0, MOST_MONTHS);
}

function isBilledFor({ plan, asked }: PlannedLine, month: IsoDate, run: readonly RunMonth[]): boolean {
  const first = firstDayOfMonth(plan.startsOn);
  if (month === first) return true;
  const isWithin = month > first && (plan.endsOn === null || month <= plan.endsOn);
  return asked.kind === "active" && isWithin && run.some((one) => one.month === month);
}

function factsAt(rows: Readonly<Record<string, readonly unknown[]>>, i: number): FactsFound {
  const names = ["families", "enrollments", "classes", "versions", "meetings"] as const;
  return Object.fromEntries(names.map((name) => [name, rows[`${name}${i}`]])) as unknown as FactsFound;
}
