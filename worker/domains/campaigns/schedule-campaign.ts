import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit, TOAST_UNDO_MS } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { campaignById, inState, requirePending } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { refuseUnsendable } from "./campaign-words.ts";
import { described } from "./create-campaign.ts";
import type { ScheduleCampaignInput } from "./schemas.ts";

/** The time of a campaign has come. */
export const CAMPAIGN_DUE = "campaign-due";
export const CAMPAIGN_TASK = "campaign";
const MAX_AHEAD_MS = 366 * 86_400_000;
/** Times are chosen by the minute: the present one is still to come. One before it is a slip, and must not send at once. */
const MINUTE_MS = 60_000;

/**
 * Sends a campaign at a time, or as soon as it can no longer be called off from a toast. Asked again, it moves it.
 * @throws NotFound, Conflict, Precondition `unknown_variable` | `bad_time`
 */
export async function scheduleCampaign(
  ctx: Context<StaffActor>,
  id: string,
  input: ScheduleCampaignInput,
): Promise<{ version: number; sendAt: number; change: Committed }> {
  const { found } = await read(ctx, { found: campaignById(id) });
  const campaign = expectRow(found, "campaign", input.version);
  requireCampaign(ctx, campaign, "full");
  const staffId = requireOwnStaff(ctx);
  requirePending(campaign);
  refuseUnsendable(campaign);
  const sendAt = timeOf(ctx.nowMs, input.sendAt);
  const change = new Change(ctx, {
    action: "campaigns.schedule",
    summary: `Scheduled ${described(campaign.channel, campaign.subject)}`,
    right: campaign.channel === "sms" ? "mass_text" : "campaigns",
  });
  const staffName = ctx.actor.name;
  change.update("campaigns", campaign, { state: "scheduled", sendAt, staffId, staffName });
  change.guard("campaign_state", inState(id, "draft", "scheduled"));
  change.effect({ topic: CAMPAIGN_DUE, payload: { campaignId: id }, notBeforeMs: sendAt });
  if (campaign.isFrozen && !campaign.isGathered) freezes(ctx, change, campaign);
  const answer = { version: campaign.version + 1, sendAt };
  return { ...answer, change: await commit(ctx, change, answer) };
}

/** Writes down in the background who is in the audience as it is now. */
export function freezes(
  ctx: Context,
  change: Change,
  campaign: { readonly id: string; readonly channel: "email" | "sms" | "push"; readonly subject: string },
): void {
  startTask(ctx, change, {
    kind: CAMPAIGN_TASK,
    title: `Whom ${described(campaign.channel, campaign.subject)} goes to`,
    input: { campaignId: campaign.id, sends: false },
    total: null,
  });
}

function timeOf(nowMs: number, asked: number | null): number {
  const soonest = nowMs + TOAST_UNDO_MS;
  if (asked === null) return soonest;
  if (asked < nowMs - MINUTE_MS || asked > nowMs + MAX_AHEAD_MS) {
    const message = asked < nowMs ? "Choose a time that is still to come." : "Choose a time within a year.";
    throw new Precondition("bad_time", message, [{ path: "sendAt", message }]);
  }
  return Math.max(asked, soonest);
}
