import { type SQL, sql } from "drizzle-orm";

export const PORTAL_IMAGE = "portal_image";

/** Whether a file is one of the pictures that everybody may see. */
export function portalImage(fileId: string): SQL {
  return sql`exists (select 1 from files where id = ${fileId} and owner_kind = ${PORTAL_IMAGE} and deleted_at is null)`;
}

/** Never by anything but ids, since an account's name can change. */
export function portalImageKey(accountId: string, fileId: string): string {
  return `accounts/${accountId}/portal-images/${fileId}`;
}
