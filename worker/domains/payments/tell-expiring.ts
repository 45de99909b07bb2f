import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { methodById, methodName, payerOf } from "./method-queries.ts";

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
export async function expiryMailOf(ctx: Context, methodId: string): Promise<Omit<EmailMessage, "id"> | null> {
  const { found } = await ctx.database.read({ found: methodById(methodId) });
  const method = found[0];
  if (!method || method.autopayAt === null || method.expiresMonth === null) return null;
  const { payer } = await ctx.database.read({ payer: payerOf(method.familyId) });
  if (!payer[0]?.email) return null;
  const { displayName } = ctx.account;
  const until = `${String(method.expiresMonth).padStart(2, "0")}/${method.expiresYear}`;
  const lines = [
    `Hello ${payer[0].guardianName ?? payer[0].name},`,
    `${methodName(method)}, from which ${displayName} takes what is due, is good until ${until}.`,
    "Please give the school a new card or bank account before that, so that no payment fails.",
  ];
  return {
    to: payer[0].email,
    fromName: displayName,
    replyTo: null,
    subject: `Your card at ${displayName} expires soon`,
    text: lines.join("\n\n"),
    html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n"),
  };
}
