import { sql } from "drizzle-orm";
import { type SyncReport, syncReports } from "../../../analytics/sync-report.ts";
import { headVersion } from "../../../control-plane/migrator.ts";
import { flag, select } from "../../../control-plane/query.ts";
import { migrations } from "../../../tenant-schema/migrations/manifest.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf, groupsOf } from "../reach.ts";
import { storeOf } from "../store/open-store.ts";
import type { AccountHealth, AccountList, EnterpriseAccount, GroupName } from "./schemas.ts";

/** A day, and the hour that a daily sync may come later. */
const OLD_AFTER_MS = 25 * 3_600_000;

const accountColumns = {
  id: sql<string>`a.id`,
  urlName: sql<string>`a.url_name`,
  name: sql<string>`a.display_name`,
  plan: sql<string>`a.plan`,
  status: sql<string>`a.status`,
  schemaVersion: sql<number>`a.schema_version`,
  phoneRegion: sql<string>`a.phone_region`,
  groupId: sql<string | null>`ea.group_id`,
  ownerName: sql<string>`ea.owner_name`,
  contactName: sql<string>`ea.contact_name`,
  contactEmail: sql<string>`ea.contact_email`,
  contactPhone: sql<string>`ea.contact_phone`,
  place: sql<string>`ea.place`,
  version: sql<number>`ea.version`,
};

/** Every account that the reader may enter, by name, with the groups they may know of. */
export async function listAccounts(ctx: EnterpriseContext): Promise<AccountList> {
  const { accounts, groups } = await ctx.control.read({
    accounts: select(
      accountColumns,
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id in ${accountsOf(ctx.actor)} order by lower(a.display_name), a.id`,
    ),
    groups: groupNames(ctx),
  });
  const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
  const reports = await syncReports(
    store,
    accounts.map(({ id }) => id),
  );
  const reportOf = new Map(reports.map((report) => [report.accountId, report]));
  return {
    accounts: accounts.map(({ status, schemaVersion, ...account }): EnterpriseAccount => {
      const isBehind = Math.abs(schemaVersion - headVersion(migrations)) > 1;
      const report = reportOf.get(account.id);
      const health =
        status === "suspended" ? "suspended" : isBehind ? "updating" : healthOf(report, ctx.nowMs);
      return { ...account, health, syncedAt: report?.syncedAt ?? null };
    }),
    groups,
  };
}

/** What its figures say; one that was never read is new, not ill. */
function healthOf(report: SyncReport | undefined, nowMs: number): AccountHealth {
  if (report?.error) return "sync_failed";
  return report?.syncedAt && nowMs - report.syncedAt > OLD_AFTER_MS ? "sync_old" : "fine";
}

/** The groups that the reader may know of, parents before children of the same name. */
export function groupNames({ actor }: EnterpriseContext) {
  return select<{
    [K in keyof GroupName]: ReturnType<typeof sql<GroupName[K]>>;
  }>(
    {
      id: sql<string>`g.id`,
      parentId: sql<string | null>`g.parent_id`,
      name: sql<string>`g.name`,
      isActive: flag(sql`g.is_active`),
    },
    sql`from enterprise_groups g where g.id in ${groupsOf(actor)} order by lower(g.name), g.id`,
  );
}
