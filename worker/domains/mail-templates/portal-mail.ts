import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { flag, select } from "../../../control-plane/query.ts";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { spokenLocale } from "../../kernel/language.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { statementAddress } from "../billing-runs/kinds/statement-queries.ts";
import { isSilent } from "../notification-choices/own-choices.ts";
import type { NotificationTopic } from "../notification-choices/schemas.ts";
import { positionQuery } from "../waitlist/position.ts";
import { isMailKey, MAILS, type MailFacts, type MailKey } from "./catalogue.ts";
import { classFoundQuery, classValues } from "./class-facts.ts";
import { mailLanguageOf, portalLink, renderMail } from "./render-mail.ts";
import type { VariableValue } from "./variables.ts";

export const PORTAL_MAIL = "portal-mail";

const said = z.union([z.string(), z.array(z.string())]);

export const portalMail = z.object({
  key: z.string().check(z.refine(isMailKey)),
  familyId: z.string(),
  loginId: z.nullable(z.string()),
  page: z.string(),
  facts: z.record(z.string(), z.union([said, z.object({ en: said, es: said })])),
  waitId: z.optional(z.string()),
  classId: z.optional(z.string()),
  expiredCartId: z.optional(z.string()),
  to: z.optional(
    z.object({
      email: z.string(),
      firstName: z.string(),
      familyName: z.string(),
      preferredLocale: z.nullable(z.string()),
    }),
  ),
});
export type PortalMail = z.infer<typeof portalMail>;

/** Facts of words rather than of names and days are told in both languages: whose mail it is, is known when it goes out. */
type ToldFacts<K extends MailKey> = {
  readonly [Name in keyof MailFacts<K>]: MailFacts<K>[Name] | Readonly<Record<Language, VariableValue>>;
};

export interface NewPortalMail<K extends MailKey> {
  readonly key: K;
  readonly familyId: string;
  /** The guardian who acted; without one, wherever the family's own mail goes. */
  readonly loginId?: string | null;
  /** The page of the portal that its link opens: `/account/payments`. */
  readonly page?: string;
  /** What it tells, as it is now; never a secret, since it is stored until it is sent. */
  readonly facts: ToldFacts<K>;
  /** An entry of a waitlist: the mail says its position when it goes out, and does not when nobody waits any more. */
  readonly waitId?: string;
  /** A class that it is about: when and where that meets is said as it is when the mail goes out. */
  readonly classId?: string;
  /** It goes out only if by then places of this cart have run out and it was not sent off. */
  readonly expiredCartId?: string;
  readonly notBeforeMs?: number;
  /** Whom it goes to, where the account will not know that any more when it goes out. */
  readonly to?: PortalMail["to"];
}

/** A mail of the portal goes out when the change is committed and can no longer be undone from its toast. */
export function mailsFamily<K extends MailKey>(change: Change, mail: NewPortalMail<K>): void {
  const {
    key,
    familyId,
    loginId = null,
    page = "",
    facts,
    waitId,
    classId,
    expiredCartId,
    notBeforeMs,
    to,
  } = mail;
  // What is left out stays out of what is stored.
  const payload = { key, familyId, loginId, page, facts, waitId, classId, expiredCartId, to };
  change.effect({ topic: PORTAL_MAIL, payload, ...(notBeforeMs === undefined ? {} : { notBeforeMs }) });
}

/** What guardians choose by; what lets them in is always sent, as is what they owe. */
const TOPICS: Readonly<Record<(typeof MAILS)[MailKey]["group"], NotificationTopic>> = {
  Booking: "bookings",
  Requests: "requests",
  Money: "money",
  Access: "money",
};

export function topicOf({ key }: PortalMail): NotificationTopic {
  return TOPICS[MAILS[key as MailKey].group];
}

/** The mail as it goes out; null when there is nobody to write to. */
export async function portalMailOf(
  ctx: Context,
  mail: PortalMail,
  publicOrigin: string,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { found, choice, wait, known, expired } = await ctx.database.read({
    found: readerQuery(mail.familyId, mail.loginId),
    choice: isSilent(mail.loginId, topicOf(mail)),
    wait: positionQuery(mail.waitId ?? "", ctx.nowMs),
    known: classFoundQuery(mail.classId ?? "", today(ctx)),
    expired: select({ is: flag(hasExpiredPlace(mail.expiredCartId ?? "", ctx.nowMs)) }, sql``),
  });
  if (mail.waitId !== undefined && wait[0] === undefined) return null;
  if (mail.expiredCartId !== undefined && !expired[0]!.is) return null;
  const reader = mail.to === undefined ? found[0] : { ...mail.to, replyTo: found[0]?.replyTo ?? null };
  if (!reader?.email || choice[0]?.silent) return null;
  const key = mail.key as MailKey;
  const language = mailLanguageOf(ctx, reader.preferredLocale);
  const rendered = await renderMail(ctx, key, language, {
    ...(inLanguage(mail.facts, language, ctx.account.locale) as MailFacts<MailKey>),
    ...classValues(known[0], spokenLocale(language, ctx.account.locale)),
    ...(wait[0] && { "waitlist.position": String(wait[0].position) }),
    "guardian.firstName": reader.firstName ?? reader.familyName,
    "family.name": reader.familyName,
    "portal.link": portalLink(publicOrigin, ctx, mail.page),
  });
  return { to: reader.email, fromName: ctx.account.displayName, replyTo: reader.replyTo, ...rendered };
}

function hasExpiredPlace(cartId: string, nowMs: number): SQL {
  return sql`exists (select 1 from carts c join cart_items i on i.cart_id = c.id and i.deleted_at is null
    join place_holds h on h.id = i.hold_id and h.released_at is null and h.expires_at <= ${nowMs}
    where c.id = ${cartId} and c.state = 'open' and c.deleted_at is null)`;
}

const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Summaries name days as the house writes them; whoever reads the mail sees them written out. */
function inLanguage(
  facts: PortalMail["facts"],
  language: Language,
  locale: string,
): Readonly<Record<string, VariableValue>> {
  const format = new Intl.DateTimeFormat(spokenLocale(language, locale), {
    dateStyle: "long",
    timeZone: "UTC",
  });
  const written = (text: string) =>
    text.replace(ISO_DATE, (day) => (isIsoDate(day) ? format.format(Date.parse(`${day}T00:00:00Z`)) : day));
  return Object.fromEntries(
    Object.entries(facts).map(([name, told]) => {
      const value = typeof told === "string" || Array.isArray(told) ? told : told[language];
      return [name, typeof value === "string" ? written(value) : value.map(written)];
    }),
  );
}

/** What the owner of an address chose to read in the portal; null where nobody did. */
export function languageAt(address: SQL): SQL<string | null> {
  return sql<string | null>`(select language from living_logins where email_folded = lower(${address}))`;
}

/** What the family's primary guardian chose to read in the portal, who may log in by another address than mail goes to. */
export function languageOfPrimary(familyId: SQL): SQL<string | null> {
  return sql<
    string | null
  >`(select l.language from living_family_logins fl join living_logins l on l.id = fl.login_id
    join living_guardians g on g.id = fl.guardian_id and g.is_primary = 1
    where fl.family_id = ${familyId} and l.language is not null limit 1)`;
}

/**
 * Who reads a family's mail: the guardian of that log-in, else whoever its statements go to. What was written to a family
 * that was merged since goes to the one that it became.
 */
export function readerQuery(familyId: string, loginId: string | null) {
  return select(
    {
      familyName: sql<string>`f.name`,
      preferredLocale: sql<string | null>`coalesce(
        (select l.language from living_family_logins fl join living_logins l on l.id = fl.login_id
          where fl.family_id = f.id and fl.login_id = ${loginId}),
        ${languageAt(statementAddress(sql`f.id`, sql`true`))}, ${languageOfPrimary(sql`f.id`)}, f.preferred_locale)`,
      email: sql<string | null>`coalesce(
        (select l.email from living_family_logins fl join living_logins l on l.id = fl.login_id
          where fl.family_id = f.id and fl.login_id = ${loginId}), ${statementAddress(sql`f.id`, sql`true`)})`,
      firstName: sql<string | null>`coalesce(
        (select g.first_name from living_family_logins fl join living_guardians g on g.id = fl.guardian_id
          where fl.family_id = f.id and fl.login_id = ${loginId}),
        (select g.first_name from living_guardians g where g.family_id = f.id and g.is_primary = 1 limit 1))`,
      replyTo: sql<
        string | null
      >`(select json_extract(value, '$.email') from settings where id = 'business')`,
    },
    sql`from living_families f where f.id = coalesce((select r.to_id from id_redirects r
      join changes c on c.id = r.change_id and c.undone_by is null where r.from_id = ${familyId}), ${familyId})`,
  );
}
