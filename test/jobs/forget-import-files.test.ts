import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { importPath } from "../../worker/domains/imports/page-store.ts";
import { forgetImportFiles } from "../../worker/jobs/forget-import-files.ts";

const DAY_MS = 86_400_000;
const files = (env as unknown as { FILES: R2Bucket }).FILES;

describe("the files of an import", () => {
  it("go after a month, those of this account only", async () => {
    const mine = importPath("acc_mine", "imp_1", "0");
    const theirs = importPath("acc_theirs", "imp_1", "0");
    await files.put(mine, "Name\r\nRay");
    await files.put(theirs, "Name\r\nLee");
    const uploadedAt = (await files.head(mine))!.uploaded.getTime();
    expect(await forgetImportFiles(files, "acc_mine", uploadedAt + 29 * DAY_MS)).toBe(0);
    expect(await files.head(mine)).not.toBeNull();
    expect(await forgetImportFiles(files, "acc_mine", uploadedAt + 31 * DAY_MS)).toBe(1);
    expect(await files.head(mine)).toBeNull();
    expect(await files.head(theirs)).not.toBeNull();
  });
});
