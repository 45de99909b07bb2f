import { formatMoney } from "../../../tenant-schema/money.ts";
import { escapeHtml, plainPage } from "../../edge/plain-page.ts";
import type { MethodKind } from "../../providers/payments/payments.ts";
import type { FieldErrors, TypedFields } from "../../providers/payments/sandbox/fields.ts";
import type { FieldsRecord } from "../../providers/payments/sandbox/records.ts";
import {
  TEST_ACCOUNTS,
  TEST_CARDS,
  TEST_ROUTING_NUMBER,
  type TestAccount,
  type TestCard,
} from "../../providers/payments/sandbox/scenarios.ts";

type Name = keyof FieldErrors;

/** The page on which a payer types a card or names an account. What was typed comes back with what is wrong. */
export function fieldsPage(fields: FieldsRecord, errors: FieldErrors, typed: TypedFields | null): Response {
  const forms = fields.methodKinds.map((kind) => formOf(kind, typed?.kind === kind ? errors : {}, typed));
  const wrong = Object.keys(errors).length > 0;
  return plainPage({
    status: wrong ? 422 : 200,
    title: wrong ? "Please check what is marked" : titleOf(fields),
    text: ["This is the sandbox processor: no money moves, and only the last four digits are kept."],
    html: `${forms.join("\n")}<p><a href="?cancel">Cancel and go back</a></p>${testNumbers(fields.methodKinds)}`,
  });
}

/** The page of a payment that waits for its payer, as a bank would show it. */
export function actionPage(fields: FieldsRecord): Response {
  return plainPage({
    status: 200,
    title: "Do you want to make this payment?",
    text: [`The bank asks you to confirm ${amountOf(fields) ?? "a payment"}.`],
    html: `<form method="post"><button name="answer" value="confirm">Yes, pay</button>
<button name="answer" value="refuse">No, refuse</button></form>`,
  });
}

function titleOf(fields: FieldsRecord): string {
  const amount = amountOf(fields);
  return fields.purpose === "payment" && amount ? `Pay ${amount}` : "Add a payment method";
}

function amountOf({ amountMinor, currency }: FieldsRecord): string | null {
  return amountMinor === null || currency === null ? null : formatMoney({ amountMinor, currency }, "en");
}

function formOf(kind: MethodKind, errors: FieldErrors, typed: TypedFields | null): string {
  const isCard = kind === "card";
  const field = (name: Name, label: string, attributes: string) =>
    inputOf({
      id: `${kind}-${name}`,
      name,
      label,
      attributes,
      error: errors[name],
      value: typedBefore(typed, name),
    });
  const inputs = isCard
    ? [
        field("number", "Card number", 'inputmode="numeric" autocomplete="cc-number"'),
        field("expiry", "Expires (month/year)", 'autocomplete="cc-exp" placeholder="04/30"'),
        field("code", "Security code", 'inputmode="numeric" autocomplete="cc-csc"'),
        field("holder", "Name on the card", 'autocomplete="cc-name"'),
      ]
    : [
        field("routing", "Routing number", 'inputmode="numeric" autocomplete="off"'),
        field("account", "Account number", 'inputmode="numeric" autocomplete="off"'),
        field("holder", "Name of the holder", 'autocomplete="name"'),
        agreement(kind, errors.agrees),
      ];
  const title = isCard ? "Card" : "Bank account";
  return `<h2 id="${kind}-title">${title}</h2>
<form method="post" aria-labelledby="${kind}-title"><input type="hidden" name="kind" value="${kind}">
${inputs.join("\n")}
<button>Use this ${isCard ? "card" : "account"}</button></form>`;
}

interface Input {
  readonly id: string;
  readonly name: Name;
  readonly label: string;
  readonly attributes: string;
  readonly error: string | undefined;
  readonly value: string;
}

function inputOf({ id, name, label, attributes, error, value }: Input): string {
  const wrong = error ? ` aria-invalid="true" aria-describedby="${id}-error"` : "";
  const words = error ? `<span id="${id}-error">${escapeHtml(error)}</span>` : "";
  return `<label for="${id}">${label} <input id="${id}" name="${name}" value="${escapeHtml(value)}" required ${attributes}${wrong}>${words}</label>`;
}

function agreement(kind: MethodKind, error: string | undefined): string {
  const words = error ? ` ${escapeHtml(error)}` : "";
  return `<label for="${kind}-agrees"><input id="${kind}-agrees" type="checkbox" name="agrees" required>
I allow the school to debit this account for what I owe, now and later.${words}</label>`;
}

/** A security code is never sent back. */
function typedBefore(typed: TypedFields | null, name: Name): string {
  if (!typed || name === "code" || name === "agrees" || name === "kind") return "";
  return typed[name];
}

/** Every test card and account, and what it does. */
export function testNumbers(kinds: readonly MethodKind[]): string {
  const row = (number: string, says: string) =>
    `<tr><td><code>${number}</code></td><td>${escapeHtml(says)}</td></tr>`;
  const table = (heading: string, rows: readonly string[]) =>
    `<table><thead><tr><th scope="col">${heading}</th><th scope="col">What it does</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
  const cards = TEST_CARDS.map(({ number, says }: TestCard) => row(number, says));
  const accounts = TEST_ACCOUNTS.map(({ accountNumber, says }: TestAccount) => row(accountNumber, says));
  const tables = [
    ...(kinds.includes("card") ? [table("Card number", cards)] : []),
    ...(kinds.includes("bank_account")
      ? [table(`Account number, with routing number ${TEST_ROUTING_NUMBER}`, accounts)]
      : []),
  ];
  return `<details><summary>Test numbers</summary>${tables.join("\n")}</details>`;
}
