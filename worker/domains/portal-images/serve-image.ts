import { NotFound } from "../../kernel/errors.ts";
import { imageTypeOf } from "./image-type.ts";
import { portalImageKey } from "./portal-image.ts";

const FILE_ID = /^fil_[0-9a-z]{26}$/;
const YEAR_SECONDS = 31_536_000;
const SIGNATURE_BYTES = 16;

/** A picture of the portal; its id is never given to another, so it may be kept for good. @throws NotFound */
export async function serveImage(
  store: Pick<R2Bucket, "get">,
  accountId: string,
  fileId: string,
): Promise<Response> {
  const found = FILE_ID.test(fileId) ? await store.get(portalImageKey(accountId, fileId)) : null;
  if (!found) throw new NotFound("picture");
  const bytes = new Uint8Array(await found.arrayBuffer());
  return new Response(bytes, {
    headers: {
      "content-type": imageTypeOf(bytes.subarray(0, SIGNATURE_BYTES)) ?? "application/octet-stream",
      "cache-control": `public, max-age=${YEAR_SECONDS}, immutable`,
    },
  });
}
