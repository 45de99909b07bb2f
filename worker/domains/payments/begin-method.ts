import { sql } from "drizzle-orm";
import { statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { paymentSetups } from "../../../tenant-schema/payments.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { METHOD_KINDS, type PaymentProcessor } from "../../providers/payments/payments.ts";
import type { Desk } from "./desk.ts";
import { customerOf, payerOf } from "./method-queries.ts";
import type { BeginMethodInput } from "./schemas.ts";
import type { MethodBegun } from "./shapes.ts";

/**
 * Opens the processor's own fields for a card or bank account of the family's primary guardian. Nothing is kept until they
 * are filled in. @throws NotFound, Precondition `no_processor` | `processor_refused`
 */
export async function beginMethod(
  ctx: Context,
  desk: Desk,
  { familyId }: BeginMethodInput,
): Promise<MethodBegun> {
  requireRight(ctx, "payments", "full");
  const processor = await desk.open();
  const found = await read(ctx, {
    payer: payerOf(familyId),
    customer: customerOf(familyId, processor.kind),
  });
  const payer = found.payer[0];
  if (!payer) throw new NotFound("family");
  const customerToken = found.customer[0]?.customerRef ?? (await newCustomer(processor, payer));
  const setupId = newId("paymentSetup", ctx.nowMs);
  const returnUrl = desk.returnUrl(familyId);
  const opened = await processor.beginSetup({ setupId, customerToken, methodKinds: METHOD_KINDS, returnUrl });
  if (opened.outcome !== "open" || opened.setupToken === null) throw refused(opened);
  await ctx.database.commit({
    statements: [
      statement(sql`insert into ${paymentSetups} (id, family_id, guardian_id, processor, customer_ref, setup_ref, created_at)
        values (${setupId}, ${familyId}, ${payer.guardianId}, ${processor.kind}, ${customerToken}, ${opened.setupToken},
          ${ctx.nowMs})`),
    ],
  });
  return { setupId, fields: opened.fields, payer: { name: payer.guardianName, email: payer.email } };
}

async function newCustomer(
  processor: PaymentProcessor,
  payer: { readonly id: string; readonly name: string; readonly email: string | null },
): Promise<string> {
  const { id: familyId, name, email } = payer;
  const saved = await processor.saveCustomer({ familyId, name, email });
  if (saved.outcome !== "saved") throw refused(saved);
  return saved.customerToken;
}

function refused(answer: object): Precondition {
  const words =
    "words" in answer
      ? String(answer.words)
      : "The payment processor does not answer. Try again in a minute.";
  return new Precondition("processor_refused", words);
}
