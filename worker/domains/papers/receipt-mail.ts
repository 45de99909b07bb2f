import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailAttachment, EmailMessage } from "../../providers/email/email.ts";
import { toBase64 } from "../../providers/email/mime.ts";
import { statementAddress } from "../billing-runs/kinds/statement-queries.ts";
import { moneyText } from "../ledger/references.ts";
import { receiptFile, receiptTitle } from "./receipt-pdf.ts";
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
): Promise<{ readonly attachment: EmailAttachment; readonly paper: PaymentPaper }> {
  const { name, bytes, paper } = await receiptFile(ctx, paymentId);
  return { paper, attachment: { name, type: "application/pdf", contentBase64: toBase64(bytes) } };
}

/** The mail with a payment's receipt, as it stands now; null when there is nobody to write to. */
export async function receiptMailOf(
  ctx: Context,
  { paymentId }: ReceiptMail,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { paper, attachment } = await receiptAttachment(ctx, paymentId);
  const { found } = await ctx.database.read({ found: receiptAddress(paper.familyId) });
  const to = found[0];
  if (!to?.email) return null;
  const school = paper.letterhead.name;
  const title = receiptTitle(paper);
  const lines = [
    `Hello ${to.guardianName ?? paper.to.name},`,
    paper.kind === "credit"
      ? `${school} credited ${moneyText(ctx, paper.amountMinor)} to your account.`
      : `Thank you for your payment of ${moneyText(ctx, paper.amountMinor)} to ${school}.`,
    ...(paper.status === "pending" ? ["The bank takes some days until it arrives."] : []),
    `${title} is attached.`,
    school,
  ];
  return {
    to: to.email,
    fromName: ctx.account.displayName,
    replyTo: null,
    subject: `${title} from ${school}`,
    text: lines.join("\n\n"),
    html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n"),
    attachments: [attachment],
  };
}
