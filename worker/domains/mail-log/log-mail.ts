import { sql } from "drizzle-orm";
import { flag, select, statement } from "../../../control-plane/query.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { NotificationTopic } from "../notification-choices/schemas.ts";
import { addSuppression } from "../suppressions/add-suppression.ts";
import { suppressedAddress } from "../suppressions/suppressed.ts";

/** What the log knows of a mail beside the mail. */
export interface MailAbout {
  /** Which of our mails it is. */
  readonly template: string;
  /** Whom it is for, where the mail itself knows; else whoever has the address. */
  readonly familyId?: string | null;
  readonly isForStaff?: boolean;
  /** It lets somebody in: its words are not kept, and it is sent wherever it is asked for. */
  readonly isSecret?: boolean;
  /** What it tells of, where its reader may rather be pushed to or texted. */
  readonly topic?: NotificationTopic;
}

interface MailEnd {
  readonly state: "sent" | "bounced" | "rejected";
  readonly why: string | null;
}

/** Whether the address still takes mail; one that does not is written into the log. */
export async function mayMail(ctx: Context, mail: EmailMessage, about: MailAbout): Promise<boolean> {
  if (about.isSecret) return true;
  const { found } = await ctx.database.read({
    found: select(
      { isSuppressed: flag(suppressedAddress(sql`${foldEmail(mail.to)}`, "transactional")) },
      sql``,
    ),
  });
  if (!found[0]?.isSuppressed) return true;
  const why = "No mail goes to this address any more: it is on the list of suppressed addresses.";
  await logMail(ctx, mail, about, { state: "rejected", why });
  return false;
}

/** Writes a mail into the log, once; an address that bounced takes no more mail. */
export async function logMail(
  ctx: Context,
  mail: EmailMessage,
  about: MailAbout,
  end: MailEnd,
  via: "email" | "push" = "email",
): Promise<void> {
  const folded = foldEmail(mail.to);
  const family = about.isForStaff
    ? sql`null`
    : sql`coalesce(${about.familyId ?? null}, (select e.family_id from emails e where e.address_folded = ${folded}
        and e.deleted_at is null limit 1))`;
  const staff = about.familyId
    ? sql`null`
    : sql`(select s.id from staff s where s.email_folded = ${folded} and s.deleted_at is null limit 1)`;
  await ctx.database.commit({
    statements: [
      statement(sql`insert into mail_log (id, template, family_id, staff_id, address, subject, body, state, why, sent_at, via)
        values (${mail.id}, ${about.template}, ${family}, ${staff}, ${mail.to}, ${mail.subject},
          ${about.isSecret ? "" : mail.text}, ${end.state}, ${end.why}, ${ctx.nowMs}, ${via}) on conflict (id) do nothing`),
    ],
  });
  if (end.state === "bounced") await suppressBounced(ctx, mail.to);
}

/** No mail goes to an address any more that bounced; noted once. */
export async function suppressBounced(
  ctx: Context,
  address: string,
  reason: "bounced" | "complained" = "bounced",
  campaignId: string | null = null,
): Promise<void> {
  const { known } = await ctx.database.read({
    known: select({ isKnown: flag(suppressedAddress(sql`${foldEmail(address)}`, "transactional")) }, sql``),
  });
  if (known[0]?.isKnown) return;
  const change = new Change(ctx, {
    action: "suppressions.add",
    summary: reason === "bounced" ? `Mail to ${address} bounced` : `${address} complained about mail`,
    right: null,
  });
  addSuppression(ctx, change, { address, reach: "all", reason, campaignId });
  await commit(ctx, change);
}
