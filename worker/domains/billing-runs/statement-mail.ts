import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { toBase64 } from "../../providers/email/mime.ts";
import { type MailVoice, mailVoice } from "../mail-templates/mail-voice.ts";
import { languageAt, languageOfPrimary } from "../mail-templates/portal-mail.ts";
import type { Statement } from "../papers/shapes.ts";
import { statementFile } from "../papers/statement-pdf.ts";
import { statementAddress } from "./kinds/statement-queries.ts";
import type { StatementMail } from "./kinds/statements.ts";
import { runById } from "./run-queries.ts";
import type { StatementsInput } from "./schemas.ts";
import { STATEMENT_WORDS } from "./statement-words.ts";

const ADDRESS = statementAddress(sql`r.family_id`, sql`m.bulk_opt_in = 1`);

/** The mail of one family, made as of now and in its language; null when there is nobody to write to any more. */
export async function statementMailOf(
  ctx: Context,
  { runId, position }: StatementMail,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { run, rows } = await ctx.database.read({
    run: runById(runId),
    rows: select(
      {
        familyId: sql<string>`r.family_id`,
        email: ADDRESS,
        preferredLocale: sql<string | null>`coalesce(${languageAt(ADDRESS)}, ${languageOfPrimary(sql`f.id`)},
          f.preferred_locale)`,
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
  const voice = mailVoice(ctx, row.preferredLocale);
  const { name, bytes, statement } = await statementFile(ctx, row.familyId, days, voice.language);
  const words = STATEMENT_WORDS[voice.language];
  const lines = [
    words.hello(row.guardianName ?? statement.to.name),
    ...input.message.split(/\n{2,}/).filter((part) => part.trim() !== ""),
    balanceText(voice, statement),
    words.attached,
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

function balanceText(voice: MailVoice, { closingMinor, letterhead, toOn }: Statement): string {
  const words = STATEMENT_WORDS[voice.language];
  const day = voice.day(toOn);
  if (closingMinor === 0) return words.settled(day, letterhead.name);
  const amount = voice.money(Math.abs(closingMinor));
  return (closingMinor > 0 ? words.owed : words.onAccount)(day, amount, letterhead.name);
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
