import { sql } from "drizzle-orm";
import { allColumns, json, type Query, select } from "../../../control-plane/query.ts";
import { billingRuns } from "../../../tenant-schema/tuition.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { StoredRun } from "../billing-runs/run-queries.ts";
import { AUTOMATION_MAIL } from "./automation-mail.ts";
import { isAmong, toldStaff } from "./automation-rows.ts";

/** Tells staff of automations whose last preview could not be prepared; once each. */
export async function askAfterFailures(ctx: Context<SystemActor>): Promise<number> {
  const { failed } = await ctx.database.read({ failed: failedPreviews() });
  for (const { notifyStaffIds, ...run } of failed) {
    const { told } = await ctx.database.read({ told: toldStaff(isAmong(notifyStaffIds)) });
    const change = new Change(ctx, {
      action: "billing_runs.ask",
      summary: `Told staff that this could not be prepared: ${run.title}`,
      right: "transactions",
    });
    change.update("billingRuns", run, { heldReason: "failed" });
    for (const { id: staffId } of told)
      change.effect({ topic: AUTOMATION_MAIL, payload: { runId: run.id, staffId } });
    try {
      await commit(ctx, change);
    } catch (error) {
      if (!(error instanceof Conflict && error.code === "changed_meanwhile")) throw error;
    }
  }
  return failed.length;
}

/** The last run of each automation, where its preparation has failed and nobody was told. */
function failedPreviews(): Query<StoredRun & { readonly notifyStaffIds: string[] }> {
  return select(
    { ...allColumns(billingRuns), notifyStaffIds: json<string[]>(sql`a.notify_staff_ids`) },
    sql`from billing_automations a cross join billing_runs on billing_runs.id = (select r.id from billing_runs r
        where r.automation_id = a.id order by r.occurrence_on desc limit 1)
      where a.deleted_at is null and billing_runs.state = 'preparing' and billing_runs.held_reason is null
        and exists (select 1 from tasks t where t.id = billing_runs.task_id and t.status = 'failed')`,
  ) as unknown as Query<StoredRun & { readonly notifyStaffIds: string[] }>;
}
