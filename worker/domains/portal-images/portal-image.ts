import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { Precondition } from "../../kernel/errors.ts";

export const PORTAL_IMAGE = "portal_image";

/** Whether a file is a picture that was brought for the portal. */
export function portalImage(fileId: string): SQL {
  return sql`exists (select 1 from files where id = ${fileId} and owner_kind = ${PORTAL_IMAGE} and deleted_at is null)`;
}

/** The same beside what a use-case reads; no picture is none that is missing. */
export function imageQuery(fileId: string | null): Query<{ found: boolean }> {
  return select({ found: flag(fileId === null ? sql`1` : portalImage(fileId)) }, sql``);
}

/** @throws Precondition `unknown_reference` */
export function refuseMissingPicture(isFound: boolean, path: string): void {
  if (isFound) return;
  throw new Precondition("unknown_reference", "The picture does not exist any more.", [
    { path, message: "This picture is gone. Choose it again." },
  ]);
}

/** Never by anything but ids, since an account's name can change. */
export function portalImageKey(accountId: string, fileId: string): string {
  return `accounts/${accountId}/portal-images/${fileId}`;
}
