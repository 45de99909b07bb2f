import type { Aging } from "../../../analytics/figures.ts";
import { syncReports } from "../../../analytics/sync-report.ts";
import type { EnterpriseContext } from "../context.ts";
import { storeOf } from "../store/open-store.ts";
import { visibleIn } from "../store/visible-accounts.ts";
import { type FiguredVisible, figuresOf, lastMonths, together } from "./read-dashboard.ts";
import type { DashboardAccount, DashboardAnswer, DashboardFilter } from "./schemas.ts";

/** Enrollments, openings, money and retention of the accounts of a group, or of all, by month. @throws NotFound */
export async function getDashboard(
  ctx: EnterpriseContext,
  filter: DashboardFilter,
): Promise<DashboardAnswer> {
  const accounts = await visibleIn(ctx, filter.group);
  const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
  const months = lastMonths(accounts, ctx.nowMs, filter.months);
  const [figures, reports] = await Promise.all([
    figuresOf(store, accounts, months, ctx.nowMs),
    syncReports(
      store,
      accounts.map(({ id }) => id),
    ),
  ]);
  const reportOf = new Map(reports.map((report) => [report.accountId, report]));
  const people = together(
    months,
    figures.map((account) => account.months),
  ).map(({ revenueMinor: _r, receivedMinor: _c, receivableMinor: _o, unappliedMinor: _u, ...rest }) => rest);
  const ages = accounts.map(({ id }) => reportOf.get(id)?.syncedAt ?? null);
  return {
    months,
    people,
    money: moneyOf(
      months,
      figures.filter(({ shows }) => shows.money),
    ),
    withheld: {
      people: figures.filter(({ shows }) => !shows.people).length,
      money: figures.filter(({ shows }) => !shows.money).length,
    },
    accounts: figures.map((account) => rowOf(account, reportOf.get(account.id))),
    oldestSyncedAt: ages.length === 0 || ages.includes(null) ? null : Math.min(...(ages as number[])),
  };
}

function rowOf(
  account: FiguredVisible,
  report: { readonly syncedAt: number | null; readonly error: string | null } | undefined,
): DashboardAccount {
  const { id, name, groupId, currency, months, aging, shows } = account;
  const [before, now] = months.slice(-2) as [DashboardAccount["before"], DashboardAccount["now"]];
  const { syncedAt = null, error = null } = report ?? {};
  return { id, name, groupId, currency, syncedAt, error, now, before, aging, shows };
}

/** Money of different currencies is never added up. */
function moneyOf(months: readonly string[], figures: readonly FiguredVisible[]): DashboardAnswer["money"] {
  const byCurrency = new Map<string, FiguredVisible[]>();
  for (const account of figures) {
    byCurrency.set(account.currency, [...(byCurrency.get(account.currency) ?? []), account]);
  }
  const groups = [...byCurrency].map(([currency, accounts]) => ({
    currency,
    months: together(
      months,
      accounts.map((account) => account.months),
    ).map(({ month, revenueMinor, receivedMinor, receivableMinor, unappliedMinor }) => ({
      month,
      revenueMinor,
      receivedMinor,
      receivableMinor,
      unappliedMinor,
    })),
    aging: accounts.map((account) => account.aging).reduce(addAging),
  }));
  const volume = (group: (typeof groups)[number]) =>
    group.months.reduce((sum, month) => sum + month.revenueMinor, 0);
  return groups.sort((a, b) => volume(b) - volume(a));
}

function addAging(a: Aging, b: Aging): Aging {
  return {
    notDueMinor: a.notDueMinor + b.notDueMinor,
    to30Minor: a.to30Minor + b.to30Minor,
    to60Minor: a.to60Minor + b.to60Minor,
    to90Minor: a.to90Minor + b.to90Minor,
    over90Minor: a.over90Minor + b.over90Minor,
  };
}
