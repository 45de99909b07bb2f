import { type Decline, declineOf } from "../declines.ts";
import type { ProcessorEvent } from "../events.ts";
import type { Act, ChargeRecord, RefundRecord } from "./records.ts";
import { type Scenario, scenarioNamed } from "./scenarios.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
export const CARD_SETTLES_MS = DAY_MS;
const DEBIT_SETTLES_MS = 4 * DAY_MS;
const DEBIT_RETURNS_MS = 2 * DAY_MS;
const LATE_RETURN_MS = 14 * DAY_MS;
const DISPUTED_MS = 2 * DAY_MS;
const REFUND_ENDS_MS = DAY_MS;
const RESPOND_MS = 20 * DAY_MS;
const REFUND_FAILED_WORDS =
  "The bank did not take the refund. Give the money back in another way and record that.";

type WithoutBase<T> = T extends unknown ? Omit<T, "providerEventId" | "occurredAtMs" | "accountId"> : never;
/** An event before it has its number and time. */
export type EventDraft = WithoutBase<ProcessorEvent>;

export interface Acted {
  readonly charge: ChargeRecord;
  readonly events: readonly EventDraft[];
}

/** What happens to a payment of that method by itself. */
export function plansFor(scenario: Scenario, kind: ChargeRecord["method"]["kind"], nowMs: number) {
  const plan = (act: Act, afterMs: number) => ({ act, atMs: nowMs + afterMs });
  if (kind === "card") return scenario.disputed ? [plan("dispute", DISPUTED_MS)] : [];
  if (scenario.staysPending) return [];
  if (scenario.returns && !scenario.returns.isLate) return [plan("return", DEBIT_RETURNS_MS)];
  const settles = plan("settle", DEBIT_SETTLES_MS);
  return scenario.returns ? [settles, plan("return", LATE_RETURN_MS)] : [settles];
}

/** Does one thing to a payment; null when it is not in a state in which that can happen. */
export function act(charge: ChargeRecord, what: Act, nowMs: number): Acted | null {
  switch (what) {
    case "settle":
      return settle(charge, nowMs);
    case "return":
      return giveBack(charge);
    case "dispute":
      return dispute(charge, nowMs);
    case "win_dispute":
    case "lose_dispute":
      return decideDispute(charge, what === "win_dispute" ? "won" : "lost");
    case "finish_refund":
    case "fail_refund":
      return endRefund(charge, what === "finish_refund" ? "succeeded" : "failed");
    case "confirm":
    case "refuse":
      return answer(charge, what === "confirm", nowMs);
  }
}

/** Takes money, or says why not, by the scenario of the method. */
export function take(charge: ChargeRecord, nowMs: number): Acted {
  const scenario = scenarioNamed(charge.scenario);
  if (scenario.declines) return decline(charge, declineOf(scenario.declines));
  const isCard = charge.method.kind === "card";
  const taken: ChargeRecord = {
    ...charge,
    state: isCard ? "succeeded" : "processing",
    decline: null,
    settlesAtMs: isCard ? nowMs + CARD_SETTLES_MS : Number.MAX_SAFE_INTEGER,
    plans: plansFor(scenario, charge.method.kind, nowMs),
  };
  const kind = isCard ? "payment_succeeded" : "payment_processing";
  return { charge: taken, events: [{ kind, ...chargeFacts(taken) }] };
}

export function decline(charge: ChargeRecord, why: Decline): Acted {
  const declined: ChargeRecord = { ...charge, state: "declined", decline: why, plans: [] };
  return {
    charge: declined,
    events: [{ kind: "payment_failed", decline: why, isReturn: false, ...chargeFacts(declined) }],
  };
}

/** Gives up a payment before any money moved. */
export function cancel(charge: ChargeRecord, refundId: string): Acted {
  const why = declineOf("canceled");
  const canceled: ChargeRecord = {
    ...charge,
    state: "canceled",
    canceledBy: refundId,
    decline: why,
    plans: [],
  };
  return {
    charge: canceled,
    events: [{ kind: "payment_failed", decline: why, isReturn: false, ...chargeFacts(canceled) }],
  };
}

/** Adds a refund; one that takes time ends on its day. */
export function addRefund(charge: ChargeRecord, refund: Omit<RefundRecord, "state">, nowMs: number): Acted {
  const { refundFails } = scenarioNamed(charge.scenario);
  const isSlow = refundFails || charge.method.kind === "bank_account";
  const added: RefundRecord = { ...refund, state: isSlow ? "processing" : "succeeded" };
  const end = { act: refundFails ? "fail_refund" : "finish_refund", atMs: nowMs + REFUND_ENDS_MS } as const;
  const refunded: ChargeRecord = {
    ...charge,
    refunds: [...charge.refunds, added],
    plans: isSlow ? [...charge.plans, end] : charge.plans,
  };
  const kind = isSlow ? "refund_processing" : "refund_succeeded";
  return { charge: refunded, events: [{ kind, ...refundFacts(refunded, added) }] };
}

function settle(charge: ChargeRecord, nowMs: number): Acted | null {
  if (charge.state === "succeeded" && charge.settlesAtMs > nowMs) {
    return { charge: { ...charge, settlesAtMs: nowMs }, events: [] };
  }
  if (charge.state !== "processing") return null;
  const settled: ChargeRecord = { ...charge, state: "succeeded", settlesAtMs: nowMs };
  return { charge: settled, events: [{ kind: "payment_succeeded", ...chargeFacts(settled) }] };
}

function giveBack(charge: ChargeRecord): Acted | null {
  if (charge.method.kind !== "bank_account") return null;
  if (charge.state !== "processing" && charge.state !== "succeeded") return null;
  const isReturn = charge.state === "succeeded";
  const why = declineOf(scenarioNamed(charge.scenario).returns?.code ?? "insufficient_funds");
  const returned: ChargeRecord = { ...charge, state: "returned", decline: why, plans: [] };
  const facts = isReturn ? anonymous(returned) : chargeFacts(returned);
  return { charge: returned, events: [{ kind: "payment_failed", decline: why, isReturn, ...facts }] };
}

function dispute(charge: ChargeRecord, nowMs: number): Acted | null {
  if (charge.state !== "succeeded" || charge.method.kind !== "card" || charge.dispute) return null;
  const disputeToken = `sandbox_dispute_${charge.attemptId}`;
  const opened = { disputeToken, reason: "fraudulent", state: "open" } as const;
  const event: EventDraft = {
    kind: "dispute_opened",
    disputeToken,
    reason: opened.reason,
    respondByMs: nowMs + RESPOND_MS,
    ...anonymous(charge),
  };
  return { charge: { ...charge, dispute: opened }, events: [event] };
}

function decideDispute(charge: ChargeRecord, state: "won" | "lost"): Acted | null {
  if (charge.dispute?.state !== "open") return null;
  const { disputeToken, reason } = charge.dispute;
  const kind = state === "won" ? "dispute_won" : "dispute_lost";
  return {
    charge: { ...charge, dispute: { disputeToken, reason, state } },
    events: [{ kind, disputeToken, reason, ...anonymous(charge) }],
  };
}

function endRefund(charge: ChargeRecord, state: "succeeded" | "failed"): Acted | null {
  const ending = charge.refunds.find((refund) => refund.state === "processing");
  if (!ending) return null;
  const ended: RefundRecord = { ...ending, state };
  const refunds = charge.refunds.map((refund) => (refund === ending ? ended : refund));
  const facts = refundFacts(charge, ended);
  const event: EventDraft =
    state === "succeeded"
      ? { kind: "refund_succeeded", ...facts }
      : { kind: "refund_failed", words: REFUND_FAILED_WORDS, ...facts };
  return { charge: { ...charge, refunds }, events: [event] };
}

function answer(charge: ChargeRecord, isConfirmed: boolean, nowMs: number): Acted | null {
  if (charge.state !== "requires_action") return null;
  return isConfirmed ? take(charge, nowMs) : decline(charge, declineOf("authentication_failed"));
}

function chargeFacts({ attemptId, chargeToken, amountMinor, currency }: ChargeRecord) {
  return { attemptId, chargeToken, amountMinor, currency };
}

/** What comes from the bank long afterwards does not know our ids, here as at the real processor. */
function anonymous(charge: ChargeRecord) {
  return { ...chargeFacts(charge), attemptId: null };
}

function refundFacts(charge: ChargeRecord, { refundId, refundToken, amountMinor }: RefundRecord) {
  return { ...chargeFacts(charge), refundId, refundToken, amountMinor };
}
