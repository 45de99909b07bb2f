import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { attachment } from "../exports/csv.ts";
import { listEntries } from "../ledger/list-entries.ts";
import type { FamilyLedger } from "../ledger/shapes.ts";
import { getPaper } from "../papers/get-paper.ts";
import { receiptFile } from "../papers/receipt-pdf.ts";
import type { StatementFilter } from "../papers/schemas.ts";
import type { Paper } from "../papers/shapes.ts";
import { statementPdf } from "../papers/statement-pdf.ts";
import { sayDecline } from "../payments/say-decline.ts";
import type { HistoryFilter } from "./schemas.ts";

/**
 * The family's own ledger, newest first, each line with the balance after it. Why the bank took a payment back is told in
 * the family's language; why staff took something back is for staff. @throws Forbidden
 */
export async function listOwnHistory(
  ctx: Context<GuardianActor>,
  { cursor }: HistoryFilter,
): Promise<FamilyLedger> {
  requireRole(ctx, "payer");
  const everything = { kinds: [], from: "", to: "", open: "" } as const;
  const ledger = await listEntries(lend(ctx, "charges"), ctx.actor.familyId, {
    ...{ ...everything, kinds: [] },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const entries = ledger.entries.map((entry) => ({
    ...entry,
    reason:
      entry.act === "return" && entry.reason !== null ? sayDecline(entry.reason, ctx.request.language) : null,
  }));
  return { ...ledger, entries };
}

/** A charge or receipt of the family with everything that explains it. @throws Forbidden, NotFound */
export async function getOwnPaper(ctx: Context<GuardianActor>, id: string): Promise<Paper> {
  await expectOwn(ctx, id);
  return getPaper(lend(ctx, "charges"), id);
}

/** @throws Forbidden, NotFound */
export async function ownReceipt(ctx: Context<GuardianActor>, paymentId: string): Promise<Response> {
  if (!paymentId.startsWith("pay_")) throw new NotFound("receipt");
  await expectOwn(ctx, paymentId);
  const { name, bytes } = await receiptFile(lend(ctx, "charges"), paymentId, ctx.request.language);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { "content-type": "application/pdf", "content-disposition": attachment(name) },
  });
}

/** @throws Forbidden */
export function ownStatement(ctx: Context<GuardianActor>, filter: StatementFilter): Promise<Response> {
  requireRole(ctx, "payer");
  return statementPdf(lend(ctx, "charges"), ctx.actor.familyId, filter, ctx.request.language);
}

async function expectOwn(ctx: Context<GuardianActor>, id: string): Promise<void> {
  requireRole(ctx, "payer");
  const { familyId } = ctx.actor;
  const { own } = await read(ctx, {
    own: select(
      { id: sql<string>`d.id` },
      sql`from (select id, family_id from charges where id = ${id}
        union all select id, family_id from payments where id = ${id}) d where d.family_id = ${familyId}`,
    ),
  });
  if (!own[0]) throw new NotFound("paper");
}
