import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import type { EmailAttachment } from "../../providers/email/email.ts";
import { toBase64 } from "../../providers/email/mime.ts";
import { statementAddress } from "../billing-runs/kinds/statement-queries.ts";
import { addressed, type FamilyMail, greeting } from "../mail-templates/family-mail.ts";
import { mailVoice } from "../mail-templates/mail-voice.ts";
import { readerQuery } from "../mail-templates/portal-mail.ts";
import { renderMail } from "../mail-templates/render-mail.ts";
import { getPaper } from "./get-paper.ts";
import { methodWords } from "./method-words.ts";
import { fileOf, type ReceiptFile, receiptFile, receiptTitle } from "./receipt-pdf.ts";
import type { PaymentPaper } from "./shapes.ts";

export const RECEIPT_MAIL = "receipt-mail";

export interface ReceiptMail {
  readonly paymentId: string;
}

/** Where a family's receipts go. They answer a payment of its own, so nobody opts out of them. */
export function receiptAddress(familyId: string) {
  return select(
    {
      email: statementAddress(sql`f.id`, sql`true`),
      guardianName: sql<string | null>`(select first_name || ' ' || last_name from guardians
        where family_id = f.id and is_primary = 1 and deleted_at is null)`,
    },
    sql`from families f where f.id = ${familyId} and f.deleted_at is null`,
  );
}

export async function receiptAttachment(
  ctx: Context,
  paymentId: string,
  language: Language,
): Promise<{ readonly attachment: EmailAttachment; readonly paper: PaymentPaper }> {
  const file = await receiptFile(ctx, paymentId, language);
  return { paper: file.paper, attachment: attachmentOf(file) };
}

function attachmentOf({ name, bytes }: ReceiptFile): EmailAttachment {
  return { name, type: "application/pdf", contentBase64: toBase64(bytes) };
}

const ON_ITS_WAY = {
  en: "The bank takes some days until it arrives.",
  es: "El banco tarda unos días hasta que llega.",
} as const;

/** What is to be known of money that a bank account sends. */
export function onItsWay(isPending: boolean, language: Language): string {
  return isPending ? ON_ITS_WAY[language] : "";
}

/** The mail with a payment's receipt, as it stands now; null when there is nobody to write to. */
export async function receiptMailOf(
  ctx: Context,
  { paymentId }: ReceiptMail,
  publicOrigin: string,
): Promise<FamilyMail | null> {
  const paper = (await getPaper(ctx, paymentId)) as PaymentPaper;
  const { readers } = await ctx.database.read({ readers: readerQuery(paper.familyId, null) });
  const reader = readers[0];
  if (!reader?.email) return null;
  const voice = mailVoice(ctx, reader.preferredLocale);
  const { language } = voice;
  const facts = {
    "payment.amount": voice.money(paper.amountMinor),
    "payment.date": voice.day(paper.receivedOn),
    "receipt.title": receiptTitle(paper, language),
    ...greeting(ctx, reader, publicOrigin, "/account/history"),
  };
  const rendered =
    paper.kind === "credit"
      ? await renderMail(ctx, "credit_note", language, facts)
      : await renderMail(ctx, "receipt", language, {
          ...facts,
          "payment.method": methodWords(paper, language),
          "payment.note": onItsWay(paper.status === "pending", language),
        });
  return {
    ...addressed(ctx, paper.familyId, reader),
    ...rendered,
    attachments: [attachmentOf(await fileOf(ctx, paper, language))],
  };
}
