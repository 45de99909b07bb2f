import { findTextPath, type TextPath } from "../../control-plane/message-providers.ts";
import { isId } from "../../tenant-schema/ids.ts";
import { applyStatus } from "../domains/texts/apply-status.ts";
import { receiveText } from "../domains/texts/receive-text.ts";
import { textsUrl } from "../domains/texts/text-desk.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import { systemContext } from "../jobs/system-context.ts";
import type { Context } from "../kernel/context.ts";
import { Forbidden, Limit, NotFound } from "../kernel/errors.ts";
import { tellMessenger } from "../live/tell-messenger.ts";
import type { Services } from "../services.ts";
import { inBackground } from "./after-answer.ts";
import { readBody } from "./body.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";

const MAX_BYTES = 64_000;
const TOKEN = /^[0-9a-f]{64}$/;

/**
 * `POST /webhooks/sms/<token>` (a text came in) and `…/<token>/status/<our id>` (what became of one): the provider calls.
 * The door is its signature over the address that we gave it and the form; there is no session and no Origin. What is
 * said is in the account's database before it is answered. Whoever is refused too often is refused unseen.
 * @throws NotFound, Forbidden, Limit
 */
export async function textDoor(
  services: Services,
  request: Request,
  [token = "", step, messageId = "", ...rest]: readonly string[],
  report: RequestReport,
): Promise<Response> {
  const isStatus = step === "status" && isId("message", messageId);
  const isKnownAddress = TOKEN.test(token) && rest.length === 0 && (step === undefined || isStatus);
  if (request.method !== "POST" || !isKnownAddress) throw new NotFound("page");
  const { control, env, house } = services;
  const path = await findTextPath({ control, masterKey: env.MASTER_KEY, now: house.now }, token);
  if (!path) return refuse(services, request, new NotFound("page"));
  report.accountId = path.accountId;
  const form = new URLSearchParams(new TextDecoder().decode(await readBody(request, MAX_BYTES)));
  const base = textsUrl(env.PUBLIC_ORIGIN, token);
  const reading = await read(services, path, {
    url: isStatus ? `${base}/status/${messageId}` : base,
    form,
    headers: request.headers,
  });
  if (reading.reading === "forged") {
    const refusal = new Forbidden("not_signed", "This was not signed by the school's text provider.");
    return refuse(services, request, refusal);
  }
  if (reading.reading === "ignored" || reading.providerAccount !== path.providerAccount) return taken();
  const ctx = await systemContext(services, path.accountId, report.requestId);
  if (reading.reading === "inbound") {
    if (!isStatus && (await receiveText(ctx, reading))) leave(services, ctx);
  } else if (isStatus && (await applyStatus(ctx, messageId, reading))) leave(services, ctx);
  return taken();
}

function read(
  services: Services,
  path: TextPath,
  delivery: { url: string; form: URLSearchParams; headers: Headers },
) {
  const reader = services.house.providers.texts.webhooksOf(path.kind, path.authToken);
  if (!reader) throw new NotFound("page");
  return reader.read(delivery);
}

function leave(services: Services, ctx: Context): void {
  inBackground(services, ctx, tellMessenger(services, ctx.account.id));
  if (ctx.progress.effectsCommitted) inBackground(services, ctx, relayOutbox(services, ctx));
}

/** What the provider takes for: nothing is to be answered to the phone. */
function taken(): Response {
  return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
}

/** @throws the refusal, or Limit when somebody keeps trying */
async function refuse(services: Services, request: Request, refusal: Error): Promise<never> {
  const { success } = await services.env.LOGIN_LIMIT.limit({ key: `webhook ${addressOf(request) ?? ""}` });
  if (success) throw refusal;
  throw new Limit("too_many_requests", "Too many requests were refused. Wait a minute.", {
    retryAfterSeconds: 60,
  });
}
