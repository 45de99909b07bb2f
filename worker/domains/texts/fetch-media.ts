import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { ATTACHMENT_TYPES } from "./schemas.ts";
import type { TextDesk } from "./text-desk.ts";

/** Fetches the pictures of a text that came in, those that are not here yet. @throws when the provider is down */
export async function fetchTextMedia(
  ctx: Context,
  files: R2Bucket,
  desk: TextDesk,
  messageId: string,
): Promise<void> {
  const { waiting } = await ctx.database.read({
    waiting: select(
      {
        position: sql<number>`position`,
        url: sql<string>`provider_url`,
        conversationId: sql<string>`m.conversation_id`,
      },
      sql`from message_attachments a join messages m on m.id = a.message_id
        where a.message_id = ${messageId} and a.file_id is null and a.provider_url is not null order by position`,
    ),
  });
  const open = waiting.length > 0 ? await desk.open() : null;
  if (!open) return;
  for (const { position, url, conversationId } of waiting) {
    const media = await open.provider.fetchMedia(url);
    if (media.outcome === "provider_down") throw new Error("The provider does not hand out a picture");
    const contentType = media.outcome === "fetched" ? media.contentType.split(";")[0]!.trim() : "";
    const isPicture = (ATTACHMENT_TYPES as readonly string[]).includes(contentType);
    if (media.outcome === "fetched" && isPicture) {
      await keep(ctx, files, { messageId, position, conversationId, bytes: media.bytes, contentType });
    } else await forget(ctx, messageId, position);
  }
}

interface Picture {
  readonly messageId: string;
  readonly position: number;
  readonly conversationId: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

async function keep(ctx: Context, files: R2Bucket, picture: Picture): Promise<void> {
  const { messageId, position, conversationId, bytes, contentType } = picture;
  const id = newId("file", ctx.nowMs);
  const r2Key = `accounts/${ctx.account.id}/texts/${id}`;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  await files.put(r2Key, bytes, { httpMetadata: { contentType } });
  const change = new Change(ctx, {
    action: "texts.picture",
    summary: "Kept a picture of a text",
    right: null,
  });
  change.insert("files", {
    ...{ id, r2Key, contentType, ownerKind: "conversation", ownerId: conversationId },
    name: `picture-${position + 1}.${contentType.split("/")[1]}`,
    sizeBytes: bytes.length,
    sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    uploadedBy: null,
  });
  change.also(sql`update message_attachments set file_id = ${id}, content_type = ${contentType}
    where message_id = ${messageId} and position = ${position} and file_id is null`);
  await commit(ctx, change);
}

/** It is no picture, or is gone: the message says that something could not be shown. */
async function forget(ctx: Context, messageId: string, position: number): Promise<void> {
  const change = new Change(ctx, {
    action: "texts.picture",
    summary: "Left out a file of a text",
    right: null,
  });
  change.also(sql`update message_attachments set provider_url = null
    where message_id = ${messageId} and position = ${position}`);
  await commit(ctx, change);
}
