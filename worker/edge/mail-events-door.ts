import * as z from "zod/mini";
import { isId } from "../../tenant-schema/ids.ts";
import { applyMailEvent } from "../domains/campaigns/apply-mail-event.ts";
import { systemContext } from "../jobs/system-context.ts";
import { Forbidden, Limit, NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { readBody } from "./body.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";
import { parse, parseJson } from "./validate.ts";

const MAX_BYTES = 256_000;
const MAX_AGE_SECONDS = 300;

const mailEvents = z.object({
  events: z
    .array(
      z.object({
        /** The Message-ID as we made it, or its left half. */
        messageId: z.string().check(z.maxLength(400)),
        kind: z.enum(["delivered", "bounced", "complained"]),
        reason: z._default(z.nullable(z.string().check(z.maxLength(1_000))), null),
      }),
    )
    .check(z.maxLength(500)),
});
const OURS = /^<?(crp_[0-9a-z]{26})\.(acc_[0-9a-z]{26})(?:@|$)/;

/**
 * `POST /webhooks/mail`: the mail provider, or a small adapter of one, tells what became of mails. The door is the header
 * `chalkline-signature: t=<seconds>,s=<HMAC-SHA-256 of "<seconds>.<body>", in hex>`. Events of mails that are not ours
 * are passed over; the same event twice changes nothing.
 * @throws NotFound, Forbidden, Limit
 */
export async function mailEventsDoor(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const secret = services.env.MAIL_EVENTS_SECRET;
  if (request.method !== "POST" || secret === undefined) throw new NotFound("page");
  const bytes = await readBody(request, MAX_BYTES);
  const isOurs = await isSigned(
    request.headers.get("chalkline-signature"),
    bytes,
    secret,
    services.house.now(),
  );
  if (!isOurs) return refuse(services, request);
  const { events } = parse(mailEvents, parseJson(bytes));
  for (const event of events) {
    const [, recipientId = "", accountId = ""] = OURS.exec(event.messageId) ?? [];
    if (!isId("campaignRecipient", recipientId) || !isId("account", accountId)) continue;
    const ctx = await systemContext(services, accountId, report.requestId);
    await applyMailEvent(ctx, recipientId, event);
  }
  return Response.json({ taken: true });
}

async function isSigned(
  header: string | null,
  body: Uint8Array,
  secret: string,
  nowMs: number,
): Promise<boolean> {
  const [, seconds = "", hex = ""] = /^t=(\d{1,12}),s=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  if (hex === "" || Math.abs(nowMs / 1000 - Number(seconds)) > MAX_AGE_SECONDS) return false;
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(secret), algorithm, false, ["verify"]);
  const signed = text.encode(`${seconds}.${new TextDecoder().decode(body)}`);
  const mac = Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify("HMAC", key, mac, signed);
}

async function refuse(services: Services, request: Request): Promise<never> {
  const { success } = await services.env.LOGIN_LIMIT.limit({
    key: `mail events ${addressOf(request) ?? ""}`,
  });
  if (success) throw new Forbidden("not_signed", "This was not signed by the mail provider.");
  throw new Limit("too_many_requests", "Too many events were refused. Wait a minute.", {
    retryAfterSeconds: 60,
  });
}
