import type { RefundInput, RefundOutcome, RefundSought, VoidInput } from "../payments.ts";
import { addRefund, cancel } from "./acts.ts";
import { changeCharge, chargeKey } from "./advance.ts";
import { takeProcessorFault } from "./faults.ts";
import { attemptOf, type ChargeRecord, leftOf, type RefundRecord } from "./records.ts";
import type { SandboxAccount } from "./world.ts";

const DOWN = { outcome: "processor_down" } as const;
const DISPUTED_WORDS = "The payment is disputed. Its money is with the bank until that is decided.";
const RETURNED_WORDS = "The bank returned this payment already, so there is nothing to give back.";
const REFUSED_WORDS = "The refund was refused: its amount must be more than zero.";
const FAILED_WORDS = "The bank did not take the refund. Give the money back in another way and record that.";

type Decided = { readonly no: RefundOutcome } | { readonly amountMinor: number } | "cancel";

/** Gives back all or a part of a settled payment. */
export function refund(account: SandboxAccount, input: RefundInput): Promise<RefundOutcome> {
  return giveBack(account, input, (charge, nowMs) => {
    if (input.amountMinor <= 0) return { no: { outcome: "failed", words: REFUSED_WORDS } };
    if (isUnsettled(charge, nowMs)) return { no: { outcome: "unsettled" } };
    if (input.amountMinor > leftOf(charge)) {
      return { no: { outcome: "already_refunded", leftMinor: leftOf(charge) } };
    }
    return { amountMinor: input.amountMinor };
  });
}

/** Takes a whole payment back, or gives up one that waits. */
export function voidCharge(account: SandboxAccount, input: VoidInput): Promise<RefundOutcome> {
  return giveBack(account, input, (charge) => {
    if (charge.state !== "succeeded") return "cancel";
    const left = leftOf(charge);
    if (left < charge.amountMinor) return { no: { outcome: "already_refunded", leftMinor: left } };
    return { amountMinor: charge.amountMinor };
  });
}

/** What became of a refund or void. */
export async function findRefund(account: SandboxAccount, sought: RefundSought): Promise<RefundOutcome> {
  const attemptId = attemptOf(sought.chargeToken);
  const charge = attemptId ? await account.store.get<ChargeRecord>(chargeKey(attemptId)) : null;
  return (charge && doneBefore(charge, sought.refundId)) ?? { outcome: "not_found" };
}

function isUnsettled(charge: ChargeRecord, nowMs: number): boolean {
  return charge.state === "processing" || charge.state === "requires_action" || charge.settlesAtMs > nowMs;
}

async function giveBack(
  account: SandboxAccount,
  input: VoidInput & { readonly amountMinor?: number },
  decide: (charge: ChargeRecord, nowMs: number) => Decided,
): Promise<RefundOutcome> {
  const attemptId = attemptOf(input.chargeToken);
  if (!attemptId) return { outcome: "not_found" };
  const fault = await takeProcessorFault(account);
  if (fault === "die_before") return DOWN;
  let outcome: RefundOutcome = { outcome: "not_found" };
  await changeCharge(account, attemptId, (charge, nowMs) => {
    const no = otherThanBefore(charge, input) ?? doneBefore(charge, input.refundId) ?? impossible(charge);
    const decided = no ? { no } : decide(charge, nowMs);
    if (decided === "cancel") {
      outcome = { outcome: "succeeded", refundToken: charge.chargeToken, amountMinor: charge.amountMinor };
      return cancel(charge, input.refundId);
    }
    if ("no" in decided) {
      outcome = decided.no;
      return null;
    }
    const refundToken = `sandbox_refund_${input.refundId}`;
    const added = { refundId: input.refundId, refundToken, amountMinor: decided.amountMinor };
    const acted = addRefund(charge, added, nowMs);
    const made = acted.charge.refunds.at(-1);
    if (made) outcome = outcomeOf(made);
    return acted;
  });
  return fault === "die_after" ? DOWN : outcome;
}

function doneBefore(charge: ChargeRecord, refundId: string): RefundOutcome | null {
  const { canceledBy, chargeToken: refundToken, amountMinor } = charge;
  if (canceledBy === refundId) return { outcome: "succeeded", refundToken, amountMinor };
  const before = charge.refunds.find((made) => made.refundId === refundId);
  return before ? outcomeOf(before) : null;
}

/** The same key with another amount: what happened is for a lookup to tell. */
function otherThanBefore(
  charge: ChargeRecord,
  input: VoidInput & { readonly amountMinor?: number },
): RefundOutcome | null {
  const before = charge.refunds.find((made) => made.refundId === input.refundId);
  const { amountMinor = before?.amountMinor } = input;
  return before && before.amountMinor !== amountMinor ? DOWN : null;
}

function impossible(charge: ChargeRecord): RefundOutcome | null {
  if (charge.state === "declined") return { outcome: "not_found" };
  if (charge.state === "canceled") return { outcome: "already_refunded", leftMinor: 0 };
  if (charge.state === "returned") return { outcome: "failed", words: RETURNED_WORDS };
  if (charge.dispute && charge.dispute.state !== "won") return { outcome: "failed", words: DISPUTED_WORDS };
  return null;
}

function outcomeOf({ state, refundToken, amountMinor }: RefundRecord): RefundOutcome {
  return state === "failed"
    ? { outcome: "failed", words: FAILED_WORDS }
    : { outcome: state, refundToken, amountMinor };
}
