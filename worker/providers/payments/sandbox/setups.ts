import { declineOf } from "../declines.ts";
import type {
  ConnectOutcome,
  CustomerInput,
  CustomerOutcome,
  FieldsOutcome,
  PaymentFieldsInput,
  Refused,
  SetupInput,
  SetupOutcome,
} from "../payments.ts";
import { fieldsUrl, methodKey } from "./charges.ts";
import { HOOK } from "./deliver.ts";
import { openFields, setupIdOf, setupKey, setupTokenOf } from "./fields.ts";
import type { CustomerRecord, MethodRecord, SetupRecord } from "./records.ts";
import type { SandboxAccount } from "./world.ts";

const UNKNOWN_CUSTOMER: Refused = {
  outcome: "refused",
  code: "bad_request",
  words: "The processor does not know this family. Save it there first.",
};
const customerKey = (customerToken: string) => `customers/${customerToken}`;

export async function saveCustomer(account: SandboxAccount, input: CustomerInput): Promise<CustomerOutcome> {
  const customerToken = `sandbox_customer_${input.familyId}`;
  const { familyId, name, email } = input;
  const record: CustomerRecord = { customerToken, familyId, name, email };
  await account.store.put(customerKey(customerToken), record);
  return { outcome: "saved", customerToken };
}

export async function beginSetup(account: SandboxAccount, input: SetupInput): Promise<FieldsOutcome> {
  const { setupId, customerToken, methodKinds, returnUrl } = input;
  if (!(await account.store.get<CustomerRecord>(customerKey(customerToken)))) return UNKNOWN_CUSTOMER;
  const record: SetupRecord = { setupId, customerToken, state: "open", methodToken: null, decline: null };
  await account.store.create(setupKey(setupId), record);
  return open(account, setupTokenOf(setupId), {
    id: `setup-${setupId}`,
    purpose: "setup",
    ofId: setupId,
    customerToken,
    methodKinds,
    amountMinor: null,
    currency: null,
    returnUrl,
  });
}

export async function beginPayment(
  account: SandboxAccount,
  input: PaymentFieldsInput,
): Promise<FieldsOutcome> {
  const { attemptId, ...asked } = input;
  if (!(await account.store.get<CustomerRecord>(customerKey(input.customerToken)))) return UNKNOWN_CUSTOMER;
  return open(account, null, { ...asked, id: `payment-${attemptId}`, purpose: "payment", ofId: attemptId });
}

async function open(
  account: SandboxAccount,
  setupToken: string | null,
  page: Parameters<typeof openFields>[1],
): Promise<FieldsOutcome> {
  await openFields(account, page);
  const url = fieldsUrl(account.world.origin, account.accountId, page.id);
  return { outcome: "open", setupToken, fields: { kind: "page", url } };
}

export async function readSetup(account: SandboxAccount, setupToken: string): Promise<SetupOutcome> {
  const setupId = setupIdOf(setupToken);
  const setup = setupId ? await account.store.get<SetupRecord>(setupKey(setupId)) : null;
  if (!setup) return { outcome: "not_found" };
  if (setup.state === "declined" && setup.decline) return { outcome: "declined", decline: setup.decline };
  if (setup.state !== "saved" || !setup.methodToken) return { outcome: "waiting" };
  const saved = await account.store.get<MethodRecord>(methodKey(setup.methodToken));
  if (!saved || saved.isRemoved) return { outcome: "declined", decline: declineOf("method_gone") };
  const { scenario: _, usedBy: __, isRemoved: ___, createdAtMs: ____, ...method } = saved;
  return { outcome: "saved", method };
}

export async function removeMethod(account: SandboxAccount, methodToken: string) {
  const found = await account.store.get<MethodRecord>(methodKey(methodToken));
  if (!found?.customerToken || found.isRemoved) return "not_found";
  await account.store.update<MethodRecord>(methodKey(methodToken), (it) => ({ ...it, isRemoved: true }));
  return "removed";
}

/** Webhooks go there from now on, signed with the secret that this answers. */
export async function connectWebhook(account: SandboxAccount, url: string): Promise<ConnectOutcome> {
  const secret = `sandbox_webhook_${crypto.randomUUID()}`;
  await account.store.put(HOOK, { url, secret });
  return { outcome: "connected", webhookSecret: secret };
}
