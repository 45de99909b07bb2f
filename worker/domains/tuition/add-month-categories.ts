import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { MonthCategoriesInput } from "./schemas.ts";
import { explainUnique, lastPosition } from "./setup-lists.ts";

/**
 * Adds one charge category for each of some months, “December 2026 tuition”, which expires two months after its own.
 * Those whose name exists already are left as they are. @throws Precondition `not_unique`
 */
export async function addMonthCategories(
  ctx: Context,
  input: MonthCategoriesInput,
): Promise<{ added: number; change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const { last, existing } = await read(ctx, {
    last: lastPosition("chargeCategories"),
    existing: select({ name: sql<string>`lower(name)` }, sql`from living_charge_categories`),
  });
  const known = new Set(existing.map((row) => row.name));
  const months = monthsFrom(input.from, input.months)
    .map((firstOn) => ({
      name: `${monthName(firstOn, ctx.account.locale)} tuition`,
      expiresOn: endAfter(firstOn),
    }))
    .filter(({ name }) => !known.has(name.toLowerCase()));
  const added = months.length;
  if (added === 0) return { added, change: null };
  const change = new Change(ctx, {
    action: "chargeCategories.months",
    summary:
      added === 1 ? `Added the charge category ${months[0]!.name}` : `Added ${added} charge categories`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  months.forEach((month, i) => {
    const position = last[0]!.position + 1 + i;
    change.insert("chargeCategories", { id: newId("chargeCategory", ctx.nowMs), ...month, position });
  });
  try {
    return { added, change: await commit(ctx, change, { added }) };
  } catch (error) {
    throw explainUnique(error, "chargeCategories");
  }
}

function monthsFrom(from: string, count: number): Date[] {
  const [year, month] = from.split("-").map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => new Date(Date.UTC(year, month - 1 + i, 1)));
}

function monthName(firstOn: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(firstOn);
}

/** The last day of the second month after: late payers of a month are still charged under it. */
function endAfter(firstOn: Date): string {
  return new Date(Date.UTC(firstOn.getUTCFullYear(), firstOn.getUTCMonth() + 3, 0))
    .toISOString()
    .slice(0, 10);
}
