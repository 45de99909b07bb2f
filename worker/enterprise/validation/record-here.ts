import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { entities } from "../../../tenant-schema/entities.ts";
import { toUsage, usageQuery } from "../../domains/settings/in-use.ts";
import type { Current } from "../../kernel/change.ts";
import { type Context, may, type StaffActor } from "../../kernel/context.ts";
import { NAME_KINDS } from "./name-kinds.ts";
import type { NameKind, PushPreviewRow } from "./schemas.ts";

export interface Renaming {
  readonly kind: NameKind;
  readonly from: string;
  readonly to: string;
}

export interface RecordHere {
  readonly record: (Current & { readonly name: string }) | null;
  /** Why it cannot be given the name here; null: it can. */
  readonly problem: string | null;
}

/** The record of that very name in an account, and whether it may be given the other one. */
export async function recordHere(ctx: Context, person: StaffActor, renaming: Renaming): Promise<RecordHere> {
  const { kind, from, to } = renaming;
  const { noun, entity, table } = NAME_KINDS[kind];
  const here = sql`from ${sql.identifier(table)} where deleted_at is null`;
  const { found, taken } = await ctx.database.read({
    found: select(allColumns(entities[entity].table), sql`${here} and name = ${from}`) as Query<
      Current & { readonly name: string }
    >,
    taken: select(
      { id: sql<string>`id`, name: sql<string>`name` },
      sql`${here} and name = ${to} collate nocase and name <> ${from}`,
    ),
  });
  const record = found[0] ?? null;
  const problem = () => {
    if (!may({ ...ctx, actor: person }, "settings", "full"))
      return "You may not change settings in this account.";
    if (!record) return `No ${noun} is called “${from}” here any more.`;
    if (taken[0])
      return `There is a ${noun} called “${taken[0].name}” here already, so this one keeps its name.`;
    return null;
  };
  return { record, problem: problem() };
}

/** What uses a record, by what people call it. */
export async function usesHere(ctx: Context, kind: NameKind, id: string): Promise<PushPreviewRow["uses"]> {
  const { uses } = NAME_KINDS[kind];
  const answers = await ctx.database.read(
    Object.fromEntries(Object.entries(uses).map(([what, reference]) => [what, usageQuery(reference, id)])),
  );
  return Object.entries(answers).flatMap(([what, rows]) => {
    const usage = toUsage(rows[0]?.found ?? 0);
    return usage.count > 0 ? [{ what, ...usage }] : [];
  });
}
