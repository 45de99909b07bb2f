import type { EmailAttachment } from "../../providers/email/email.ts";
import { toBase64 } from "../../providers/email/mime.ts";
import type { StoredAttachment } from "./campaign-queries.ts";

/** The files of a campaign as its mails carry them; one that is gone from the store is left out. */
export async function loadAttachments(
  store: Pick<R2Bucket, "get">,
  files: readonly StoredAttachment[],
): Promise<EmailAttachment[]> {
  const loaded = await Promise.all(
    files.map(async ({ r2Key, name, contentType }) => {
      const object = await store.get(r2Key);
      if (!object) return null;
      const contentBase64 = toBase64(new Uint8Array(await object.arrayBuffer()));
      return { name, type: contentType, contentBase64 };
    }),
  );
  return loaded.filter((file) => file !== null);
}
