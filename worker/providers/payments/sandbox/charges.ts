import { declineOf } from "../declines.ts";
import type { ChargeInput, ChargeOutcome, ChargeSought } from "../payments.ts";
import { take } from "./acts.ts";
import { chargeKey, notePlans } from "./advance.ts";
import { emit } from "./deliver.ts";
import { takeProcessorFault } from "./faults.ts";
import { openFields } from "./fields.ts";
import { attemptOf, CHARGE_PREFIX, type ChargeRecord, type MethodRecord } from "./records.ts";
import { scenarioNamed } from "./scenarios.ts";
import type { SandboxAccount } from "./world.ts";

const DOWN = { outcome: "processor_down" } as const;
export const methodKey = (methodToken: string) => `methods/${methodToken}`;

/** Takes money. The attempt's record is made once; whoever comes second gets the first one's outcome. */
export async function charge(account: SandboxAccount, input: ChargeInput): Promise<ChargeOutcome> {
  const { store, world } = account;
  const content = JSON.stringify([input.customerToken, input.source, input.amountMinor, input.currency]);
  const before = await store.get<ChargeRecord>(chargeKey(input.attemptId));
  if (before) return again(account, before, content);
  const fault = await takeProcessorFault(account);
  if (fault === "die_before") return DOWN;
  const method = await methodFor(account, input);
  if (!method) return { outcome: "declined", chargeToken: null, decline: declineOf("method_gone") };
  if (!Number.isSafeInteger(input.amountMinor) || input.amountMinor <= 0) {
    return { outcome: "declined", chargeToken: null, decline: declineOf("bad_amount") };
  }
  const scenario = scenarioNamed(fault === "decline" ? "declined" : method.scenario);
  if (scenario.dies === "before" && (await diesNow(account, input.attemptId))) return DOWN;
  const nowMs = world.now();
  const draft = draftOf(input, method, scenario.name, content, nowMs);
  const acted = scenario.asksPayer
    ? { charge: { ...draft, state: "requires_action" } as const, events: [] }
    : take(draft, nowMs);
  const record: ChargeRecord = { ...acted.charge, events: acted.events.length };
  if (scenario.asksPayer) await openFields(account, actionPage(record, input.returnUrl));
  const made = await store.create(chargeKey(input.attemptId), record);
  if (!made.isNew) return again(account, made.value, content);
  await Promise.all([notePlans(account, record), keepForLater(account, input)]);
  await emit(account, input.attemptId, 0, acted.events);
  return fault === "die_after" || scenario.dies === "after" ? DOWN : outcomeOf(account, record);
}

/** What became of an attempt. */
export async function findCharge(
  account: SandboxAccount,
  sought: ChargeSought,
): Promise<ChargeOutcome | { readonly outcome: "not_found" }> {
  const attemptId = sought.chargeToken ? attemptOf(sought.chargeToken) : sought.attemptId;
  const record = attemptId ? await account.store.get<ChargeRecord>(chargeKey(attemptId)) : null;
  return record ? outcomeOf(account, record) : { outcome: "not_found" };
}

/** The same key with other content: what happened is for a lookup to tell. */
function again(account: SandboxAccount, record: ChargeRecord, content: string): ChargeOutcome {
  return record.content === content ? outcomeOf(account, record) : DOWN;
}

function outcomeOf({ world, accountId }: SandboxAccount, record: ChargeRecord): ChargeOutcome {
  const { chargeToken, amountMinor, method, decline } = record;
  switch (record.state) {
    case "succeeded":
    case "processing":
      return { outcome: record.state, chargeToken, amountMinor, method };
    case "requires_action": {
      const url = fieldsUrl(world.origin, accountId, actionId(record.attemptId));
      return { outcome: "requires_action", chargeToken, action: { kind: "page", url } };
    }
    default:
      return { outcome: "declined", chargeToken, decline: decline ?? declineOf("declined_by_bank") };
  }
}

export function fieldsUrl(origin: string, accountId: string, fieldsId: string): string {
  return `${origin}/local/payments/fields/${accountId}/${fieldsId}`;
}

const actionId = (attemptId: string) => `action-${attemptId}`;

function actionPage(record: ChargeRecord, returnUrl: string) {
  const { attemptId: ofId, customerToken, amountMinor, currency } = record;
  const id = actionId(ofId);
  return {
    id,
    purpose: "action",
    ofId,
    customerToken,
    methodKinds: [],
    amountMinor,
    currency,
    returnUrl,
  } as const;
}

/** The method, when this customer may use it for this attempt; a fresh one is used up by that. */
async function methodFor(account: SandboxAccount, input: ChargeInput): Promise<MethodRecord | null> {
  const { source, attemptId, customerToken, methodKind } = input;
  if (source.kind === "saved") {
    const saved = await account.store.get<MethodRecord>(methodKey(source.methodToken));
    const isTheirs = saved?.customerToken === customerToken && saved.kind === methodKind;
    return isTheirs && !saved.isRemoved ? saved : null;
  }
  const used = await account.store.update<MethodRecord>(methodKey(source.token), (method) =>
    method.usedBy === null && method.customerToken === null ? { ...method, usedBy: attemptId } : null,
  );
  return used?.usedBy === attemptId && used.kind === methodKind ? used : null;
}

async function keepForLater(account: SandboxAccount, { source, customerToken }: ChargeInput): Promise<void> {
  if (source.kind !== "fresh" || !source.saveForLater) return;
  await account.store.update<MethodRecord>(methodKey(source.token), (method) => ({
    ...method,
    customerToken,
  }));
}

/** A processor that dies does so at the first try of an attempt only. */
async function diesNow(account: SandboxAccount, attemptId: string): Promise<boolean> {
  return (await account.store.create(`deaths/${attemptId}`, { attemptId })).isNew;
}

function draftOf(
  input: ChargeInput,
  record: MethodRecord,
  scenario: string,
  content: string,
  nowMs: number,
): ChargeRecord {
  const { attemptId, familyId, customerToken, amountMinor, currency, description, source } = input;
  const { scenario: _, usedBy: __, isRemoved: ___, createdAtMs: ____, ...method } = record;
  const isKept = source.kind === "saved" || source.saveForLater;
  return {
    attemptId,
    familyId,
    customerToken,
    amountMinor,
    currency,
    description,
    chargeToken: `${CHARGE_PREFIX}${attemptId}`,
    method: { ...method, customerToken: isKept ? customerToken : null },
    scenario,
    content,
    state: "declined",
    decline: null,
    canceledBy: null,
    createdAtMs: nowMs,
    settlesAtMs: Number.MAX_SAFE_INTEGER,
    refunds: [],
    dispute: null,
    plans: [],
    events: 0,
  };
}
