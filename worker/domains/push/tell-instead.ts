import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { Services } from "../../services.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { isFixed, type NotificationTopic } from "../notification-choices/schemas.ts";
import { queueText } from "../texts/queue-text.ts";
import { addQuietConversation, conversationsOf } from "../texts/quiet-conversation.ts";
import { pushTo } from "./push-to.ts";
import { linkIn, shortForm } from "./short-form.ts";
import { guardianAt, staffAt, type ToldPerson } from "./told-person.ts";

/** What it is about, for whom; of a member of staff when there is no family. */
export interface ToldOf {
  readonly topic: NotificationTopic;
  readonly familyId: string | null;
}

/** `mail`: they are mailed (as well). The others: they know by now, or do not want to. */
export type ToldBy = "push" | "sms" | "mail" | "nothing";

/**
 * Tells somebody on their device or by text instead of by mail, where they want that; what must be mailed is mailed as
 * well. Called again after a crash it pushes again, in the first one's place, and texts once.
 */
export async function tellInstead(
  services: Services,
  ctx: Context,
  mail: EmailMessage,
  { topic, familyId }: ToldOf,
): Promise<ToldBy> {
  const folded = foldEmail(mail.to);
  const { found } = await ctx.database.read({
    found: familyId === null ? staffAt(folded) : guardianAt(folded, familyId, topic),
  });
  const person = found[0];
  if (!person) return "mail";
  const isMailedToo = familyId !== null && isFixed(topic, "email");
  if (person.wantsPush && (await push(services, ctx, mail, person))) return isMailedToo ? "mail" : "push";
  if (person.number !== null) {
    await text(services, ctx, mail, person, person.number);
    return isMailedToo ? "mail" : "sms";
  }
  return person.wantsMail || isMailedToo ? "mail" : "nothing";
}

async function push(
  services: Services,
  ctx: Context,
  mail: EmailMessage,
  person: ToldPerson,
): Promise<boolean> {
  const outcome = await pushTo(ctx, services.house.providers.push, person, {
    title: mail.subject,
    body: shortForm(mail.text, ctx.account.displayName),
    url: pageOf(services, ctx, mail, person),
    tag: mail.id,
  });
  // One that may have arrived is not said again elsewhere.
  return outcome === "sent" || outcome === "unclear";
}

function pageOf(services: Services, ctx: Context, mail: EmailMessage, { staffId }: ToldPerson): string {
  const base = `${services.env.PUBLIC_ORIGIN}/${staffId === null ? "portal" : "a"}/${ctx.account.urlName}`;
  return (linkIn(mail.text, base) ?? base).slice(services.env.PUBLIC_ORIGIN.length);
}

/** The run of the effect is noted in the batch that has the text: whoever comes again finds it, and does nothing. */
async function text(
  services: Services,
  ctx: Context,
  mail: EmailMessage,
  person: ToldPerson,
  e164: string,
): Promise<void> {
  const { known, stored } = await ctx.database.read({
    known: conversationsOf([e164]),
    stored: messagingSettingsQuery(),
  });
  const change = new Change(ctx, {
    action: "texts.notice",
    summary: `Texted “${mail.subject}”`,
    right: null,
  });
  const { familyId, guardianId, staffId } = person;
  const conversationId =
    known[0]?.id ?? addQuietConversation(change, ctx.nowMs, { e164, familyId, guardianId, staffId });
  const { displayName, timeZone } = ctx.account;
  const base = `${services.env.PUBLIC_ORIGIN}/`;
  const link = linkIn(mail.text, base);
  const body = [`${displayName}: ${mail.subject}`, shortForm(mail.text, displayName), link]
    .filter(Boolean)
    .join("\n");
  const heldUntilMs = heldUntil(ctx.nowMs, timeZone, messagingSettingsOf(stored));
  queueText(ctx, change, { conversationId, e164, kind: "notice", body, author: null, heldUntilMs });
  change.also(sql`insert into job_runs (job_id, kind, finished_at, outcome)
    values (${mail.id}, 'notice', ${ctx.nowMs}, 'texted')`);
  try {
    await commit(ctx, change);
  } catch (error) {
    const isTold = error instanceof UniqueViolation && error.columns[0]?.startsWith("job_runs.");
    if (!isTold) throw error;
  }
}
