import { type Context, requireRight, today } from "../../kernel/context.ts";
import { listMailLog } from "../communication/list-mail-log.ts";
import { keptSinceMs } from "../mail-log/kept-since.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { streamText } from "./stream-text.ts";

const TITLES = ["Sent at", "Subject", "Family", "Address", "By", "State", "Why", "Mail", "ID"];

/** Every mail beside those of campaigns, the newest first, as far back as their words are kept. */
export async function exportMailLog(ctx: Context): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "campaigns", "view");
  await auditExport(ctx, "mails", {});
  return streamText(mailLines(ctx), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`mail log ${today(ctx)}.csv`),
  });
}

async function* mailLines(ctx: Context): AsyncGenerator<string> {
  yield BOM + csvLine(TITLES);
  const since = keptSinceMs(ctx.nowMs);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listMailLog(ctx, cursor ? { cursor } : {});
    const kept = page.rows.filter((row) => row.sentAt >= since);
    yield kept
      .map(({ sentAt, subject, familyName, address, via, state, why, template, id }) =>
        csvLine([
          new Date(sentAt).toISOString(),
          subject,
          familyName,
          address,
          via,
          state,
          why,
          template,
          id,
        ]),
      )
      .join("");
    cursor = kept.length < page.rows.length ? null : page.nextCursor;
  }
}
