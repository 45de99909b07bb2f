import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { MailLogRow } from "./schemas.ts";

/** Every mail that left the account beside those of campaigns, the newest first. */
export async function listMailLog(
  ctx: Context,
  { cursor }: { readonly cursor?: string | undefined },
): Promise<Page<MailLogRow>> {
  requireRight(ctx, "campaigns", "view");
  const after = cursor ? decodeCursor(cursor, 2) : ["9999999999999", "~"];
  const { rows } = await read(ctx, {
    rows: select(
      {
        id: sql<string>`m.id`,
        template: sql<string>`m.template`,
        familyId: sql<string | null>`m.family_id`,
        familyName: sql<string | null>`(select f.name from families f where f.id = m.family_id)`,
        staffId: sql<string | null>`m.staff_id`,
        address: sql<string>`m.address`,
        subject: sql<string>`m.subject`,
        via: sql<MailLogRow["via"]>`m.via`,
        state: sql<string>`m.state`,
        why: sql<string | null>`m.why`,
        sentAt: sql<number>`m.sent_at`,
      },
      sql`from mail_log m where (m.sent_at, m.id) < (cast(${after[0]} as integer), ${after[1]})
        order by m.sent_at desc, m.id desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  return pageOf(rows, PAGE_SIZE, (row) => [String(row.sentAt), row.id], null);
}
