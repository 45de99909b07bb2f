import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { GROUP_CHARGE } from "./group-charge-step.ts";
import type { GroupChargeProgress } from "./outcomes.ts";

/** How far a group charge is that is carried out in the background, and what it has charged. @throws NotFound */
export async function getGroupCharge(ctx: Context, taskId: string): Promise<GroupChargeProgress> {
  requireRight(ctx, "charges", "full");
  const { task, made } = await read(ctx, {
    task: select(
      {
        status: sql<GroupChargeProgress["status"]>`status`,
        done: sql<number>`done`,
        total: sql<number>`total`,
        message: sql<string | null>`coalesce(error, result ->> 'text')`,
      },
      sql`from tasks where id = ${taskId} and kind = ${GROUP_CHARGE}`,
    ),
    made: select(
      { id: sql<string>`r.entity_id` },
      sql`from changes g cross join change_rows r on r.change_id = g.id and r.entity = 'charges' and r.op = 'insert'
        where g.group_id = (select change_group from tasks where id = ${taskId} and kind = ${GROUP_CHARGE}
          and status not in ('queued', 'running'))`,
    ),
  });
  const found = task[0];
  if (!found) throw new NotFound("group charge");
  const ids = made.map(({ id }) => id);
  return { ...found, reversal: ids.length === 0 ? null : { act: "void_charges", ids } };
}
