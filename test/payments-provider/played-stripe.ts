/*
 * Plays the part of Stripe's API that we use, as its reference describes it: keys, idempotency, payments, setups,
 * refunds. Methods are named after what they do: `pm_insufficient_funds_1` declines with that code.
 */

export const GOOD_KEY = "sk_test_goodKeyOfTheSchool";

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Thing = Record<string, unknown> & { id: string };
type Answer = { readonly status: number; readonly body: object };

const CARD_CODES = ["expired_card", "incorrect_cvc", "processing_error", "incorrect_number"];
const error = (status: number, fields: object): Answer => ({
  status,
  body: { error: { type: "invalid_request_error", message: `It said no to ${GOOD_KEY}`, ...fields } },
});
const ok = (body: object): Answer => ({ status: 200, body });
const missing = (param: string) => error(404, { code: "resource_missing", param });

export class PlayedStripe {
  readonly requests: RecordedRequest[] = [];
  /** What happens to the next requests: no answer at all, before or after the work; or another answer. */
  readonly faults: ("die_before" | "die_after" | { readonly status: number; readonly body: string })[] = [];
  readonly things = new Map<string, Thing>();
  readonly #kept = new Map<string, { readonly request: string; readonly answer: Answer }>();
  #made = 0;

  /** Stands in for the network. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const body = new TextDecoder().decode(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    this.requests.push({ method: request.method, path: pathname + search, body, headers });
    const fault = this.faults.shift();
    if (fault === "die_before") throw new TypeError("network lost");
    if (typeof fault === "object") return new Response(fault.body, { status: fault.status });
    const { status, body: answer } = this.#answer(request.method, pathname + search, body, headers);
    if (fault === "die_after") throw new TypeError("network lost");
    return Response.json(answer, { status, headers: { "request-id": "req_played" } });
  };

  find(id: string): Thing {
    const thing = this.things.get(id);
    if (!thing) throw new Error(`${id} was never made`);
    return thing;
  }

  list(prefix: string): Thing[] {
    return [...this.things.values()].filter(({ id }) => id.startsWith(prefix));
  }

  change(id: string, fields: object): Thing {
    const changed = { ...this.find(id), ...fields };
    this.things.set(id, changed);
    return changed;
  }

  addMethod(scenario: string, customer: string | null): string {
    const isBank = scenario.startsWith("bank");
    const card = { brand: "visa", last4: "4242", exp_month: 4, exp_year: 2030 };
    const kind = isBank ? { us_bank_account: { bank_name: "Test Bank", last4: "6789" } } : { card };
    const billing_details = {
      name: "Ann Nunez",
      address: { line1: "1 Main St", city: null, postal_code: "60601" },
    };
    return this.#make("pm", { customer, billing_details, scenario, ...kind }, `pm_${scenario}`).id;
  }

  #answer(method: string, path: string, body: string, headers: Readonly<Record<string, string>>): Answer {
    if (headers.authorization !== `Bearer ${GOOD_KEY}`) return error(401, {});
    const key = headers["idempotency-key"];
    const request = `${method} ${path} ${body}`;
    const before = key ? this.#kept.get(key) : undefined;
    if (before && before.request !== request) return error(400, { type: "idempotency_error" });
    if (before) return before.answer;
    const answer = this.#route(method, path, new URLSearchParams(body));
    if (key) this.#kept.set(key, { request, answer });
    return answer;
  }

  #route(method: string, path: string, form: URLSearchParams): Answer {
    const url = new URL(path, "https://api.stripe.com");
    const [noun, id, verb] = url.pathname.split("/").slice(2);
    const at = `${method} ${noun}${id ? "/:id" : ""}${verb ? `/${verb}` : ""}`;
    if (id && !this.things.has(id)) return missing("id");
    switch (at) {
      case "POST customers":
        return ok(this.#make("cus", { name: form.get("name") }));
      case "POST setup_intents":
        return ok(
          this.#make("seti", {
            status: "requires_payment_method",
            customer: form.get("customer"),
            client_secret: "seti_secret",
            metadata: metadataOf(form),
          }),
        );
      case "POST payment_intents":
        return this.#pay(form);
      case "GET payment_intents": {
        const customer = url.searchParams.get("customer");
        const data = this.list("pi_").filter((intent) => intent.customer === customer);
        return ok({ object: "list", data: data.reverse().map((it) => this.#expanded(it)), has_more: false });
      }
      case "GET payment_intents/:id":
      case "GET setup_intents/:id":
        return ok(this.#expanded(this.find(id!)));
      case "POST payment_intents/:id/cancel":
        return this.#cancel(this.find(id!));
      case "POST refunds":
        return this.#refund(form);
      case "GET refunds": {
        const intent = url.searchParams.get("payment_intent");
        if (!intent || !this.things.has(intent)) return missing("payment_intent");
        const data = this.list("re_").filter(({ payment_intent }) => payment_intent === intent);
        return ok({ object: "list", data, has_more: false });
      }
      case "POST payment_methods/:id/detach":
        if (this.find(id!).customer === null) return error(400, {});
        return ok(this.change(id!, { customer: null, scenario: "gone" }));
      case "POST webhook_endpoints":
        return ok(this.#make("we", { secret: "whsec_played" }));
      default:
        return error(404, {});
    }
  }

  #pay(form: URLSearchParams): Answer {
    const methodId =
      form.get("payment_method") ?? form.get("confirmation_token")?.replace("ctoken_", "pm_") ?? "";
    const method = this.things.get(methodId);
    const customer = form.get("customer");
    if (!method || method.scenario === "gone")
      return error(400, { code: "resource_missing", param: "payment_method" });
    const isFresh = form.has("confirmation_token");
    if (isFresh ? method.usedUp : method.customer !== customer) {
      return error(400, { code: "payment_method_unexpected_state" });
    }
    const amount = Number(form.get("amount"));
    if (!(amount >= 50)) return error(400, { code: "amount_too_small" });
    const kept = isFresh && form.has("setup_future_usage") ? { customer } : {};
    this.change(methodId, { usedUp: isFresh, ...kept });
    const facts = { amount, amount_received: 0, currency: form.get("currency"), customer };
    const intent = this.#make("pi", {
      ...facts,
      client_secret: "pi_secret",
      payment_method: methodId,
      metadata: metadataOf(form),
      status: "requires_payment_method",
      last_payment_error: null,
    });
    const scenario = String(method.scenario);
    if (scenario === "good") return ok(this.#expanded(this.succeed(intent.id)));
    if (scenario === "bank") return ok(this.#expanded(this.change(intent.id, { status: "processing" })));
    if (scenario === "asks_payer" && form.get("off_session") !== "true") {
      return ok(this.#expanded(this.change(intent.id, { status: "requires_action" })));
    }
    const code = scenario === "asks_payer" ? "authentication_required" : scenario;
    const isCode = CARD_CODES.includes(code) || code === "authentication_required";
    const why = isCode ? { code } : { code: "card_declined", decline_code: code };
    const failed = this.change(intent.id, { last_payment_error: why });
    return error(402, { type: "card_error", payment_intent: failed, ...why });
  }

  succeed(id: string): Thing {
    return this.change(id, {
      status: "succeeded",
      amount_received: this.find(id).amount,
      latest_charge: { id: `ch_${id}`, amount_refunded: 0, disputed: false },
    });
  }

  #cancel(intent: Thing): Answer {
    const open = ["requires_payment_method", "requires_action", "processing"];
    if (!open.includes(String(intent.status))) return error(400, { code: "payment_intent_unexpected_state" });
    return ok(this.change(intent.id, { status: "canceled" }));
  }

  #refund(form: URLSearchParams): Answer {
    const intent = this.things.get(form.get("payment_intent") ?? "");
    if (!intent) return missing("payment_intent");
    if (intent.status !== "succeeded") return error(400, { code: "payment_intent_unexpected_state" });
    const charge = intent.latest_charge as { amount_refunded: number; disputed: boolean };
    if (charge.disputed) return error(400, { code: "charge_disputed" });
    const left = Number(intent.amount) - charge.amount_refunded;
    if (left === 0) return error(400, { code: "charge_already_refunded" });
    const amount = Number(form.get("amount") ?? left);
    if (amount > left) return error(400, {});
    this.change(intent.id, {
      latest_charge: { ...charge, amount_refunded: charge.amount_refunded + amount },
    });
    const { id, currency } = intent;
    return ok(
      this.#make("re", {
        payment_intent: id,
        amount,
        currency,
        status: "succeeded",
        metadata: metadataOf(form),
      }),
    );
  }

  #make(prefix: string, fields: object, name = prefix): Thing {
    this.#made += 1;
    const thing = { id: `${name}_${this.#made}`, ...fields };
    this.things.set(thing.id, thing);
    return thing;
  }

  #expanded(thing: Thing): Thing {
    const method =
      typeof thing.payment_method === "string" ? this.things.get(thing.payment_method) : undefined;
    return method ? { ...thing, payment_method: method } : thing;
  }
}

function metadataOf(form: URLSearchParams): Record<string, string> {
  const entries = [...form].flatMap(([name, value]) => {
    const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
    return key ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
