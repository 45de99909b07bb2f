import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";

export const offerMail = z.object({ enrollmentId: z.string(), expiresAt: z.int() });
export type OfferMail = z.infer<typeof offerMail>;

/** The mail that tells a family of its place; null when the offer is over or nobody has an address. */
export async function offerMailOf(ctx: Context, mail: OfferMail): Promise<Omit<EmailMessage, "id"> | null> {
  const { found } = await ctx.database.read({
    found: select(
      {
        student: sql<string>`s.first_name`,
        className: sql<string>`c.name`,
        timeZone: sql<string>`l.time_zone`,
        to: sql<string | null>`(select m.address from emails m left join guardians g on g.id = m.guardian_id
          where m.family_id = s.family_id and m.deleted_at is null
          order by coalesce(g.is_primary, 0) desc, m.is_primary desc, m.id limit 1)`,
      },
      sql`from enrollments w join students s on s.id = w.student_id join classes c on c.id = w.class_id
        join locations l on l.id = c.location_id
        where w.id = ${mail.enrollmentId} and w.deleted_at is null and w.wait_state = 'offered'
          and w.wait_expires_at = ${mail.expiresAt} and w.wait_expires_at > ${ctx.nowMs}`,
    ),
  });
  const offer = found[0];
  if (!offer?.to) return null;
  const school = ctx.account.displayName;
  const until = new Intl.DateTimeFormat(ctx.account.locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: offer.timeZone,
  }).format(mail.expiresAt);
  const paragraphs = [
    "Hello,",
    `There is a place for ${offer.student} in ${offer.className} at ${school}. You were next on the waitlist, so we are keeping it for you until ${until}.`,
    "To take it, answer this mail or call us. If it does not suit any more, please tell us too, so that the next family need not wait.",
    school,
  ];
  return {
    to: offer.to,
    fromName: school,
    replyTo: null,
    subject: `A place in ${offer.className} for ${offer.student}`,
    text: paragraphs.join("\n\n"),
    html: paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n"),
  };
}
