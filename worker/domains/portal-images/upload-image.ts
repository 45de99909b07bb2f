import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, may, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { imageTypeOf } from "./image-type.ts";
import { PORTAL_IMAGE, portalImageKey } from "./portal-image.ts";
import type { UploadedImage } from "./schemas.ts";

type Store = Pick<R2Bucket, "put">;

/**
 * Takes a picture for the family portal in; whoever may write what it goes with may bring it. Families see it once
 * something that the school shows has it. @throws Forbidden, Precondition `not_a_picture`
 */
export async function uploadImage(ctx: Context, store: Store, bytes: Uint8Array): Promise<UploadedImage> {
  const rights = ["news", "staff", "settings"] as const;
  const right = rights.find((one) => may(ctx, one, "full")) ?? "settings";
  requireRight(ctx, right, "full");
  const contentType = imageTypeOf(bytes);
  if (contentType === null) {
    throw new Precondition("not_a_picture", "This file is not a picture. Choose a PNG, JPEG or WebP file.");
  }
  const id = newId("file", ctx.nowMs);
  const r2Key = portalImageKey(ctx.account.id, id);
  await store.put(r2Key, bytes, { httpMetadata: { contentType } });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const change = new Change(ctx, {
    action: "portal_images.upload",
    summary: "Uploaded a picture for the family portal",
    right,
  });
  change.insert("files", {
    id,
    r2Key,
    ownerKind: PORTAL_IMAGE,
    ownerId: null,
    name: `picture.${contentType.slice("image/".length)}`,
    contentType,
    sizeBytes: bytes.length,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    uploadedBy: actorId(ctx.actor),
  });
  await commit(ctx, change, { id });
  return { id };
}
