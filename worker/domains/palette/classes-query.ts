import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { classScope } from "../../kernel/scope.ts";
import { inRange } from "../families/search.ts";

interface FoundClass {
  readonly id: string;
  readonly name: string;
  readonly programName: string | null;
  readonly levelName: string | null;
}

/** How many classes with the longest word are looked at for the others. */
const MAX_LOOKED_AT = 60;

/** The first classes, not archived, whose names have words that begin like these. */
export function classesQuery(ctx: Context, words: readonly string[], shown: number): Query<FoundClass> {
  const [longest, ...others] = [...words].sort((a, b) => b.length - a.length);
  const probes = others.map((word) => sql`and instr(' ' || cl.sort_name, ${` ${word}`}) > 0`);
  const ids =
    longest === undefined
      ? sql`select null as id where false`
      : sql`select distinct id from search_tokens where ${inRange({ scope: "cn", prefix: longest })} limit ${MAX_LOOKED_AT}`;
  return select(
    {
      id: sql<string>`cl.id`,
      name: sql<string>`cl.name`,
      programName: sql<string | null>`(select name from programs where id = cl.program_id)`,
      levelName: sql<string | null>`(select name from levels where id = cl.level_id)`,
    },
    sql`from (${ids}) t cross join classes cl on cl.id = t.id and cl.is_archived = 0
      and ${classScope(ctx, "classes", "view", { classId: sql`cl.id`, locationId: sql`cl.location_id` })}
      ${sql.join(probes, sql` `)} limit ${shown}`,
  );
}
