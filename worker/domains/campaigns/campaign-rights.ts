import { type Context, requireRight } from "../../kernel/context.ts";
import type { Level } from "../../kernel/permissions.ts";
import { requireList } from "./audience-subjects.ts";
import type { Audience, CampaignChannel } from "./schemas.ts";

/** Writing to many is a right, texts to many are one of their own, and the list must be one's to see. @throws Forbidden */
export function requireCampaign(
  ctx: Context,
  { channel, audience }: { readonly channel: CampaignChannel; readonly audience: Audience },
  level: Level,
): void {
  requireRight(ctx, channel === "sms" ? "mass_text" : "campaigns", level);
  requireList(ctx, audience);
}
