import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { proposalsOf } from "./get-proposals.ts";
import { readReRatings } from "./read-re-rating.ts";
import type { ChangesFilter } from "./schemas.ts";
import type { Proposals } from "./shapes.ts";

/** Acts on more families than this are billed by a run, which shows every line. */
const MOST_FAMILIES = 5;

/**
 * What some acts on enrollments change of the bills of their families; those of which nothing changes are left out.
 * @throws Forbidden
 */
export async function proposalsOfChanges(ctx: Context, { ids }: ChangesFilter): Promise<Proposals[]> {
  requireRight(ctx, "charges", "full");
  const { families } = await read(ctx, { families: familiesOf(ctx, ids) });
  if (families.length === 0 || families.length > MOST_FAMILIES) return [];
  const found = await readReRatings(
    ctx,
    families.map(({ id }) => id),
  );
  return found.filter(({ lines }) => lines.length > 0).map((family) => proposalsOf(ctx, family));
}

function familiesOf(ctx: Context, changeIds: readonly string[]): Query<{ id: string }> {
  return select(
    { id: sql<string>`s.family_id` },
    sql`from json_each(${JSON.stringify(changeIds)}) j
      cross join change_rows r on r.change_id = j.value and r.entity = 'enrollments'
      cross join enrollments e on e.id = r.entity_id cross join students s on s.id = e.student_id and s.deleted_at is null
      cross join classes c on c.id = e.class_id and ${classScope(ctx, "enrollments", "view")}
      group by s.family_id limit ${MOST_FAMILIES + 1}`,
  );
}
