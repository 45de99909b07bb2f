import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../../control-plane/query.ts";
import { staff } from "../../../../tenant-schema/staff.ts";
import { escapeHtml } from "../../../edge/plain-page.ts";
import type { Context } from "../../../kernel/context.ts";
import type { EmailMessage } from "../../../providers/email/email.ts";
import { findReport } from "../catalog.ts";
import { rowWords } from "../formats/words.ts";

export const REPORT_MAIL = "report-mail";
export const reportMail = z.object({ runId: z.string() });

/** Tells the owner of a schedule that its report is there. The mail has the link only: who opens it must sign in. */
export async function reportMailOf(
  ctx: Context,
  { runId }: z.output<typeof reportMail>,
  publicOrigin: string,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { found } = await ctx.database.read({
    found: select(
      {
        code: sql<string>`r.code`,
        rowCount: sql<number>`r.row_count`,
        firstName: staff.firstName,
        email: staff.email,
      },
      sql`from report_runs r join ${staff} on ${staff.id} = r.staff_id where r.id = ${runId}
        and r.finished_at is not null and r.expires_at > ${ctx.nowMs} and ${staff.isActive} = 1 and ${staff.deletedAt} is null`,
    ),
  });
  const run = found[0];
  const report = run && findReport(run.code);
  if (!run?.email || !report) return null;
  const { urlName, displayName, locale } = ctx.account;
  const link = `${publicOrigin}/a/${urlName}/reports/runs/${runId}`;
  const before = [
    `Hello ${run.firstName},`,
    `the report ${report.title} (${report.code}) of ${displayName} that you scheduled is ready: ${rowWords(run.rowCount, locale)}.`,
  ];
  const after = "The result is kept for 30 days. You can pause or delete the schedule on the Reports page.";
  return {
    to: run.email,
    fromName: displayName,
    replyTo: null,
    subject: `${report.title} (${report.code}) is ready`,
    text: [...before, link, after].join("\n\n"),
    html: [
      ...before.map((text) => `<p>${escapeHtml(text)}</p>`),
      `<p><a href="${escapeHtml(link)}">Open the report</a></p>`,
      `<p>${escapeHtml(after)}</p>`,
    ].join("\n"),
  };
}
