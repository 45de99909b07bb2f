import { startCampaign } from "../domains/campaigns/start-campaign.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** The time of a campaign has come: its sending begins as a background task. */
export const beginCampaign: EffectCarrier = async ({ services, ctx, payload }) => {
  const { campaignId } = payload as { campaignId: string };
  const begun = await startCampaign(ctx, campaignId);
  if (ctx.progress.effectsCommitted) await relayOutbox(services, ctx);
  return { kind: "done", outcome: begun ? "begun" : "no longer due" };
};
