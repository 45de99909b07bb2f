import { type Context, requireRight, today } from "../../kernel/context.ts";
import { auditExport } from "./audit-export.ts";
import { attachment } from "./csv.ts";
import { dumpAccount } from "./dump-account.ts";
import { streamText } from "./stream-text.ts";

/** The whole account as SQL that stock sqlite3 loads; for those who may take everything out. */
export async function exportAccount(ctx: Context): Promise<Response> {
  requireRight(ctx, "export", "full");
  await auditExport(ctx, "account", {});
  return streamText(dumpAccount(ctx), {
    "content-type": "application/sql; charset=utf-8",
    "content-disposition": attachment(`${ctx.account.urlName} ${today(ctx)}.sql`),
  });
}
