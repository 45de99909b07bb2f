import { sql } from "drizzle-orm";
import { DatabaseUnavailable, UniqueViolation } from "../../../control-plane/database-errors.ts";
import { allColumns, select, statement } from "../../../control-plane/query.ts";
import { billingAutomations } from "../../../tenant-schema/tuition.ts";
import { reportFailure } from "../../jobs/report-failure.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { addRun } from "../billing-runs/create-run.ts";
import { HOUR_MS, type StoredAutomation, wakesAt } from "./automation-rows.ts";
import { latestOccurrence, nextOccurrence } from "./next-occurrence.ts";
import { type RunTemplate, runInputOn } from "./schemas.ts";

const AT_ONCE = 50;
/** The clocks of the school may have been moved to another zone; two times of an automation are four weeks apart. */
const ZONE_SLACK_MS = 2 * 24 * HOUR_MS;

/**
 * Starts what bills itself and is due. The batch that starts a run also moves its automation on from the version that was
 * read, and a run is unique for its automation and day: two runners, or a replay, start it once. Of several times that
 * nobody was there for, the last one is made up for.
 */
export async function startDueAutomations(
  services: Pick<Services, "control">,
  ctx: Context<SystemActor>,
): Promise<number> {
  const { due } = await ctx.database.read({
    due: select(
      allColumns(billingAutomations),
      sql`from billing_automations where next_at <= ${ctx.nowMs} and next_at is not null and deleted_at is null
        order by next_at limit ${AT_ONCE}`,
    ),
  });
  let started = 0;
  for (const automation of due) {
    try {
      if (await startOne(ctx, automation as StoredAutomation)) started += 1;
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      await putOff(services, ctx, automation as StoredAutomation, error);
    }
  }
  return started;
}

async function startOne(ctx: Context<SystemActor>, automation: StoredAutomation): Promise<boolean> {
  const { timeZone, locale } = ctx.account;
  const { on, atMs } = latestOccurrence(automation, ctx.nowMs, timeZone);
  const { atMs: nextAt } = nextOccurrence(automation, ctx.nowMs, timeZone);
  const { earlier } = await ctx.database.read({
    earlier: select(
      { id: sql<string>`id` },
      sql`from billing_runs where automation_id = ${automation.id} and occurrence_on = ${on}`,
    ),
  });
  const isItsTime = atMs >= automation.nextAt! - ZONE_SLACK_MS && earlier.length === 0;
  const own: Context<SystemActor> = {
    ...ctx,
    actor: { ...ctx.actor, name: `${automation.name} (automation)` },
  };
  const change = new Change(own, {
    action: isItsTime ? "billing_automations.run" : "billing_automations.move",
    summary: isItsTime
      ? `Began by itself: ${automation.name}`
      : `Set the next time of the automation ${automation.name}`,
    right: "transactions",
  });
  change.update("billingAutomations", automation, { nextAt });
  if (isItsTime) {
    const input = runInputOn(automation.input as RunTemplate, on, locale);
    addRun(own, change, input, { automationId: automation.id, occurrenceOn: on });
  }
  wakesAt(change, nextAt);
  try {
    await commit(own, change);
    return isItsTime;
  } catch (error) {
    if (isOvertaken(error)) return false;
    throw error;
  }
}

/** Another runner started it, or somebody changed it meanwhile: what is stored now says when it is due. */
function isOvertaken(error: unknown): boolean {
  if (error instanceof Conflict) return error.code === "changed_meanwhile";
  return error instanceof UniqueViolation && error.columns.some((one) => one.includes("occurrence_on"));
}

/** What could not be started is told and tried again, and keeps nothing else from its turn. */
async function putOff(
  services: Pick<Services, "control">,
  ctx: Context<SystemActor>,
  automation: StoredAutomation,
  error: unknown,
): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update billing_automations set next_at = ${ctx.nowMs + HOUR_MS}
        where id = ${automation.id} and next_at = ${automation.nextAt} and deleted_at is null`),
    ],
  });
  await reportFailure(services, ctx, {
    id: `billing-automation:${automation.id}:${automation.nextAt}`,
    error: `The automation “${automation.name}” could not begin: ${String(error)}`,
    cause: error,
  });
}
