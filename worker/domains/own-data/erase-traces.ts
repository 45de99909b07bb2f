import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select, statement } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";

export const ERASE_TRACES = "erase-traces";

/** What an erasure leaves to be done after its batch: files in the bucket, and audit rows that no index finds. */
export const eraseTraces = z.object({ people: z.array(z.string()), fileKeys: z.array(z.string()) });

const ROWS_AT_ONCE = 5_000;

/**
 * Empties the audit rows of these people wherever they are, walking the whole log piece by piece: marks of attendance are
 * filed under no family. Done twice it finds nothing the second time.
 */
export async function emptyAuditOf(ctx: Context, people: readonly string[]): Promise<number> {
  const ids = JSON.stringify(people);
  let [after, emptied] = ["", 0];
  for (;;) {
    const piece = sql`select change_id from change_rows where change_id > ${after} order by change_id limit ${ROWS_AT_ONCE}`;
    const { found } = await ctx.database.read({
      found: select({ last: sql<string | null>`max(change_id)` }, sql`from (${piece})`),
    });
    const last = found[0]?.last ?? null;
    if (last === null) return emptied;
    const [rows] = await ctx.database.commit({
      statements: [
        statement(sql`update change_rows set before = null, after = null where change_id > ${after} and change_id <= ${last}
          and person_id in (select value from json_each(${ids})) and (before is not null or after is not null)
          returning change_id`),
      ],
    });
    emptied += (rows as readonly unknown[]).length;
    after = last;
  }
}
