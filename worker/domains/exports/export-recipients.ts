import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { getCampaign, listRecipients } from "../campaigns/get-campaign.ts";
import { keptSinceMs } from "../mail-log/kept-since.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { streamText } from "./stream-text.ts";

const TITLES = ["Name", "Address", "By", "State", "Why", "Sent at", "Family ID", "Staff ID", "ID"];

/** Everybody a campaign was for, with what became of each, for as long as its words are kept. @throws NotFound, Forbidden */
export async function exportRecipients(ctx: Context, campaignId: string): Promise<Response> {
  requireRight(ctx, "export", "view");
  const { subject, channel, sentAt, createdAt } = await getCampaign(ctx, campaignId);
  if ((sentAt ?? createdAt) < keptSinceMs(ctx.nowMs)) throw new NotFound("campaign of the last two years");
  const title = subject || (channel === "sms" ? "text to many" : "campaign");
  await auditExport(ctx, "recipients", { campaign: title });
  return streamText(recipientLines(ctx, campaignId), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`recipients of ${title}.csv`),
  });
}

async function* recipientLines(ctx: Context, campaignId: string): AsyncGenerator<string> {
  yield BOM + csvLine(TITLES);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listRecipients(ctx, campaignId, { state: "all", ...(cursor ? { cursor } : {}) });
    yield page.rows
      .map(({ name, address, via, state, why, sentAt, familyId, staffId, id }) => {
        const at = sentAt === null ? "" : new Date(sentAt).toISOString();
        return csvLine([name, address, via, state, why, at, familyId, staffId, id]);
      })
      .join("");
    cursor = page.nextCursor;
  }
}
