import { findWebhookPath } from "../../control-plane/payment-webhook-paths.ts";
import { receiveWebhook } from "../domains/payments/receive-webhook.ts";
import { hashToken } from "../domains/staff-sessions/tokens.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import { systemContext } from "../jobs/system-context.ts";
import { Forbidden, Limit, NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { readBody } from "./body.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";

const MAX_EVENT_BYTES = 256_000;
const TOKEN = /^[0-9a-f]{64}$/;

/**
 * `POST /webhooks/payments/<token>`: a processor tells what happened. The door is the signature over the body as it came;
 * there is no session and no Origin. What is the school's own is kept word for word and answered at once; applying it is
 * an effect. Whoever is refused too often is refused unseen.
 * @throws NotFound, Forbidden, Limit
 */
export async function webhookDoor(
  services: Services,
  request: Request,
  token: string,
  report: RequestReport,
): Promise<Response> {
  if (request.method !== "POST" || !TOKEN.test(token)) throw new NotFound("page");
  const { control, env, house } = services;
  const path = await findWebhookPath({ control, masterKey: env.MASTER_KEY, now: house.now }, token);
  if (!path) return refuse(services, request, new NotFound("page"));
  report.accountId = path.accountId;
  const body = new TextDecoder().decode(await readBody(request, MAX_EVENT_BYTES));
  const reader = house.providers.payments.webhooksOf(path.kind, path.webhookSecret);
  if (!reader) throw new NotFound("page");
  const reading = await reader.read({ body, headers: request.headers, nowMs: house.now() });
  if (reading.reading === "forged") {
    return refuse(
      services,
      request,
      new Forbidden("not_signed", "This event was not signed by the processor."),
    );
  }
  if (reading.reading === "ignored") return taken();
  if (reading.reading === "unreadable") {
    // Signed well, in a shape that we do not know: it is kept for somebody to look at.
    const id = `unreadable_${await hashToken(body)}`;
    await receiveWebhook(services, path, { id, kind: "unreadable", body });
    return taken();
  }
  const { event } = reading;
  if (event.accountId !== null && event.accountId !== path.accountId) {
    return refuse(
      services,
      request,
      new Forbidden("other_account", "This event belongs to another account."),
    );
  }
  const isNew = await receiveWebhook(services, path, { id: event.providerEventId, kind: event.kind, body });
  if (isNew) services.waitUntil(relay(services, path.accountId, report.requestId), report.requestId);
  return taken();
}

const taken = () => Response.json({ taken: true });

async function relay(services: Services, accountId: string, requestId: string): Promise<void> {
  await relayOutbox(services, await systemContext(services, accountId, requestId));
}

/** @throws the refusal, or Limit when somebody keeps trying */
async function refuse(services: Services, request: Request, refusal: Error): Promise<never> {
  const { success } = await services.env.LOGIN_LIMIT.limit({ key: `webhook ${addressOf(request) ?? ""}` });
  if (success) throw refusal;
  throw new Limit("too_many_requests", "Too many events were refused. Wait a minute.", {
    retryAfterSeconds: 60,
  });
}
