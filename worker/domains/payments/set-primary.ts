import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { methodById, methodName } from "./method-queries.ts";
import type { MethodVersionInput } from "./schemas.ts";

/** Makes a method the one that drafts are taken from. It must be the primary guardian's. @throws NotFound, Conflict, Precondition */
export async function setPrimary(
  ctx: Context,
  id: string,
  { version }: MethodVersionInput,
): Promise<{ readonly change: Committed }> {
  requireRight(ctx, "payments", "full");
  const found = await read(ctx, {
    method: methodById(id),
    before: select(
      allColumns(paymentMethods),
      sql`from ${paymentMethods} where ${paymentMethods.familyId} = (select family_id from payment_methods where id = ${id})
        and ${paymentMethods.isPrimary} = 1 and ${paymentMethods.deletedAt} is null and ${paymentMethods.id} <> ${id}`,
    ),
  });
  const method = expectRow(found.method, "payment method", version);
  if (method.guardianId === null || method.guardianId !== method.primaryGuardianId) {
    throw new Precondition(
      "not_primary_guardian",
      "Only a method of the family’s primary guardian can be the primary one. Add one for that guardian.",
    );
  }
  const change = new Change(ctx, {
    action: "payment_methods.set_primary",
    summary: `Made ${methodName(method)} the primary payment method of the family ${method.familyName}`,
    right: "payments",
  });
  for (const one of found.before) change.update("paymentMethods", one, { isPrimary: false });
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
