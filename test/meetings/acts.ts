import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import type { Right } from "../../worker/kernel/permissions.ts";
import type { TestTenant } from "../harness/tenant.ts";

/** A Monday of the school that the tests of meetings act on; “today” there is the Saturday before. */
export const MONDAY = "2026-11-23";
export const NEXT_MONDAY = "2026-11-30";
export const CLASSES: Partial<Record<Right, "full">> = { classes: "full" };

/** What a change left in the audit log. */
export async function auditOf(tenant: TestTenant, changeId: string): Promise<unknown> {
  const { rows, change } = await tenant.database.read({
    change: select({ action: sql<string>`action` }, sql`from changes where id = ${changeId}`),
    rows: select(
      { entity: sql<string>`entity`, op: sql<string>`op` },
      sql`from change_rows where change_id = ${changeId} order by position`,
    ),
  });
  return [change[0]?.action, ...rows.map(({ entity, op }) => `${entity} ${op}`)];
}

/** What a change has waiting in the outbox. */
export async function effectsOf(
  tenant: TestTenant,
  changeId: string,
): Promise<{ topic: string; payload: Record<string, unknown> }[]> {
  const { rows } = await tenant.database.read({
    rows: select(
      { topic: sql<string>`topic`, payload: sql<string>`payload` },
      sql`from outbox where change_id = ${changeId} and cancelled_at is null order by topic, id`,
    ),
  });
  return rows.map(({ topic, payload }) => ({ topic, payload: JSON.parse(payload) }));
}
