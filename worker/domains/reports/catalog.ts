import { type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { dropList } from "./classes/drop-list.ts";
import { newEnrollments } from "./classes/new-enrollments.ts";
import { levelSummary, programSummary } from "./classes/occupancy-summary.ts";
import type { Report } from "./definition.ts";
import { agedAccounts } from "./money/aged-accounts.ts";
import { bankDeposit } from "./money/bank-deposit.ts";
import { categoryList } from "./money/category-list.ts";
import { depositSplit } from "./money/deposit-split.ts";
import { recurringBilling } from "./money/recurring-billing.ts";
import { statements } from "./money/statements.ts";
import { taxReconciliation } from "./money/tax-reconciliation.ts";
import { reachesBeyondOwn, requireBeyondOwn } from "./reach.ts";

/** Every report there is, in the order of the page. A new one is one line here and one definition. */
export const REPORTS: readonly Report[] = [
  programSummary,
  dropList,
  newEnrollments,
  levelSummary,
  agedAccounts,
  bankDeposit,
  depositSplit,
  categoryList,
  recurringBilling,
  taxReconciliation,
  statements,
];

/** @throws NotFound, Forbidden with the right that is missing */
export function reportFor(ctx: Context, code: string): Report {
  const report = findReport(code);
  if (!report) throw new NotFound("report");
  requireRight(ctx, "reports", "view");
  requireRight(ctx, report.right, "view");
  if (report.subject === "accounts" && ctx.actor.kind === "staff") {
    requireBeyondOwn({ ...ctx, actor: ctx.actor }, report.right);
  }
  return report;
}

export function findReport(code: string): Report | undefined {
  return REPORTS.find((report) => report.code === code);
}

export function mayRun(ctx: Context, report: Report): boolean {
  if (!may(ctx, "reports", "view") || !may(ctx, report.right, "view")) return false;
  if (report.subject === "classes" || ctx.actor.kind !== "staff") return true;
  return reachesBeyondOwn({ ...ctx, actor: ctx.actor }, report.right);
}
