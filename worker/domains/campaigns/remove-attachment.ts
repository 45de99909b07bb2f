import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { attachmentsOf, campaignById, inState, requirePending } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";

/** Takes a file from a campaign's mails. @throws NotFound, Conflict `campaign_state` */
export async function removeAttachment(
  ctx: Context<StaffActor>,
  campaignId: string,
  fileId: string,
): Promise<{ change: Committed }> {
  const { found, files } = await read(ctx, {
    found: campaignById(campaignId),
    files: attachmentsOf(campaignId),
  });
  const campaign = expectRow(found, "campaign");
  requireCampaign(ctx, campaign, "full");
  requirePending(campaign);
  const file = files.find((one) => one.id === fileId);
  if (!file) throw new NotFound("file");
  const change = new Change(ctx, {
    action: "campaigns.detach",
    summary: `Took ${file.name} from a campaign`,
    right: "campaigns",
  });
  change.remove("files", { ...file });
  change.guard("campaign_state", inState(campaignId, "draft", "scheduled"));
  return { change: await commit(ctx, change) };
}
