import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { AuditOptions } from "./schemas.ts";

const MAX_ACTORS = 500;

/** Everybody who works here or did, and every kind of act that ever happened. */
export async function auditOptions(ctx: Context): Promise<AuditOptions> {
  requireRight(ctx, "audit", "view");
  const found = await read(ctx, {
    actors: select(
      { id: staff.id, name: sql<string>`trim(${staff.firstName} || ' ' || ${staff.lastName})` },
      sql`from ${staff} order by ${staff.isActive} desc, ${staff.sortName} limit ${MAX_ACTORS}`,
    ),
    // Steps from one kind of act to the next over the index, rather than through all acts.
    actions: select(
      { action: sql<string>`action` },
      sql`from (
        with recursive steps(action) as (
          select min(action) from changes
          union all
          select (select min(action) from changes where action > steps.action) from steps where steps.action is not null)
        select action from steps where action is not null)`,
    ),
  });
  return { actors: found.actors, actions: found.actions.map((row) => row.action) };
}
