import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { expectMayDraft } from "./may-draft.ts";
import { methodById, methodName } from "./method-queries.ts";
import type { AutopayInput } from "./schemas.ts";
import { tellAutopay } from "./tell-autopay.ts";

/**
 * Notes that a payer authorised recurring charges to the primary method, who did and when; or that they ended it.
 * @throws NotFound, Conflict, Precondition `bad_field` | `not_primary_guardian` | `not_primary` | `method_invalid`
 */
export async function setAutopay(
  ctx: Context,
  id: string,
  { version, isOn, givenBy }: AutopayInput,
): Promise<{ readonly change: Committed }> {
  requireRight(ctx, "payments", "full");
  if (isOn && givenBy === "") {
    const message = "Enter the name of the person who gave this authorisation.";
    throw new Precondition("bad_field", message, [{ path: "givenBy", message }]);
  }
  const found = await read(ctx, { method: methodById(id) });
  const method = expectRow(found.method, "payment method", version);
  if (isOn) expectMayDraft(method, method.primaryGuardianId);
  const what = isOn
    ? `Turned autopay on for ${methodName(method)}, authorised by ${givenBy}`
    : `Turned autopay off for ${methodName(method)}`;
  const change = new Change(ctx, {
    action: "payment_methods.autopay",
    summary: `${what}, of the family ${method.familyName}`,
    right: "payments",
  });
  change.update("paymentMethods", method, {
    autopayAt: isOn ? ctx.nowMs : null,
    autopayBy: isOn ? givenBy : null,
  });
  tellAutopay(change, ctx, method, isOn);
  return { change: await commit(ctx, change) };
}
