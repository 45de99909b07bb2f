import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { moneyText } from "../ledger/references.ts";
import { receiptAttachment } from "../papers/receipt-mail.ts";
import { receiptTitle } from "../papers/receipt-pdf.ts";
import { type Attempt, attemptById, methodOfAttempt } from "./attempt.ts";
import type { DraftMail } from "./end-draft.ts";
import { methodName, payerOf } from "./method-queries.ts";

/** Tells a family what became of a draft; null when there is nobody to write to. */
export async function draftMailOf(
  ctx: Context,
  { attemptId, hasReceipt }: DraftMail,
): Promise<Omit<EmailMessage, "id"> | null> {
  const found = await ctx.database.read({
    attempt: attemptById(attemptId),
    method: methodOfAttempt(attemptId),
    family: select({ id: sql<string>`family_id` }, sql`from payment_attempts where id = ${attemptId}`),
  });
  const [attempt, method] = [found.attempt[0], found.method[0]];
  if (!attempt || !method) return null;
  const { payer } = await ctx.database.read({ payer: payerOf(attempt.familyId) });
  if (!payer[0]?.email) return null;
  const amount = moneyText(ctx, attempt.amountMinor);
  const { displayName } = ctx.account;
  const isTaken = attempt.state === "succeeded" || attempt.state === "processing";
  const told = toldOf(ctx, attempt, amount, methodName(method));
  const receipt =
    isTaken && hasReceipt && attempt.paymentId !== null
      ? await receiptAttachment(ctx, attempt.paymentId)
      : null;
  const lines = [`Hello ${payer[0].guardianName ?? payer[0].name},`, ...told.filter((line) => line !== "")];
  if (receipt) lines.push(`${receiptTitle(receipt.paper)} is attached.`);
  return {
    to: payer[0].email,
    fromName: displayName,
    replyTo: null,
    subject: subjectOf(attempt, amount),
    text: lines.join("\n\n"),
    html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n"),
    ...(receipt ? { attachments: [receipt.attachment] } : {}),
  };
}

function subjectOf({ state }: Attempt, amount: string): string {
  switch (state) {
    case "succeeded":
    case "processing":
      return `Your payment of ${amount}`;
    case "asked":
      return `Please confirm your payment of ${amount}`;
    default:
      return `A payment of ${amount} did not go through`;
  }
}

function toldOf(ctx: Context, attempt: Attempt, amount: string, name: string): string[] {
  const { displayName, timeZone } = ctx.account;
  const on = attempt.nextAt === null ? null : dateAt(attempt.nextAt, timeZone);
  switch (attempt.state) {
    case "succeeded":
    case "processing":
      return [
        `${amount} that was due at ${displayName} was taken from ${name}, as you authorised.`,
        attempt.state === "processing"
          ? "The bank takes some days until it arrives."
          : "There is nothing that you need to do.",
      ];
    case "asked":
      return [
        `${amount} that is due at ${displayName} is to be taken from ${name}, and your bank wants you to confirm that it is you who pays.`,
        `Nothing has been taken yet. Please get in touch with ${displayName} by ${on}: they open your bank’s question for you. You can also pay in another way.`,
      ];
    default:
      return [
        `${amount} that is due at ${displayName} could not be taken from ${name}.`,
        attempt.message ?? "",
        on === null
          ? "It is not tried again by itself. Please get in touch with the school, or pay in another way."
          : `It is tried again on ${on}. You can pay in another way before that.`,
      ];
  }
}
