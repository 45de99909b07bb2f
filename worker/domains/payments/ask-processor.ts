import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import type { ChargeOutcome, PaymentProcessor } from "../../providers/payments/payments.ts";
import type { Attempt } from "./attempt.ts";
import type { Desk } from "./desk.ts";

/** What became of an attempt; `gone`: it never reached the processor. */
export type Learned = ChargeOutcome | { readonly outcome: "gone" };

interface Asked {
  readonly attempt: Attempt;
  readonly method: Row<"paymentMethods">;
  readonly processor: PaymentProcessor;
  readonly desk: Desk;
}

/**
 * Takes the money, under the attempt's own id. Without an answer it is looked up, and asked once more under the same id
 * when the processor knows nothing of it; only then is it left unknown.
 */
export async function ask(ctx: Context, asked: Asked): Promise<ChargeOutcome> {
  const first = await charge(ctx, asked);
  if (first.outcome !== "processor_down") return first;
  const found = await find(asked);
  return found.outcome === "not_found" ? charge(ctx, asked) : found;
}

/** Only looks: whoever asked is gone. What never arrived is not taken from a payer who has left. */
export async function look(ctx: Context, asked: Asked): Promise<Learned> {
  const found = await find(asked);
  if (found.outcome !== "not_found") return found;
  return asked.attempt.purpose === "draft" ? charge(ctx, asked) : { outcome: "gone" };
}

function charge(ctx: Context, { attempt, method, processor, desk }: Asked): Promise<ChargeOutcome> {
  const { id: attemptId, familyId, amountMinor, purpose } = attempt;
  const { customerRef: customerToken, methodRef: methodToken, mandateRef: mandateToken } = method;
  return processor.charge({
    ...{ attemptId, familyId, customerToken, amountMinor },
    source: { kind: "saved", methodToken, mandateToken },
    methodKind: method.kind === "card" ? "card" : "bank_account",
    currency: ctx.account.currency,
    presence: purpose === "draft" ? "off_session" : "on_session",
    description: ctx.account.displayName,
    returnUrl: desk.returnUrl(familyId),
  });
}

function find({ attempt, method, processor }: Asked) {
  return processor.findCharge({
    attemptId: attempt.id,
    customerToken: method.customerRef,
    chargeToken: attempt.processorRef,
    sinceMs: attempt.createdAt - 60_000,
  });
}
