import { sql } from "drizzle-orm";
import { settleDue } from "../../control-plane/due-accounts.ts";
import { select } from "../../control-plane/query.ts";
import { addDays, startOfDateMs } from "../../tenant-schema/dates.ts";
import { askAfterFailures } from "../domains/billing-automations/ask-after-failures.ts";
import { startDueAutomations } from "../domains/billing-automations/start-due.ts";
import { beginDueRuns } from "../domains/billing-runs/begin-due-runs.ts";
import { closeQuiet } from "../domains/conversations/close-quiet.ts";
import { expireRequests } from "../domains/online-activity/expire-requests.ts";
import { lookAfterAttempts, nextAttemptAt } from "../domains/payments/due-attempts.ts";
import { tellExpiring } from "../domains/payments/tell-expiring.ts";
import { startDueReports } from "../domains/reports/schedules/start-due.ts";
import { nextTextAt, settleTexts } from "../domains/texts/settle-texts.ts";
import { serveQueues } from "../domains/waitlist/serve-queues.ts";
import { type Context, today } from "../kernel/context.ts";
import type { Services } from "../services.ts";
import { forgetImportFiles } from "./forget-import-files.ts";
import { forgetReportFiles } from "./forget-report-files.ts";
import { keepHouse } from "./keep-house.ts";
import type { DueMessage } from "./messages.ts";
import { reconcileLedger } from "./reconcile-ledger.ts";
import { RELAY_AGAIN_MS, relayOutbox } from "./relay-outbox.ts";
import { systemContext } from "./system-context.ts";
import { turnDay } from "./turn-day.ts";

/** Does whatever is due in an account, and notes when something is due next. */
export async function runDue(services: Services, message: DueMessage): Promise<void> {
  const { accountId, jobId, dueAt } = message;
  const ctx = await systemContext(services, accountId, jobId);
  await turnDay(ctx);
  await expireRequests(ctx);
  await keepHouse(ctx);
  await reconcileLedger(services, ctx);
  await forgetImportFiles(services.env.FILES, accountId, ctx.nowMs);
  await forgetReportFiles(services.env.FILES, accountId, ctx.nowMs);
  await serveQueues(ctx);
  await startDueReports(ctx);
  await startDueAutomations(services, ctx);
  await beginDueRuns(ctx);
  await askAfterFailures(ctx);
  await lookAfterAttempts(services, ctx);
  await tellExpiring(ctx);
  await settleTexts(services, ctx);
  await closeQuiet(ctx);
  await relayOutbox(services, ctx);
  await settleDue(services.control, { id: accountId, dueAt }, await nextDue(ctx));
}

/** The next midnight at the school, or earlier when an effect must be looked after or something bills itself. */
async function nextDue(ctx: Context): Promise<number> {
  const midnight = startOfDateMs(addDays(today(ctx), 1), ctx.account.timeZone);
  const { open, automation, waiting } = await ctx.database.read({
    open: select(
      { earliest: sql<number | null>`min(coalesce(relayed_at + ${RELAY_AGAIN_MS}, not_before))` },
      sql`from outbox where done_at is null and cancelled_at is null`,
    ),
    automation: select(
      { nextAt: sql<number | null>`min(next_at)` },
      sql`from billing_automations where next_at is not null and deleted_at is null`,
    ),
    waiting: select(
      { dueAt: sql<number | null>`min(due_at)` },
      sql`from billing_runs where due_at is not null`,
    ),
  });
  const billing = [automation[0]?.nextAt ?? null, waiting[0]?.dueAt ?? null];
  const times = [
    open[0]?.earliest ?? null,
    ...billing,
    await nextAttemptAt(ctx),
    await nextTextAt(ctx),
  ].filter((at) => at !== null);
  return Math.min(midnight, ...times.map((at) => Math.max(at, ctx.nowMs + 1000)));
}
