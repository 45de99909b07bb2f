import { type SQL, sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select, statement } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { addSuppression } from "../suppressions/add-suppression.ts";
import type { CampaignStep } from "./campaign-step.ts";
import type { Delivery } from "./deliver.ts";
import { queueCampaignTexts } from "./queue-campaign-texts.ts";

/** So often somebody is tried whose mailbox asks to wait. */
const MAX_ATTEMPTS = 5;

/**
 * Notes what became of a page in one batch. Not behind the cursor of the task: a runner that was taken for dead and only
 * slow still says what it knows, and its word replaces the doubt.
 */
export async function settlePage(step: CampaignStep, deliveries: readonly Delivery[]): Promise<void> {
  const { ctx } = step;
  const dead = deliveries.filter((one) => one.isDead).map((one) => one.recipient.address);
  const texts = deliveries.filter((one) => one.text !== undefined);
  if (dead.length === 0 && texts.length === 0) {
    await ctx.database.commit({ statements: outcomes(step, deliveries, new Map()).map(statement) });
    return;
  }
  const change = new Change(ctx, {
    action: "campaigns.send_page",
    summary: texts.length > 0 ? `Queued ${texts.length} texts of a campaign` : "Noted addresses that bounced",
    right: null,
    groupId: step.task.changeGroup,
  });
  const { known } = await ctx.database.read({
    known: select(
      { folded: sql<string>`address_folded` },
      sql`from suppressions where deleted_at is null and reach = 'all'
        and address_folded in (select value from json_each(${JSON.stringify(dead.map(foldEmail))}))`,
    ),
  });
  const suppressed = new Set(known.map((row) => row.folded));
  for (const address of new Set(dead)) {
    if (suppressed.has(foldEmail(address))) continue;
    addSuppression(ctx, change, { address, reach: "all", reason: "bounced", campaignId: step.campaign.id });
  }
  const messages = await queueCampaignTexts(step, change, texts);
  for (const template of outcomes(step, deliveries, messages)) change.also(template);
  try {
    await commit(ctx, change);
  } catch (error) {
    if (!(error instanceof UniqueViolation) || texts.length > 0) throw error;
    // Somebody else noted the same address at the same time.
    await ctx.database.commit({ statements: outcomes(step, deliveries, messages).map(statement) });
  }
}

function outcomes(
  { ctx, task }: CampaignStep,
  deliveries: readonly Delivery[],
  messages: ReadonlyMap<string, string>,
): SQL[] {
  const rows = deliveries.map(({ recipient, state, why, via, text, isServerDown }) => {
    const messageId = messages.get(recipient.id) ?? null;
    const settled = text === undefined ? state : messageId === null ? "rejected" : "sent";
    const tried = state === "waiting" && !isServerDown ? 1 : 0;
    return [recipient.id, settled, why, via, messageId, tried];
  });
  const list = JSON.stringify(rows);
  const done = deliveries.filter((one) => one.state !== "waiting").length;
  return [
    sql`update campaign_recipients set attempts = attempts + (j.value->>5), why = j.value->>2, via = j.value->>3,
        message_id = j.value->>4, changed_at = ${ctx.nowMs},
        state = case when j.value->>1 = 'waiting' and attempts + (j.value->>5) >= ${MAX_ATTEMPTS} then 'rejected'
          else j.value->>1 end,
        sent_at = case when j.value->>1 in ('sent', 'unknown') then ${ctx.nowMs} end
      from json_each(${list}) as j where campaign_recipients.id = j.value->>0
        and campaign_recipients.claim = ${task.cursor - 1} and campaign_recipients.state in ('sending', 'unknown')`,
    sql`update ${tasks} set done = done + ${done}, heartbeat_at = ${ctx.nowMs} where id = ${task.id}`,
  ];
}
