import { importPath } from "../domains/imports/page-store.ts";

/** Long enough to look into an import that went wrong; what it brought in is in the account, not in its file. */
const KEPT_MS = 30 * 86_400_000;
/** What goes in one day; ids sort by time, so the oldest are met first. */
const AT_ONCE = 500;

/** Removes the uploaded files and previews of an account's old imports. */
export async function forgetImportFiles(files: R2Bucket, accountId: string, nowMs: number): Promise<number> {
  const prefix = importPath(accountId, "", "").replace(/\/+$/, "/");
  const { objects } = await files.list({ prefix, limit: AT_ONCE });
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < nowMs - KEPT_MS).map(({ key }) => key);
  if (old.length > 0) await files.delete(old);
  return old.length;
}
