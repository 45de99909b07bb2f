import { type Decline, declineOf } from "../declines.ts";
import type { MethodKind } from "../payments.ts";
import { actOn } from "./advance.ts";
import { emit } from "./deliver.ts";
import type { FieldsRecord, MethodRecord, SetupRecord } from "./records.ts";
import { brandOf, findAccount, findCard, isCardNumber, isRoutingNumber, type Scenario } from "./scenarios.ts";
import type { SandboxAccount } from "./world.ts";

/** What a payer typed; the page's own field names. */
export interface TypedFields {
  readonly kind: MethodKind;
  readonly number: string;
  readonly expiry: string;
  readonly code: string;
  readonly routing: string;
  readonly account: string;
  readonly holder: string;
  readonly agrees: boolean;
}
export type FieldErrors = Partial<Record<keyof TypedFields, string>>;

export type Submitted =
  | { readonly result: "mistakes"; readonly errors: FieldErrors }
  | { readonly result: "declined"; readonly decline: Decline }
  | { readonly result: "token"; readonly token: string };

export const setupKey = (setupId: string) => `setups/${setupId}`;
const fieldsKey = (id: string) => `fields/${id}`;

export async function openFields(account: SandboxAccount, record: FieldsRecord): Promise<void> {
  await account.store.put(fieldsKey(record.id), record);
}

export function findFields(account: SandboxAccount, id: string): Promise<FieldsRecord | null> {
  return account.store.get<FieldsRecord>(fieldsKey(id));
}

/** Takes what was typed: it becomes a fresh token, or a saved method when the page belongs to a setup. */
export async function submitFields(
  account: SandboxAccount,
  fields: FieldsRecord,
  typed: TypedFields,
): Promise<Submitted> {
  const errors = mistakes(typed, account.world.now());
  if (!fields.methodKinds.includes(typed.kind)) errors.kind = "Choose one of these.";
  if (Object.keys(errors).length > 0) return { result: "mistakes", errors };
  const scenario = scenarioOf(typed);
  if (scenario?.refusedWhenSaved) return refuse(account, fields, declineOf(scenario.refusedWhenSaved));
  const token = `sandbox_method_${crypto.randomUUID()}`;
  const isSetup = fields.purpose === "setup";
  const method = toMethod(typed, token, {
    scenario: scenario?.name ?? "good",
    customerToken: isSetup && !scenario?.needsCheck ? fields.customerToken : null,
    createdAtMs: account.world.now(),
  });
  await account.store.put(`methods/${token}`, method);
  if (isSetup) {
    const state = scenario?.needsCheck ? "checking" : "saved";
    await endSetup(account, fields.ofId, (setup) => ({ ...setup, state, methodToken: token, decline: null }));
  }
  return { result: "token", token };
}

/** The payer's answer on the page of a payment that asks them. */
export function answerAction(account: SandboxAccount, fields: FieldsRecord, isConfirmed: boolean) {
  return actOn(account, fields.ofId, isConfirmed ? "confirm" : "refuse");
}

/** Ends the check of a bank account that waits for it. */
export async function endCheck(account: SandboxAccount, setupId: string, isGood: boolean): Promise<void> {
  const setup = await account.store.get<SetupRecord>(setupKey(setupId));
  if (setup?.state !== "checking" || !setup.methodToken) return;
  if (isGood) {
    const { customerToken } = setup;
    await account.store.update<MethodRecord>(`methods/${setup.methodToken}`, (it) => ({
      ...it,
      customerToken,
    }));
  }
  await endSetup(account, setupId, (checked) =>
    isGood
      ? { ...checked, state: "saved" }
      : { ...checked, state: "declined", decline: declineOf("account_not_found") },
  );
}

async function refuse(account: SandboxAccount, fields: FieldsRecord, decline: Decline): Promise<Submitted> {
  if (fields.purpose === "setup") {
    await endSetup(account, fields.ofId, (setup) => ({ ...setup, state: "declined", decline }));
  }
  return { result: "declined", decline };
}

async function endSetup(
  account: SandboxAccount,
  setupId: string,
  change: (setup: SetupRecord) => SetupRecord,
): Promise<void> {
  const setup = await account.store.update<SetupRecord>(setupKey(setupId), change);
  if (!setup || setup.state === "checking") return;
  const setupToken = setupTokenOf(setupId);
  const about = `${setupId}_${crypto.randomUUID().slice(0, 8)}`;
  await emit(account, about, 0, [{ kind: "setup_ended", setupId, setupToken }]);
}

const SETUP_PREFIX = "sandbox_setup_";
export const setupTokenOf = (setupId: string) => `${SETUP_PREFIX}${setupId}`;
export const setupIdOf = (setupToken: string) =>
  setupToken.startsWith(SETUP_PREFIX) ? setupToken.slice(SETUP_PREFIX.length) : null;

function scenarioOf({ kind, number, account }: TypedFields): Scenario | null {
  return kind === "card" ? findCard(digits(number)) : findAccount(account.trim());
}

const digits = (text: string) => text.replace(/[\s-]/g, "");

function mistakes(typed: TypedFields, nowMs: number): FieldErrors {
  const errors: FieldErrors = {};
  if (typed.holder.trim() === "") errors.holder = "Enter the name of the holder.";
  if (typed.kind === "card") {
    if (!isCardNumber(digits(typed.number))) errors.number = "This is not a card number. Check its digits.";
    const expiry = toExpiry(typed.expiry);
    if (!expiry) errors.expiry = "Enter month and year, such as 04/30.";
    else if (Date.UTC(expiry.year, expiry.month, 1) <= nowMs) errors.expiry = "This card has expired.";
    if (!/^\d{3,4}$/.test(typed.code.trim())) errors.code = "Enter the three or four digits on the card.";
    return errors;
  }
  if (!isRoutingNumber(typed.routing.trim()))
    errors.routing = "This is not a routing number. It has nine digits.";
  if (!/^\d{4,17}$/.test(typed.account.trim())) errors.account = "Enter the account number, digits only.";
  if (!typed.agrees) errors.agrees = "Your bank needs this permission before money can be debited.";
  return errors;
}

function toExpiry(text: string): { readonly month: number; readonly year: number } | null {
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(text) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return null;
  return { month: Number(month), year: Number(year) + (year.length === 2 ? 2000 : 0) };
}

type Kept = Pick<MethodRecord, "scenario" | "customerToken" | "createdAtMs">;

function toMethod(typed: TypedFields, methodToken: string, kept: Kept): MethodRecord {
  const holderName = typed.holder.trim();
  const common = { ...kept, methodToken, holderName, holderAddress: null, usedBy: null, isRemoved: false };
  if (typed.kind === "bank_account") {
    const last4 = typed.account.trim().slice(-4);
    const bank = { kind: typed.kind, brand: "Sandbox Bank", last4, expiryMonth: null, expiryYear: null };
    return { ...common, ...bank, mandateToken: `sandbox_mandate_${methodToken.slice(-12)}` };
  }
  const number = digits(typed.number);
  const expiry = toExpiry(typed.expiry);
  return {
    ...common,
    kind: typed.kind,
    brand: brandOf(number),
    last4: number.slice(-4),
    expiryMonth: expiry?.month ?? null,
    expiryYear: expiry?.year ?? null,
    mandateToken: null,
  };
}
