import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { commitMoney } from "./commit-money.ts";
import type { VoidOutcome } from "./outcomes.ts";
import { moneyText } from "./references.ts";
import type { VoidChargesInput, VoidInput } from "./schemas.ts";
import { addVoids, voidDay, voidQueries } from "./void-lines.ts";

const ALREADY = {
  outcome: "already_voided",
  message: "This was voided before. Nothing was changed.",
} as const;

/** Takes a charge back, with a reason; what had paid it lies on account again. @throws NotFound, Conflict, Precondition */
export async function voidCharge(ctx: Context, id: string, input: VoidInput): Promise<VoidOutcome> {
  requireRight(ctx, "void_charges", "full");
  const { version, reason, onDate } = input;
  const found = await read(ctx, voidQueries([id]));
  const charge = expectRow(found.charges, "charge");
  if (charge.voidedOn !== null) return ALREADY;
  expectRow(found.charges, "charge", version);
  const on = voidDay(ctx, onDate, charge, found.rules);
  const change = new Change(ctx, {
    action: "charges.void",
    summary: `Voided the charge “${charge.title}” of the family ${charge.familyName}: ${reason}`,
    right: "void_charges",
  });
  change.update("charges", charge, { voidedOn: on, voidReason: reason });
  const lines = found.lines.filter((line) => line.voidedOn === null);
  const releasedMinor = addVoids(ctx, change, lines, found.parts, { on, reason });
  const answer = { outcome: "voided", releasedMinor } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Takes back what is not void yet of some charges, all or none, such as those of one bulk act. */
export async function voidCharges(ctx: Context, { ids, reason }: VoidChargesInput): Promise<VoidOutcome> {
  requireRight(ctx, "void_charges", "full");
  const found = await read(ctx, voidQueries([...new Set(ids)]));
  expectRow(found.charges, "charge");
  const living = found.charges.filter((charge) => charge.voidedOn === null);
  if (living.length === 0) return ALREADY;
  const change = new Change(ctx, {
    action: "charges.void",
    summary: `Voided ${living.length === 1 ? "a charge" : `${living.length} charges`}: ${reason}`,
    right: "void_charges",
  });
  const days = new Map(
    living.map((charge) => [charge.id, voidDay(ctx, undefined, charge, found.rules)] as const),
  );
  for (const charge of living)
    change.update("charges", charge, { voidedOn: days.get(charge.id)!, voidReason: reason });
  let releasedMinor = 0;
  for (const on of new Set(days.values())) {
    const lines = found.lines.filter((line) => line.voidedOn === null && days.get(line.chargeId) === on);
    releasedMinor += addVoids(ctx, change, lines, found.parts, { on, reason });
  }
  const answer = { outcome: "voided", releasedMinor } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Takes one line back; with the last one the charge is void. @throws NotFound, Conflict, Precondition */
export async function voidLine(
  ctx: Context,
  chargeId: string,
  lineId: string,
  input: VoidInput,
): Promise<VoidOutcome> {
  requireRight(ctx, "void_charges", "full");
  const { version, reason, onDate } = input;
  const found = await read(ctx, voidQueries([chargeId]));
  const charge = expectRow(found.charges, "charge");
  const own = found.lines.filter((line) => line.id === lineId);
  const line = expectRow(own, "line of a charge");
  if (line.voidedOn !== null) return ALREADY;
  expectRow(own, "line of a charge", version);
  const on = voidDay(ctx, onDate, charge, found.rules);
  const change = new Change(ctx, {
    action: "charges.void_line",
    summary: `Voided “${line.description}” (${moneyText(ctx, line.totalMinor)}) of the family ${charge.familyName}: ${reason}`,
    right: "void_charges",
  });
  const isLast = found.lines.every((one) => one.voidedOn !== null || one.id === lineId);
  // Two lines voided at once would each think that the other one is left.
  if (isLast) change.update("charges", charge, { voidedOn: on, voidReason: reason });
  else
    change.guard(
      "line_open",
      sql`exists (select 1 from charge_lines
    where charge_id = ${chargeId} and id <> ${lineId} and voided_on is null and deleted_at is null)`,
    );
  const releasedMinor = addVoids(ctx, change, [line], found.parts, { on, reason });
  const answer = { outcome: "voided", releasedMinor } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}
