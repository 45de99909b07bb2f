import { campaignTest, campaignTestOf } from "../domains/campaigns/send-campaign-test.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a campaign to whoever wrote it, to look at. */
export const sendCampaignTestMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await campaignTestOf(ctx, campaignTest.parse(payload), services);
  return postMail(run, mail, { template: "test of a campaign", isForStaff: true }, "nobody in the audience");
};
