import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { toBase64 } from "../../providers/email/mime.ts";
import { moneyText } from "../ledger/references.ts";
import { statementFile } from "../papers/statement-pdf.ts";
import { statementAddress } from "./kinds/statement-queries.ts";
import type { StatementMail } from "./kinds/statements.ts";
import { runById } from "./run-queries.ts";
import type { StatementsInput } from "./schemas.ts";

/** The mail of one family, made as of now; null when there is nobody to write to any more. */
export async function statementMailOf(
  ctx: Context,
  { runId, position }: StatementMail,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { run, rows } = await ctx.database.read({
    run: runById(runId),
    rows: select(
      {
        familyId: sql<string>`r.family_id`,
        email: statementAddress(sql`r.family_id`, sql`m.bulk_opt_in = 1`),
        guardianName: sql<string | null>`(select first_name || ' ' || last_name from guardians
          where family_id = r.family_id and is_primary = 1 and deleted_at is null)`,
      },
      sql`from billing_run_rows r cross join families f on f.id = r.family_id and f.deleted_at is null
        where r.run_id = ${runId} and r.position = ${position} and r.state = 'done'`,
    ),
  });
  const [row] = rows;
  const input = run[0]?.input as StatementsInput | undefined;
  if (!row?.email || input === undefined) return null;
  const days = { from: input.fromOn ?? "", to: input.throughOn };
  const { name, bytes, statement } = await statementFile(ctx, row.familyId, days);
  const lines = [
    `Hello ${row.guardianName ?? statement.to.name},`,
    ...input.message.split(/\n{2,}/).filter((part) => part.trim() !== ""),
    balanceText(ctx, statement.closingMinor, statement.letterhead.name, statement.toOn),
    "The statement is attached. If something in it does not look right, please get in touch.",
    statement.letterhead.name,
  ];
  return {
    to: row.email,
    fromName: ctx.account.displayName,
    replyTo: statement.letterhead.email,
    subject: input.title,
    text: lines.join("\n\n"),
    html: lines.map((line) => `<p>${escapeHtml(line).replaceAll("\n", "<br>")}</p>`).join("\n"),
    attachments: [{ name, type: "application/pdf", contentBase64: toBase64(bytes) }],
  };
}

function balanceText(ctx: Context, closingMinor: number, school: string, onDate: string): string {
  const day = new Intl.DateTimeFormat(ctx.account.locale, { dateStyle: "long", timeZone: "UTC" });
  const on = day.format(Date.parse(`${onDate}T00:00:00Z`));
  if (closingMinor === 0) return `On ${on} your account at ${school} was settled.`;
  const amount = moneyText(ctx, Math.abs(closingMinor));
  return closingMinor > 0
    ? `On ${on} you owed ${amount} at ${school}.`
    : `On ${on} you had ${amount} on account at ${school}.`;
}

/** Says on the line of the run that its mail was not taken; harmless twice. */
export async function noteMailRefused(
  ctx: Context,
  { runId, position }: StatementMail,
  problem: string,
): Promise<void> {
  const change = new Change(ctx, {
    action: "billing_runs.mail_refused",
    summary: "A statement could not be sent",
    right: "transactions",
  });
  const row = sql`from billing_run_rows where run_id = ${runId} and position = ${position} and state = 'done'`;
  change.also(sql`update billing_runs set updated_at = ${ctx.nowMs},
    done_count = done_count - (select count(*) ${row}),
    done_minor = done_minor - (select coalesce(sum(amount_minor), 0) ${row}) where id = ${runId}`);
  change.also(sql`update billing_run_rows set state = 'failed', problem = ${problem}
    where run_id = ${runId} and position = ${position} and state = 'done'`);
  await commit(ctx, change);
}
