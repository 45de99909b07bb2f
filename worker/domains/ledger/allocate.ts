import { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { chosenParts } from "./apply-money.ts";
import { commitMoney } from "./commit-money.ts";
import { openLinesOfPayment, partsOfPayment, paymentById, unappliedOf } from "./money-queries.ts";
import type { AllocationAnswer } from "./outcomes.ts";
import {
  allocationPostings,
  appliedOf,
  deallocationPostings,
  latest,
  type PaidPart,
  releasedOf,
  sumOf,
} from "./plan-allocations.ts";
import { post } from "./postings.ts";
import { moneyText } from "./references.ts";
import type { AllocateInput, AllocationTarget, DeallocateInput, ReallocateInput } from "./schemas.ts";

/** Applies money on account to chosen lines. @throws NotFound, Precondition, Conflict `payment_spent` | `line_not_open` */
export async function allocate(
  ctx: Context,
  paymentId: string,
  { targets }: AllocateInput,
): Promise<AllocationAnswer> {
  const found = await readMoney(ctx, paymentId);
  const { payment, money } = found;
  const parts = chosenParts(ctx, targets, money, found.open, "targets");
  const paid = moneyText(ctx, sumOf(parts));
  const change = new Change(ctx, {
    action: "payments.allocate",
    summary: `Applied ${paid} of “${payment.title}” to charges of the family ${payment.familyName}`,
    right: found.right,
  });
  change.tell("payments", payment, { applied: `${paid}: ${namesOf(parts.map((part) => part.line))}` });
  post(change, ctx, allocationPostings(parts, found.on));
  const applied = appliedOf(parts);
  const unappliedMinor = money.unappliedMinor - sumOf(parts);
  const reversal = { act: "deallocate", paymentId, targets: applied } as const;
  const answer = { applied, released: [], unappliedMinor, reversal };
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Takes money off chosen lines; it stays on the family's account. @throws NotFound, Conflict `no_longer_applied` */
export async function deallocate(
  ctx: Context,
  paymentId: string,
  { targets, reason }: DeallocateInput,
): Promise<AllocationAnswer> {
  const found = await readMoney(ctx, paymentId);
  const { payment, money } = found;
  const taken = chosenOff(found.parts, targets);
  const freed = moneyText(ctx, sumOf(taken));
  const change = new Change(ctx, {
    action: "payments.deallocate",
    summary: `Took ${freed} of “${payment.title}” off charges of the family ${payment.familyName}: ${reason}`,
    right: found.right,
  });
  change.tell("payments", payment, { released: `${freed}: ${namesOf(taken)}` });
  post(change, ctx, deallocationPostings(taken, { on: found.on, reason }));
  const released = releasedOf(taken);
  const unappliedMinor = money.unappliedMinor + sumOf(taken);
  const reversal = { act: "allocate", paymentId, targets: released } as const;
  const answer = { applied: [], released, unappliedMinor, reversal };
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Takes money off some lines and puts it on others, in one act. @throws as both */
export async function reallocate(
  ctx: Context,
  paymentId: string,
  input: ReallocateInput,
): Promise<AllocationAnswer> {
  const found = await readMoney(ctx, paymentId);
  const { payment, money } = found;
  const taken = chosenOff(found.parts, input.from);
  const off = deallocationPostings(taken, { on: found.on, reason: input.reason });
  // What comes off is there from the day it does: on the payment, and on lines that are chosen again.
  const freed = {
    ...money,
    unappliedMinor: money.unappliedMinor + sumOf(taken),
    grownOn: latest(money.grownOn, ...off.map((posting) => posting.effectiveOn)),
  };
  const open = new Map(found.open.map((line) => [line.id, line]));
  for (const part of taken) {
    const line = open.get(part.id);
    const grownOn = latest(line?.grownOn ?? part.lastOn, part.lastOn, found.on);
    const openMinor = (line?.openMinor ?? 0) + part.amountMinor;
    open.set(part.id, { ...part, dueOn: line?.dueOn ?? grownOn, grownOn, openMinor });
  }
  const parts = chosenParts(ctx, input.to, freed, [...open.values()], "to");
  const change = new Change(ctx, {
    action: "payments.reallocate",
    summary: `Applied “${payment.title}” of the family ${payment.familyName} to other charges: ${input.reason}`,
    right: found.right,
  });
  change.tell("payments", payment, {
    released: `${moneyText(ctx, sumOf(taken))}: ${namesOf(taken)}`,
    applied: `${moneyText(ctx, sumOf(parts))}: ${namesOf(parts.map((part) => part.line))}`,
  });
  post(change, ctx, [...off, ...allocationPostings(parts, found.on)]);
  const unappliedMinor = freed.unappliedMinor - sumOf(parts);
  const [applied, released] = [appliedOf(parts), releasedOf(taken)];
  const reversal = { act: "reallocate", paymentId, from: applied, to: released } as const;
  const answer = { applied, released, unappliedMinor, reversal };
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

async function readMoney(ctx: Context, paymentId: string) {
  const found = await read(ctx, {
    payment: paymentById(paymentId),
    balance: unappliedOf(paymentId),
    open: openLinesOfPayment(paymentId),
    parts: partsOfPayment(paymentId),
  });
  const payment = expectRow(found.payment, "payment");
  const right = payment.kind === "credit" ? "credits" : "payments";
  requireRight(ctx, right, "full", payment.locationId);
  if (payment.closedOn !== null)
    throw new Conflict("payment_spent", "This was taken back. There is nothing of it to be applied.");
  return { ...found, payment, right, on: today(ctx), money: found.balance[0]! } as const;
}

/** @throws Conflict when a line is not, or no longer, paid by so much of the payment */
function chosenOff(parts: readonly PaidPart[], targets: readonly AllocationTarget[]): PaidPart[] {
  return targets.map(({ lineId, amountMinor }) => {
    const part = parts.find((one) => one.id === lineId);
    if (!part || part.amountMinor < amountMinor) {
      throw new Conflict(
        "no_longer_applied",
        "So much of this payment is not applied to that charge any more. Look at the payment again.",
      );
    }
    return { ...part, amountMinor };
  });
}

function namesOf(lines: readonly { readonly chargeNumber: number; readonly description: string }[]): string {
  const names = lines.slice(0, 5).map((line) => `${line.chargeNumber} ${line.description}`);
  return names.join(", ") + (lines.length > 5 ? " …" : "");
}
