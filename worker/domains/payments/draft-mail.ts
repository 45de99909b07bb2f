import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import { addressed, type FamilyMail, greeting } from "../mail-templates/family-mail.ts";
import { type MailVoice, mailVoice } from "../mail-templates/mail-voice.ts";
import { readerQuery } from "../mail-templates/portal-mail.ts";
import { renderMail } from "../mail-templates/render-mail.ts";
import { onItsWay, receiptAttachment } from "../papers/receipt-mail.ts";
import { receiptTitle } from "../papers/receipt-pdf.ts";
import { type Attempt, attemptById, methodOfAttempt } from "./attempt.ts";
import type { DraftMail } from "./end-draft.ts";
import { methodName } from "./method-queries.ts";
import { sayDecline } from "./say-decline.ts";

/** Tells a family what became of a draft, or that the bank returned what was paid otherwise; null when there is nobody to write to. */
export async function draftMailOf(
  ctx: Context,
  { attemptId, hasReceipt }: DraftMail,
  publicOrigin: string,
): Promise<FamilyMail | null> {
  const found = await ctx.database.read({
    attempt: attemptById(attemptId),
    method: methodOfAttempt(attemptId),
    family: select({ id: sql<string>`family_id` }, sql`from payment_attempts where id = ${attemptId}`),
  });
  const [attempt, method] = [found.attempt[0], found.method[0]];
  if (!attempt || !method) return null;
  const { readers } = await ctx.database.read({ readers: readerQuery(attempt.familyId, null) });
  const reader = readers[0];
  if (!reader?.email) return null;
  const voice = mailVoice(ctx, reader.preferredLocale);
  const page = attempt.state === "asked" ? `/account/confirm/${attemptId}` : "/account/payments";
  const facts = {
    "payment.amount": voice.money(attempt.amountMinor),
    "payment.method": methodName(method, voice.language),
    ...greeting(ctx, reader, publicOrigin, page),
  };
  const to = addressed(ctx, attempt.familyId, reader);
  if (attempt.state === "succeeded" || attempt.state === "processing") {
    return { ...to, ...(await takenMail(ctx, voice, attempt, hasReceipt, facts)) };
  }
  const nextDay = attempt.nextAt === null ? "" : voice.day(dateAt(attempt.nextAt, ctx.account.timeZone));
  if (attempt.state === "asked") {
    const asked = { ...facts, "payment.until": nextDay };
    return { ...to, ...(await renderMail(ctx, "draft_confirm", voice.language, asked)) };
  }
  const problem = attempt.message === null ? "" : sayDecline(attempt.message, voice.language);
  if (attempt.purpose === "pay") {
    const returned = { ...facts, "payment.problem": problem };
    return { ...to, ...(await renderMail(ctx, "payment_returned", voice.language, returned)) };
  }
  const failed = { ...facts, "payment.problem": problem, "payment.retry": nextDay };
  return { ...to, ...(await renderMail(ctx, "draft_failed", voice.language, failed)) };
}

type Facts = ReturnType<typeof greeting> & Record<"payment.amount" | "payment.method", string>;

async function takenMail(
  ctx: Context,
  { language }: MailVoice,
  attempt: Attempt,
  hasReceipt: boolean,
  facts: Facts,
) {
  const { paymentId, state } = attempt;
  const receipt = hasReceipt && paymentId !== null ? await receiptAttachment(ctx, paymentId, language) : null;
  const rendered = await renderMail(ctx, "draft_taken", language, {
    ...facts,
    "payment.note": onItsWay(state === "processing", language),
    "receipt.title": receipt ? receiptTitle(receipt.paper, language) : "",
  });
  return receipt ? { ...rendered, attachments: [receipt.attachment] } : rendered;
}
