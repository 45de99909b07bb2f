import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { methodById, methodName } from "./method-queries.ts";
import type { MethodVersionInput } from "./schemas.ts";

export const FORGET_METHOD = "forget-payment-method";

/** Forgets a method, here at once and at the processor soon after; it cannot be brought back. @throws NotFound, Conflict */
export async function removeMethod(
  ctx: Context,
  id: string,
  { version }: MethodVersionInput,
): Promise<{ readonly change: Committed }> {
  requireRight(ctx, "payments", "full");
  const found = await read(ctx, { method: methodById(id) });
  const method = expectRow(found.method, "payment method", version);
  const change = new Change(ctx, {
    action: "payment_methods.remove",
    summary: `Removed ${methodName(method)} of the family ${method.familyName}`,
    right: "payments",
  });
  change.remove("paymentMethods", method);
  const { processor, methodRef } = method;
  change.effect({ topic: FORGET_METHOD, payload: { processor, methodRef } });
  return { change: await commit(ctx, change) };
}
