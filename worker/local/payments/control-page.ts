import { formatMoney } from "../../../tenant-schema/money.ts";
import { escapeHtml, plainPage } from "../../edge/plain-page.ts";
import { METHOD_KINDS } from "../../providers/payments/payments.ts";
import type { EventRecord } from "../../providers/payments/sandbox/deliver.ts";
import {
  type Fault,
  PROCESSOR_FAULTS,
  readFaults,
  WEBHOOK_FAULTS,
} from "../../providers/payments/sandbox/faults.ts";
import type {
  Act,
  ChargeRecord,
  CustomerRecord,
  MethodRecord,
  SetupRecord,
} from "../../providers/payments/sandbox/records.ts";
import type { SandboxAccount } from "../../providers/payments/sandbox/world.ts";
import { testNumbers } from "./fields-page.ts";

const SHOWN = 100;

/** Whose money the sandbox has. */
export function overviewPage(accountIds: readonly string[]): Response {
  return plainPage({
    status: 200,
    title: "Sandbox processor",
    text: [
      "Payments of this local run end here; no money moves.",
      ...(accountIds.length > 0 ? [] : ["No account has used it yet."]),
    ],
    html: `${button("/local/payments/try-fields", {}, "Try the fields")}${testNumbers(METHOD_KINDS)}`,
    links: accountIds.map((id) => ({ href: `/local/payments/${id}`, label: id })),
  });
}

/** Everything of one account, with a button for whatever can happen to it. */
export async function controlPage(account: SandboxAccount): Promise<Response> {
  const { store, accountId } = account;
  const [charges, methods, customers, setups, events, faults] = await Promise.all([
    store.last<ChargeRecord>("charges", SHOWN),
    store.last<MethodRecord>("methods", SHOWN),
    store.last<CustomerRecord>("customers", SHOWN),
    store.last<SetupRecord>("setups", SHOWN),
    store.last<EventRecord>("events", SHOWN),
    readFaults(account),
  ]);
  events.sort((a, b) => b.event.occurredAtMs - a.event.occurredAtMs);
  const at = `/local/payments/${escapeHtml(accountId)}`;
  const checking = setups.filter(({ state }) => state === "checking");
  return plainPage({
    status: 200,
    title: "Sandbox processor",
    text: [`Account ${accountId}: the last ${SHOWN} of each.`],
    html: [
      faultForm(
        `${at}/processor-fault`,
        "The next requests are answered, or",
        PROCESSOR_FAULTS,
        faults.processor,
      ),
      faultForm(
        `${at}/webhook-fault`,
        "The next webhooks are delivered, or",
        WEBHOOK_FAULTS,
        faults.webhooks,
      ),
      table(
        "Payments",
        ["Payment", "State", "What can happen"],
        charges.map((it) => chargeRow(at, it)),
      ),
      table(
        "Bank accounts to be checked",
        ["Setup", "Verdict"],
        checking.map((it) => setupRow(at, it)),
      ),
      table(
        "Methods",
        ["Method", "What it does", "What can happen"],
        methods.map((it) => methodRow(at, it)),
      ),
      table(
        "Customers",
        ["Name", "Token"],
        customers.map(({ name, customerToken }) => [escapeHtml(name), escapeHtml(customerToken)]),
      ),
      table(
        "Webhooks",
        ["Event", "State", "Again"],
        events.map((it) => eventRow(at, it)),
      ),
      button(`${at}/release`, {}, "Deliver what is held back, the latest first"),
      payoutForm(at),
    ].join("\n"),
    links: [{ href: "/local/payments", label: "All accounts" }],
  });
}

const ACT_WORDS: Readonly<Record<Act, string>> = {
  settle: "Settle",
  return: "Return",
  dispute: "Dispute",
  win_dispute: "School wins",
  lose_dispute: "School loses",
  finish_refund: "Refund succeeds",
  fail_refund: "Refund fails",
  confirm: "Payer confirms",
  refuse: "Payer refuses",
};

function chargeRow(at: string, charge: ChargeRecord): readonly string[] {
  const { amountMinor, currency, description, attemptId, method, dispute, refunds } = charge;
  const amount = formatMoney({ amountMinor, currency }, "en");
  const states = [
    charge.state,
    ...refunds.map((refund) => `refund of ${formatMoney({ ...refund, currency }, "en")} ${refund.state}`),
    ...(dispute ? [`dispute ${dispute.state}`] : []),
  ];
  return [
    `${escapeHtml(amount)} by ${escapeHtml(method.brand)} ${escapeHtml(method.last4)}<br>${escapeHtml(description)}<br>${escapeHtml(attemptId)}`,
    escapeHtml(states.join(", ")),
    actsFor(charge)
      .map((act) => button(`${at}/act`, { attemptId, act }, ACT_WORDS[act]))
      .join(""),
  ];
}

function actsFor(charge: ChargeRecord): readonly Act[] {
  const acts: Act[] = [];
  const isBank = charge.method.kind === "bank_account";
  if (charge.state === "requires_action") acts.push("confirm", "refuse");
  if (charge.state === "processing" || (charge.state === "succeeded" && !isBank)) acts.push("settle");
  if (isBank && (charge.state === "processing" || charge.state === "succeeded")) acts.push("return");
  if (!isBank && charge.state === "succeeded" && !charge.dispute) acts.push("dispute");
  if (charge.dispute?.state === "open") acts.push("win_dispute", "lose_dispute");
  if (charge.refunds.some(({ state }) => state === "processing")) acts.push("finish_refund", "fail_refund");
  return acts;
}

function setupRow(at: string, { setupId }: SetupRecord): readonly string[] {
  const verdict = (value: string, label: string) => button(`${at}/check`, { setupId, verdict: value }, label);
  return [escapeHtml(setupId), verdict("good", "It is theirs") + verdict("bad", "It is not")];
}

function methodRow(at: string, method: MethodRecord): readonly string[] {
  const { methodToken, brand, last4, holderName, scenario, isRemoved, customerToken, kind } = method;
  const change = (value: string, label: string) =>
    button(`${at}/method`, { methodToken, change: value }, label);
  const isSaved = customerToken !== null && !isRemoved;
  return [
    `${escapeHtml(brand)} ${escapeHtml(last4)}<br>${escapeHtml(holderName ?? "")}`,
    escapeHtml(isRemoved ? "removed" : scenario),
    isSaved
      ? (kind === "card" ? change("renew", "Bank renews it") : "") + change("withdraw", "Bank withdraws it")
      : "",
  ];
}

function eventRow(at: string, { event, state, tries, lastStatus, isHeld }: EventRecord): readonly string[] {
  const eventId = event.providerEventId;
  const told = tries > 0 ? `, tried ${tries}×, last answer ${lastStatus || "none"}` : "";
  return [
    `${event.kind}<br>${escapeHtml(eventId)}`,
    `${isHeld ? "held back" : state}${told}`,
    button(`${at}/deliver`, { eventId }, "Deliver"),
  ];
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<h2>${caption}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function button(action: string, values: Readonly<Record<string, string>>, label: string): string {
  const hidden = Object.entries(values).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${action}">${hidden.join("")}<button>${label}</button></form>`;
}

function faultForm<Kind extends string>(
  action: string,
  label: string,
  kinds: readonly Kind[],
  fault: Fault<Kind> | null,
): string {
  const options = kinds.map(
    (kind) =>
      `<option value="${kind}"${fault?.fault === kind ? " selected" : ""}>${kind.replace("_", " ")}</option>`,
  );
  return `<form method="post" action="${action}">
<label>${label} <select name="fault"><option value="">as usual</option>${options.join("")}</select></label>
<label>How many <input name="left" type="number" min="1" max="1000" value="${fault?.left ?? 1}"></label>
<button>Set</button></form>`;
}

function payoutForm(at: string): string {
  return `<form method="post" action="${at}/payout">
<label>Pay out, in minor units <input name="amountMinor" type="number" min="1" value="10000"></label>
<label>Currency <input name="currency" value="USD" maxlength="3"></label><button>Pay out</button></form>`;
}
