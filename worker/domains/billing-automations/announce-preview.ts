import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { billingAutomations } from "../../../tenant-schema/tuition.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { begin, hold } from "../billing-runs/approve-run.ts";
import { runById, runTotals } from "../billing-runs/run-queries.ts";
import { guardState } from "../billing-runs/run-state.ts";
import { AUTOMATION_MAIL } from "./automation-mail.ts";
import { isAmong, type StoredAutomation, toldStaff } from "./automation-rows.ts";
import { whyHold } from "./why-hold.ts";

/**
 * The preview of an automation is there: it begins when its wait is over, or asks when it is unusual, and staff are told
 * which; all in one batch. Harmless twice: a run that waits, asks or was decided about is left alone.
 */
export async function announcePreview(ctx: Context<SystemActor>, runId: string): Promise<void> {
  const found = await ctx.database.read({
    run: runById(runId),
    totals: runTotals(runId),
    before: lastTime(runId),
    automation: automationOf(runId),
  });
  const run = found.run[0];
  if (run?.state !== "previewed" || run.heldReason !== null || run.automationId === null) return;
  const automation = found.automation[0] ?? null;
  const { told } = await ctx.database.read({ told: toldStaff(isAmong(automation?.notifyStaffIds ?? [])) });
  const { tickedCount, tickedMinor } = found.totals[0]!;
  const beforeMinor = found.before[0]?.minor ?? null;
  const heldReason = whyHold({ automation, tickedCount, tickedMinor, beforeMinor, told: told.length });
  const change = new Change(ctx, {
    action: heldReason === null ? "billing_runs.announce" : "billing_runs.ask",
    summary: heldReason === null ? `Told staff of: ${run.title}` : `Asked staff to look at: ${run.title}`,
    right: "transactions",
  });
  guardState(change, runId, ["previewed"]);
  const noted = { comparedMinor: beforeMinor, heldReason };
  if (heldReason !== null || automation === null) change.update("billingRuns", run, noted);
  else if (automation.waitHours === 0) begin(ctx, change, run, tickedCount, noted);
  else hold(ctx, change, run, automation.waitHours, noted);
  for (const { id: staffId } of told) change.effect({ topic: AUTOMATION_MAIL, payload: { runId, staffId } });
  await commit(ctx, change);
}

function automationOf(runId: string): Query<StoredAutomation> {
  return select(
    allColumns(billingAutomations),
    sql`from billing_automations where deleted_at is null
      and id = (select automation_id from billing_runs where id = ${runId})`,
  ) as unknown as Query<StoredAutomation>;
}

/** What the same lines came to last time, where that is known of each; else what the automation's last run came to. */
function lastTime(runId: string): Query<{ minor: number | null }> {
  return select(
    {
      minor: sql<number | null>`coalesce(
        (select nullif(sum(r.was_minor), 0) from billing_run_rows r where r.run_id = ${runId} and r.difference is not 'billed'),
        (select b.done_minor from billing_runs own cross join billing_runs b on b.automation_id = own.automation_id
          where own.id = ${runId} and b.occurrence_on < own.occurrence_on and b.state = 'done' and b.done_minor > 0
            and b.deleted_at is null order by b.occurrence_on desc limit 1))`,
    },
    sql``,
  );
}
