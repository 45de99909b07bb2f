import { type SQL, sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { addDays, startOfDateMs } from "../../../tenant-schema/dates.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import { subtreeOf } from "../reach.ts";
import type {
  AuditFilter,
  EnterpriseAuditEntry,
  EnterpriseAuditOptions,
  EnterpriseAuditPage,
} from "./schemas.ts";

const PAGE = 100;
const EXPORTED_MOST = 10_000;

/**
 * What somebody may read: an Admin of the enterprise everything, an Admin of a group what its users and those of the groups
 * below it did, everybody else what they did themselves. The group counts as it was when the act was done.
 */
export function auditOf({ enterpriseId, groupId, level, id }: EnterpriseActor): SQL {
  const own = sql`x.enterprise_id = ${enterpriseId}`;
  if (level !== "admin") return sql`${own} and x.user_id = ${id}`;
  return groupId === null ? own : sql`${own} and (x.group_id in ${subtreeOf(groupId)} or x.user_id = ${id})`;
}

/** The newest first; a page holds as many as fit on several screens. */
export async function readAudit(ctx: EnterpriseContext, filter: AuditFilter): Promise<EnterpriseAuditPage> {
  const rows = await entries(ctx, filter, PAGE + 1);
  const shown = rows.slice(0, PAGE);
  return { rows: shown, nextCursor: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null, total: null };
}

/** As a file: what the filters say, at most ten thousand acts, the newest. */
export function exportedAudit(ctx: EnterpriseContext, filter: AuditFilter): Promise<EnterpriseAuditEntry[]> {
  return entries(ctx, filter, EXPORTED_MOST);
}

function entries(
  ctx: EnterpriseContext,
  filter: AuditFilter,
  limit: number,
): Promise<EnterpriseAuditEntry[]> {
  const parts = [auditOf(ctx.actor)];
  if (filter.user) parts.push(sql`x.user_id = ${filter.user}`);
  if (filter.action) parts.push(sql`(x.action = ${filter.action} or x.action like ${`${filter.action}.%`})`);
  if (filter.account) parts.push(sql`x.account_id = ${filter.account}`);
  if (filter.group) parts.push(sql`x.group_id in ${subtreeOf(filter.group)}`);
  if (filter.from) parts.push(sql`x.at >= ${startOfDateMs(filter.from, filter.zone)}`);
  if (filter.to) parts.push(sql`x.at < ${startOfDateMs(addDays(filter.to, 1), filter.zone)}`);
  if (filter.cursor) parts.push(sql`x.seq < cast(${filter.cursor} as integer)`);
  const found = ctx.control.read({
    rows: select(
      {
        id: sql<string>`cast(x.seq as text)`,
        at: sql<number>`x.at`,
        userId: sql<string | null>`x.user_id`,
        userName: sql<string>`x.user_name`,
        userLevel: sql<EnterpriseAuditEntry["userLevel"]>`x.user_level`,
        groupId: sql<string | null>`x.group_id`,
        groupName: sql<string | null>`(select name from enterprise_groups g where g.id = x.group_id)`,
        action: sql<string>`x.action`,
        summary: sql<string>`x.summary`,
        accountId: sql<string | null>`x.account_id`,
        accountName: sql<string | null>`(select display_name from accounts a where a.id = x.account_id)`,
        before: json<EnterpriseAuditEntry["before"]>(sql`x.before`),
        after: json<EnterpriseAuditEntry["after"]>(sql`x.after`),
      },
      sql`from enterprise_audit x where ${sql.join(parts, sql` and `)} order by x.seq desc limit ${limit}`,
    ),
  });
  return found.then(({ rows }) => rows);
}

/** Whom, what and which accounts the reader's entries are about. */
export function auditOptions({ control, actor }: EnterpriseContext): Promise<EnterpriseAuditOptions> {
  const seen = auditOf(actor);
  return control
    .read({
      users: select(
        { id: sql<string>`x.user_id`, name: sql<string>`max(x.user_name)` },
        sql`from enterprise_audit x where ${seen} and x.user_id is not null group by x.user_id order by 2`,
      ),
      actions: select(
        { action: sql<string>`distinct x.action` },
        sql`from enterprise_audit x where ${seen} order by 1`,
      ),
      accounts: select(
        { id: sql<string>`a.id`, name: sql<string>`a.display_name` },
        sql`from accounts a where a.id in (select x.account_id from enterprise_audit x where ${seen}) order by 2`,
      ),
    })
    .then(({ actions, ...rest }) => ({ ...rest, actions: actions.map(({ action }) => action) }));
}
