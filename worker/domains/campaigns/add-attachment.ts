import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { Limit } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { attachmentsOf, CAMPAIGN_FILE, campaignById, inState, requirePending } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { MAX_ALL_ATTACHMENTS_BYTES, MAX_ATTACHMENTS } from "./schemas.ts";

interface NewFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Adds a file to a campaign's mails. @throws NotFound, Conflict `campaign_state`, Limit */
export async function addAttachment(
  ctx: Context<StaffActor>,
  store: Pick<R2Bucket, "put">,
  campaignId: string,
  { name, contentType, bytes }: NewFile,
): Promise<{ id: string; change: Committed }> {
  const { found, files } = await read(ctx, {
    found: campaignById(campaignId),
    files: attachmentsOf(campaignId),
  });
  const campaign = expectRow(found, "campaign");
  requireCampaign(ctx, campaign, "full");
  requirePending(campaign);
  const all = files.reduce((sum, file) => sum + file.sizeBytes, bytes.length);
  if (files.length >= MAX_ATTACHMENTS || all > MAX_ALL_ATTACHMENTS_BYTES) {
    throw new Limit(
      "too_many_attachments",
      "A mail carries at most 5 files of 7 MB together. Put larger ones on your website and link to them.",
      {},
      413,
    );
  }
  const id = newId("file", ctx.nowMs);
  const r2Key = `${ctx.account.id}/campaigns/${campaignId}/${id}`;
  await store.put(r2Key, bytes, { httpMetadata: { contentType } });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const change = new Change(ctx, {
    action: "campaigns.attach",
    summary: `Attached ${name} to a campaign`,
    right: "campaigns",
  });
  change.insert("files", {
    id,
    r2Key,
    ownerKind: CAMPAIGN_FILE,
    ownerId: campaignId,
    name,
    contentType,
    sizeBytes: bytes.length,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    uploadedBy: ctx.actor.id,
  });
  change.guard("campaign_state", inState(campaignId, "draft", "scheduled"));
  // Two files at once must not be more than one by one.
  change.ensure(
    "campaign_state",
    sql`(select count(*) <= ${MAX_ATTACHMENTS} from files where owner_id = ${campaignId} and deleted_at is null)`,
  );
  return { id, change: await commit(ctx, change, { id }) };
}
