import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import type { ATTACHMENT_TYPES } from "../texts/schemas.ts";

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte);

/** What a file is by its first bytes, whatever it says of itself. */
function pictureType(bytes: Uint8Array): (typeof ATTACHMENT_TYPES)[number] | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  return startsWith(bytes, [0x47, 0x49, 0x46, 0x38]) ? "image/gif" : null;
}

/** Takes a picture in that is to be texted. @throws NotFound, Precondition `not_a_picture` */
export async function uploadPicture(
  ctx: Context,
  files: Pick<R2Bucket, "put">,
  conversationId: string,
  bytes: Uint8Array,
): Promise<{ id: string }> {
  requireRight(ctx, "mass_text", "full");
  const { found } = await read(ctx, { found: livingById("conversations", conversationId) });
  expectRow(found, "conversation");
  const contentType = pictureType(bytes);
  if (contentType === null) {
    throw new Precondition("not_a_picture", "This file is not a picture. Choose a JPEG, PNG or GIF file.");
  }
  const id = newId("file", ctx.nowMs);
  const r2Key = `accounts/${ctx.account.id}/texts/${id}`;
  await files.put(r2Key, bytes, { httpMetadata: { contentType } });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const change = new Change(ctx, {
    action: "conversations.picture",
    summary: "Added a picture to a text",
    right: "mass_text",
  });
  change.insert("files", {
    ...{ id, r2Key, contentType, ownerKind: "conversation", ownerId: conversationId },
    name: `picture.${contentType.slice("image/".length)}`,
    sizeBytes: bytes.length,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    uploadedBy: actorId(ctx.actor),
  });
  await commit(ctx, change, { id });
  return { id };
}

/** A picture of a text, for those who see texts. @throws NotFound */
export async function servePicture(
  ctx: Context,
  files: Pick<R2Bucket, "get">,
  id: string,
): Promise<Response> {
  requireRight(ctx, "sms_logs", "view");
  const { found } = await read(ctx, {
    found: select(
      { key: sql<string>`r2_key`, contentType: sql<string>`content_type` },
      sql`from files where id = ${id} and owner_kind = 'conversation' and deleted_at is null`,
    ),
  });
  const object = found[0] && (await files.get(found[0].key));
  if (!object) throw new NotFound("picture");
  return new Response(object.body, {
    headers: { "content-type": found[0]!.contentType, "cache-control": "private, max-age=3600" },
  });
}
