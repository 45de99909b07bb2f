import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { chargeById } from "./money-queries.ts";
import { refusal } from "./references.ts";
import type { EditChargeInput } from "./schemas.ts";

/**
 * Changes what a charge is called and when it is due; amounts and dates of charges stay as they were posted.
 * @throws NotFound, Conflict `changed_meanwhile` | `charge_voided`, Precondition
 */
export async function editCharge(
  ctx: Context,
  id: string,
  input: EditChargeInput,
): Promise<{ readonly change: Committed | null }> {
  requireRight(ctx, "charges", "full");
  const { version, ...patch } = input;
  const found = await read(ctx, { charge: chargeById(id) });
  const charge = expectRow(found.charge, "charge", version);
  requireRight(ctx, "charges", "full", charge.locationId);
  if (charge.voidedOn !== null)
    throw new Conflict("charge_voided", "This charge was voided. A voided charge is not changed any more.");
  const { dueOn, earlyBirdOn } = { ...charge, ...present(patch) };
  if (dueOn < charge.chargeOn) throw refusal("dueOn", "It cannot be due before it is charged.");
  if (earlyBirdOn !== null && (earlyBirdOn < charge.chargeOn || earlyBirdOn > dueOn))
    throw refusal("earlyBirdOn", "The early bird date lies between the charge and its due date.");
  const change = new Change(ctx, {
    action: "charges.update",
    summary: `Changed the charge “${charge.title}” of the family ${charge.familyName}`,
    right: "charges",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("charges", charge, present(patch))) return { change: null };
  return { change: await commit(ctx, change) };
}

function present<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}
