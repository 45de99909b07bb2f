import type { ConnectTextsOutcome, TextAccess } from "../sms.ts";
import { bodyOf, type Call, DOWN, type ErrorBody, refusalOf } from "./answers.ts";

const SERVICES = "https://messaging.twilio.com/v1/Services";

/** Tells the provider where to hand in what comes to the school's service, or to its number. */
export async function connectInbound(
  { messagingService, fromNumber }: TextAccess,
  account: string,
  inboundUrl: string,
  call: Call,
): Promise<ConnectTextsOutcome> {
  if (messagingService !== null) {
    const form = new URLSearchParams({ InboundRequestUrl: inboundUrl, InboundMethod: "POST" });
    return outcomeOf(await call(`${SERVICES}/${encodeURIComponent(messagingService)}`, form));
  }
  const query = new URLSearchParams({ PhoneNumber: fromNumber ?? "" });
  const answer = await call(`${account}/IncomingPhoneNumbers.json?${query}`);
  if (!answer?.ok) return outcomeOf(answer);
  const found = await bodyOf<{ incoming_phone_numbers?: readonly { sid?: string }[] }>(answer);
  const sid = found?.incoming_phone_numbers?.[0]?.sid;
  if (!sid) {
    const words = `The account at the provider has no number ${fromNumber}.`;
    return { outcome: "refused", reason: "not_permitted", trouble: { code: "no_number", words } };
  }
  const form = new URLSearchParams({ SmsUrl: inboundUrl, SmsMethod: "POST" });
  return outcomeOf(await call(`${account}/IncomingPhoneNumbers/${sid}.json`, form));
}

async function outcomeOf(answer: Response | null): Promise<ConnectTextsOutcome> {
  if (!answer || answer.status >= 500 || answer.status === 429) return DOWN;
  return answer.ok ? { outcome: "connected" } : refusalOf(answer.status, await bodyOf<ErrorBody>(answer));
}
