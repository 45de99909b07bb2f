import { type SQL, sql } from "drizzle-orm";
import { type Context, requireRight, type StaffActor, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { locationScope, requireBeyondOwn } from "../reports/reach.ts";
import { firstDayOf, monthAfter, monthsUpTo } from "./months.ts";
import { agedQuery, attemptsQuery, type Measure, movesQuery, programsQuery } from "./queries.ts";
import type { OverviewFilter } from "./schemas.ts";
import type { Compared, MethodPayments, MoneyOverview } from "./shapes.ts";

const RIGHT = "money_overview";

/** What was earned, is owed and came in, month by month, in one trip. Whoever has the right at a location sees that one. */
export async function getMoneyOverview(
  ctx: Context<StaffActor>,
  { months: count, locationId }: OverviewFilter,
): Promise<MoneyOverview> {
  requireRight(ctx, RIGHT, "view", locationId || undefined);
  requireBeyondOwn(ctx, RIGHT);
  const asOf = today(ctx);
  // The month before is always there to compare with.
  const known = monthsUpTo(asOf, Math.max(count, 2));
  const months = known.slice(-count);
  const here = (column: SQL) => {
    const asked = locationId === "" ? sql`true` : sql`${column} = ${locationId}`;
    return sql`(${locationScope(ctx, RIGHT, column)} and ${asked})`;
  };
  const from = firstDayOf(known[0]!);
  const before = firstDayOf(monthAfter(asOf.slice(0, 7)));
  const found = await read(ctx, {
    moves: movesQuery({ from, before, today: asOf, here }),
    attempts: attemptsQuery(months, ctx.account.timeZone, here),
    aged: agedQuery(asOf, here),
    programs: programsQuery(),
  });
  const shown = found.moves.filter(({ month }) => months.includes(month));
  const revenue = shown
    .filter(({ measure, minor }) => measure === "revenue" && minor !== 0)
    .map(({ month, programId, minor }) => ({ month, programId, minor }));
  return {
    ...{ asOf, months, revenue },
    programs: byRevenue(revenue, new Map(found.programs.map(({ id, name }) => [id, name]))),
    taxes: months.map((month) => ({ month, minor: sumOf(found.moves, "tax", month).minor })),
    payments: byMethod(shown),
    attempts: [...found.attempts].sort((a, b) => (a.month < b.month ? -1 : 1)),
    receivables: found.aged[0]!,
    totals: {
      revenue: compare(found.moves, "revenue", known),
      tax: compare(found.moves, "tax", known),
      received: compare(found.moves, "received", known),
    },
  };
}

interface Move {
  readonly month: string;
  readonly measure: Measure;
  readonly method: string | null;
  readonly minor: number;
  readonly byDayMinor: number;
}

function sumOf(moves: readonly Move[], measure: Measure, month: string | undefined) {
  const own = moves.filter((move) => move.measure === measure && move.month === month);
  return {
    minor: own.reduce((sum, move) => sum + move.minor, 0),
    byDayMinor: own.reduce((sum, move) => sum + move.byDayMinor, 0),
  };
}

function compare(moves: readonly Move[], measure: Measure, months: readonly string[]): Compared {
  const before = sumOf(moves, measure, months.at(-2));
  return {
    minor: sumOf(moves, measure, months.at(-1)).minor,
    ...{ beforeMinor: before.minor, beforeByDayMinor: before.byDayMinor },
  };
}

function byRevenue(
  revenue: MoneyOverview["revenue"],
  names: ReadonlyMap<string, string>,
): MoneyOverview["programs"] {
  const sums = new Map<string | null, number>();
  for (const { programId, minor } of revenue) sums.set(programId, (sums.get(programId) ?? 0) + minor);
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .map(([id]) => ({ id, name: (id === null ? undefined : names.get(id)) ?? "No program" }));
}

function byMethod(moves: readonly Move[]): MethodPayments[] {
  const found = new Map<string, MethodPayments>();
  for (const { month, method, measure, minor } of moves) {
    if (method === null || (measure !== "received" && measure !== "given_back")) continue;
    const key = `${month} ${method}`;
    const sum = found.get(key) ?? { month, method, receivedMinor: 0, givenBackMinor: 0 };
    const field = measure === "received" ? "receivedMinor" : "givenBackMinor";
    found.set(key, { ...sum, [field]: sum[field] + minor });
  }
  return [...found.values()];
}
