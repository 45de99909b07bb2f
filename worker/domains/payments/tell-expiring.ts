import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";
import { addressed, type FamilyMail, greeting } from "../mail-templates/family-mail.ts";
import { mailVoice } from "../mail-templates/mail-voice.ts";
import { readerQuery } from "../mail-templates/portal-mail.ts";
import { renderMail } from "../mail-templates/render-mail.ts";
import { methodById, methodName } from "./method-queries.ts";

export const EXPIRY_MAIL = "expiry-mail";
const AHEAD_DAYS = 30;
const AT_ONCE = 100;

/** Tells families, once a card, that the card from which drafts are taken expires soon. Answers how many. */
export async function tellExpiring(ctx: Context): Promise<number> {
  const [year, month] = addDays(today(ctx), AHEAD_DAYS).split("-").map(Number) as [number, number];
  const { cards } = await ctx.database.read({
    cards: select(
      allColumns(paymentMethods),
      sql`from ${paymentMethods} indexed by payment_methods_expiring
        where (${paymentMethods.expiresYear}, ${paymentMethods.expiresMonth}) <= (${year}, ${month})
          and ${paymentMethods.isPrimary} = 1 and ${paymentMethods.autopayAt} is not null
          and ${paymentMethods.expiryToldAt} is null and ${paymentMethods.deletedAt} is null limit ${AT_ONCE}`,
    ),
  });
  if (cards.length === 0) return 0;
  const change = new Change(ctx, {
    action: "payment_methods.tell_expiring",
    summary: `Told ${cards.length === 1 ? "a family" : `${cards.length} families`} that a card expires soon`,
    right: "payments",
  });
  for (const card of cards) {
    change.update("paymentMethods", card, { expiryToldAt: ctx.nowMs });
    change.effect({ topic: EXPIRY_MAIL, payload: { methodId: card.id } });
  }
  await commit(ctx, change);
  return cards.length;
}

/** Null when the card is gone or no longer drafted, or there is nobody to write to. */
export async function expiryMailOf(
  ctx: Context,
  methodId: string,
  publicOrigin: string,
): Promise<FamilyMail | null> {
  const { found } = await ctx.database.read({ found: methodById(methodId) });
  const method = found[0];
  if (!method || method.autopayAt === null) return null;
  const { familyId, expiresMonth, expiresYear } = method;
  if (expiresMonth === null || expiresYear === null) return null;
  const { readers } = await ctx.database.read({ readers: readerQuery(familyId, null) });
  const reader = readers[0];
  if (!reader?.email) return null;
  const { language, locale } = mailVoice(ctx, reader.preferredLocale);
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const rendered = await renderMail(ctx, "card_expiring", language, {
    "payment.method": methodName(method, language),
    "card.until": month.format(Date.UTC(expiresYear, expiresMonth - 1)),
    ...greeting(ctx, reader, publicOrigin, "/account/methods"),
  });
  return { ...addressed(ctx, familyId, reader), ...rendered };
}
