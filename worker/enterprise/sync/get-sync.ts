import { sql } from "drizzle-orm";
import { type SyncReport, syncReports } from "../../../analytics/sync-report.ts";
import { select } from "../../../control-plane/query.ts";
import type { EnterpriseContext } from "../context.ts";
import { storeOf } from "../store/open-store.ts";
import type { AccountSync, SyncOverview, SyncPhase } from "./schemas.ts";

/** A sync that was not heard of for so long has died; its message comes again. */
const LOST_AFTER_MS = 10 * 60_000;

/** How old the figures of each account are, and what is being done about it. */
export async function getSync(ctx: EnterpriseContext): Promise<SyncOverview> {
  const accounts = await ctx.services.house.visibleAccounts.of(ctx);
  const ids = accounts.map(({ id }) => id);
  const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
  const [{ plans }, reports] = await Promise.all([
    ctx.control.read({
      plans: select(
        {
          accountId: sql<string>`account_id`,
          nextSyncAt: sql<number>`next_sync_at`,
          askedAt: sql<number | null>`asked_at`,
        },
        sql`from enterprise_syncs where enterprise_id = ${ctx.actor.enterpriseId}`,
      ),
    }),
    syncReports(store, ids),
  ]);
  const planOf = new Map(plans.map((plan) => [plan.accountId, plan]));
  const reportOf = new Map(reports.map((report) => [report.accountId, report]));
  const rows = accounts.map(({ id, name }): AccountSync => {
    const [plan, report] = [planOf.get(id), reportOf.get(id)];
    const phase = phaseOf(report, plan?.askedAt ?? null, ctx.nowMs);
    return {
      accountId: id,
      name,
      phase,
      syncedAt: report?.syncedAt ?? null,
      error: phase === "failed" ? (report?.error ?? null) : null,
      rowsDone: report?.rowsDone ?? 0,
      isBuilding: report?.isBuilding ?? true,
      nextSyncAt: plan?.nextSyncAt ?? null,
    };
  });
  const ages = rows.map(({ syncedAt }) => syncedAt);
  const oldestSyncedAt = ages.length === 0 || ages.includes(null) ? null : Math.min(...(ages as number[]));
  return { accounts: rows, oldestSyncedAt };
}

function phaseOf(report: SyncReport | undefined, askedAt: number | null, nowMs: number): SyncPhase {
  const ended = Math.max(report?.syncedAt ?? 0, report?.failedAt ?? 0);
  const started = report?.startedAt ?? 0;
  if (askedAt !== null && askedAt > Math.max(ended, started) && nowMs - askedAt < LOST_AFTER_MS)
    return "waiting";
  if (started > ended && nowMs - started < LOST_AFTER_MS) return "running";
  if (report?.failedAt) return "failed";
  return report?.syncedAt ? "fresh" : "never";
}
