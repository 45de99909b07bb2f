import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { ProcessorEvent } from "../../providers/payments/events.ts";
import type { Also } from "./apply-charge-end.ts";
import { methodName } from "./method-queries.ts";

type MethodEvent = Extract<ProcessorEvent, { kind: "method_updated" | "method_invalid" }>;

/** A bank renewed a card, or says that a method is of no use any more. */
export async function applyMethod(
  ctx: Context<SystemActor>,
  event: MethodEvent,
  also: Also,
): Promise<string | null> {
  const token = event.kind === "method_updated" ? event.method.methodToken : event.methodToken;
  const { found } = await ctx.database.read({
    found: select(
      allColumns(paymentMethods),
      sql`from ${paymentMethods} where ${paymentMethods.processor} in ('stripe', 'sandbox')
        and ${paymentMethods.methodRef} = ${token} and ${paymentMethods.deletedAt} is null`,
    ),
  });
  const method = found[0];
  if (!method) return "no such payment method";
  const isUpdate = event.kind === "method_updated";
  const change = new Change(ctx, {
    action: isUpdate ? "payment_methods.renew" : "payment_methods.invalid",
    summary: isUpdate
      ? `The bank renewed ${methodName(method)}`
      : `${methodName(method)} cannot be charged any more: ${event.decline.words}`,
    right: "payments",
  });
  const isNews = isUpdate
    ? change.update("paymentMethods", method, {
        brand: event.method.brand,
        last4: event.method.last4,
        expiresMonth: event.method.expiryMonth,
        expiresYear: event.method.expiryYear,
        invalidReason: null,
        expiryToldAt: null,
      })
    : change.update("paymentMethods", method, { invalidReason: event.decline.words });
  if (!isNews) return "known already";
  also(change);
  await commit(ctx, change);
  return null;
}
