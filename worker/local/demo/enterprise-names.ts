import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";

interface Names {
  readonly levels: readonly string[];
  readonly programs: readonly string[];
  readonly categories: readonly string[];
}

/**
 * What three people in three offices typed in for the same things, with true distinctions beside them; what classes hang
 * on is in `offers.ts`. Where the accounts of an enterprise are compared, only the first kind is to be found.
 */
const TYPED: readonly Names[] = [
  {
    levels: ["Guppy 1", "Guppy 2", "Bronze", "Bronze+", "Girls 1", "Boys 1"],
    programs: ["Parent & Tot", "Open Gym", "Adult Classes"],
    categories: ["Late Fee", "Annual Membership", "Costume Deposit"],
  },
  {
    levels: ["Guppy 1", "Guppy 2", "Bronze", "Silver", "Girls 1", "Girls 2"],
    programs: ["Parent and Tot", "Open Gym", "Adult Clases"],
    categories: ["Late Fee", "Annual Membershp", "Costume Deposit"],
  },
  {
    levels: ["Guppy 1", "Guppy 3", "Bronze+", "Gold", "Boys 1", "Boys 2"],
    programs: ["Parent & Tot", "Open-Gym", "Adult Classes"],
    categories: ["Late Fees", "Annual Membership", "Costume Deposit 2"],
  },
];

/** Adds the names that the n-th account of the demonstration enterprise has; those it has already stay as they are. */
export async function addEnterpriseNames(ctx: Context, index: number): Promise<void> {
  const names = TYPED[index % TYPED.length]!;
  const found = await ctx.database.read({
    levels: namesIn("levels"),
    programs: namesIn("programs"),
    categories: namesIn("charge_categories"),
  });
  const change = new Change(ctx, {
    action: "demo.names",
    summary: "Added levels, programs and charge categories",
    right: null,
  });
  const missing = (wanted: readonly string[], rows: readonly { name: string }[]) => {
    const there = new Set(rows.map(({ name }) => name.toLowerCase()));
    return wanted.filter((name) => !there.has(name.toLowerCase()));
  };
  const position = (i: number) => 100 + i;
  for (const [i, name] of missing(names.levels, found.levels).entries())
    change.insert("levels", { id: newId("level", ctx.nowMs), name, color: null, position: position(i) });
  for (const [i, name] of missing(names.programs, found.programs).entries())
    change.insert("programs", { id: newId("program", ctx.nowMs), name, position: position(i) });
  for (const [i, name] of missing(names.categories, found.categories).entries())
    change.insert("chargeCategories", {
      id: newId("chargeCategory", ctx.nowMs),
      name,
      position: position(i),
    });
  if (!change.isEmpty) await commit(ctx, change);
}

function namesIn(table: "levels" | "programs" | "charge_categories") {
  return select({ name: sql<string>`name` }, sql`from ${sql.identifier(table)} where deleted_at is null`);
}
