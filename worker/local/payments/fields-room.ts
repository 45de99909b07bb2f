import { escapeHtml, plainPage } from "../../edge/plain-page.ts";
import { NotFound } from "../../kernel/errors.ts";
import { METHOD_KINDS } from "../../providers/payments/payments.ts";
import {
  answerAction,
  findFields,
  submitFields,
  type TypedFields,
} from "../../providers/payments/sandbox/fields.ts";
import { CHARGE_PREFIX, type FieldsRecord } from "../../providers/payments/sandbox/records.ts";
import type { SandboxAccount } from "../../providers/payments/sandbox/world.ts";
import { actionPage, fieldsPage } from "./fields-page.ts";

/** `/local/payments/fields/<account>/<id>`: where a payer types a card, names an account, or confirms a payment. */
export async function fieldsRoom(request: Request, account: SandboxAccount, id: string): Promise<Response> {
  const fields = await findFields(account, id);
  if (!fields) throw new NotFound("page");
  if (request.method === "GET") {
    if (new URL(request.url).searchParams.has("cancel")) return resultPage(fields, null);
    return fields.purpose === "action" ? actionPage(fields) : fieldsPage(fields, {}, null);
  }
  if (request.method !== "POST") throw new NotFound("page");
  const form = new URLSearchParams(await request.text());
  if (fields.purpose === "action") {
    const isConfirmed = form.get("answer") === "confirm";
    await answerAction(account, fields, isConfirmed);
    return resultPage(fields, isConfirmed ? `${CHARGE_PREFIX}${fields.ofId}` : null);
  }
  const typed = typedIn(form);
  const submitted = await submitFields(account, fields, typed);
  if (submitted.result === "token") return resultPage(fields, submitted.token);
  return submitted.result === "mistakes"
    ? fieldsPage(fields, submitted.errors, typed)
    : fieldsPage(fields, { [typed.kind === "card" ? "number" : "account"]: submitted.decline.words }, typed);
}

function typedIn(form: URLSearchParams): TypedFields {
  const text = (name: string) => form.get(name) ?? "";
  return {
    kind: METHOD_KINDS.find((kind) => kind === form.get("kind")) ?? "card",
    number: text("number"),
    expiry: text("expiry"),
    code: text("code"),
    routing: text("routing"),
    account: text("account"),
    holder: text("holder"),
    agrees: form.has("agrees"),
  };
}

function resultPage(fields: FieldsRecord, token: string | null): Response {
  const back = new URL(fields.returnUrl);
  back.searchParams.set("fields", token ?? "");
  const data = { id: fields.ofId, token: token ?? "", origin: back.origin, back: back.href };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${escapeHtml(value)}"`);
  return plainPage({
    status: 200,
    title: token ? "Thank you" : "Nothing was taken",
    text: ["You can close this window now."],
    html: `<div id="fields-result" ${attributes.join(" ")}></div>
<script src="/local/payments/fields.js" defer></script>`,
    links: [{ href: back.href, label: "Back to the school" }],
  });
}
