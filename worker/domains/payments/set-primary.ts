import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { expectOfPrimary } from "./may-draft.ts";
import { methodById, methodName } from "./method-queries.ts";
import type { MethodVersionInput } from "./schemas.ts";
import { tellAutopay } from "./tell-autopay.ts";

/**
 * Makes a method the one that drafts are taken from. It must be the primary guardian's. What was authorised was authorised for
 * the one before, so autopay ends with it, and the family is told. @throws NotFound, Conflict, Precondition `not_primary_guardian`
 */
export async function setPrimary(
  ctx: Context,
  id: string,
  { version }: MethodVersionInput,
): Promise<{ readonly change: Committed }> {
  requireRight(ctx, "payments", "full");
  const found = await read(ctx, {
    method: methodById(id),
    before: primaryBefore(id),
  });
  const method = expectRow(found.method, "payment method", version);
  expectOfPrimary(method, method.primaryGuardianId);
  const ended = found.before.filter(({ autopayAt }) => autopayAt !== null);
  const names = ended.map((one) => methodName(one));
  const change = new Change(ctx, {
    action: "payment_methods.set_primary",
    summary: `Made ${methodName(method)} the primary payment method of the family ${method.familyName}${
      names.length === 0 ? "" : `; autopay is off: it was on for ${names.join(" and ")}`
    }`,
    right: "payments",
  });
  for (const one of found.before) {
    change.update("paymentMethods", one, { isPrimary: false, autopayAt: null, autopayBy: null });
  }
  for (const one of ended) tellAutopay(change, ctx, one, false);
  // One statement cannot carry both: the other one must have stepped back first.
  change.guard(
    "row_version",
    sql`exists (select 1 from payment_methods where id = ${id} and version = ${version})`,
  );
  change.tell("paymentMethods", method, { isPrimary: true });
  change.also(
    sql`update payment_methods set is_primary = 1, version = version + 1, updated_at = ${ctx.nowMs} where id = ${id}`,
  );
  return { change: await commit(ctx, change) };
}

/** The primary method that steps back when that one becomes it. */
export function primaryBefore(id: string) {
  return select(
    allColumns(paymentMethods),
    sql`from ${paymentMethods} where ${paymentMethods.familyId} = (select family_id from payment_methods where id = ${id})
      and ${paymentMethods.isPrimary} = 1 and ${paymentMethods.deletedAt} is null and ${paymentMethods.id} <> ${id}`,
  );
}
