import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../control-plane/query.ts";
import { type Context, today } from "../../kernel/context.ts";
import { spokenLocale } from "../../kernel/language.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { classFoundQuery, classValues } from "../mail-templates/class-facts.ts";
import { readerQuery } from "../mail-templates/portal-mail.ts";
import { mailLanguageOf, portalLink, renderMail } from "../mail-templates/render-mail.ts";

export const offerMail = z.object({ enrollmentId: z.string(), expiresAt: z.int() });
export type OfferMail = z.infer<typeof offerMail>;

/** The mail that tells a family of its place; null when the offer is over or nobody has an address. */
export async function offerMailOf(
  ctx: Context,
  mail: OfferMail,
  publicOrigin: string,
): Promise<(Omit<EmailMessage, "id"> & { readonly familyId: string }) | null> {
  const { found } = await ctx.database.read({
    found: select(
      {
        familyId: sql<string>`s.family_id`,
        classId: sql<string>`c.id`,
        student: sql<string>`s.first_name`,
        className: sql<string>`c.name`,
        timeZone: sql<string>`l.time_zone`,
      },
      sql`from enrollments w join students s on s.id = w.student_id join classes c on c.id = w.class_id
        join locations l on l.id = c.location_id
        where w.id = ${mail.enrollmentId} and w.deleted_at is null and w.wait_state = 'offered'
          and w.wait_expires_at = ${mail.expiresAt} and w.wait_expires_at > ${ctx.nowMs}`,
    ),
  });
  const offer = found[0];
  if (!offer) return null;
  const { familyId } = offer;
  const { readers, known } = await ctx.database.read({
    readers: readerQuery(familyId, null),
    known: classFoundQuery(offer.classId, today(ctx)),
  });
  const reader = readers[0];
  if (!reader?.email) return null;
  const language = mailLanguageOf(ctx, reader.preferredLocale);
  const locale = spokenLocale(language, ctx.account.locale);
  const until = new Intl.DateTimeFormat(locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: offer.timeZone,
  });
  const rendered = await renderMail(ctx, "waitlist_offer", language, {
    "student.firstName": offer.student,
    "class.name": offer.className,
    "class.when": "",
    "class.location": "",
    ...classValues(known[0], locale),
    "offer.until": until.format(mail.expiresAt),
    "guardian.firstName": reader.firstName ?? reader.familyName,
    "family.name": reader.familyName,
    "portal.link": portalLink(publicOrigin, ctx, `/account/offers/${mail.enrollmentId}`),
  });
  const { email: to, replyTo } = reader;
  return { to, fromName: ctx.account.displayName, replyTo, familyId, ...rendered };
}
