import * as z from "zod/mini";
import { DECLINE_CODES } from "../declines.ts";
import { DISPUTE_REASONS, type ProcessorEvent, type WebhookReading } from "../events.ts";
import { METHOD_KINDS, type WebhookReader } from "../payments.ts";
import { checkSignature, SIGNATURE_HEADER } from "./signing.ts";

const decline = z.object({
  code: z.enum(DECLINE_CODES),
  words: z.string(),
  isMethodInvalid: z.boolean(),
});
const base = {
  providerEventId: z.string(),
  occurredAtMs: z.int(),
  accountId: z.nullable(z.string()),
};
const money = { amountMinor: z.int(), currency: z.string() };
const charge = { ...base, attemptId: z.nullable(z.string()), chargeToken: z.string(), ...money };
const refund = { ...charge, refundId: z.nullable(z.string()), refundToken: z.string() };
const dispute = { ...charge, disputeToken: z.string(), reason: z.enum(DISPUTE_REASONS) };
const text = z.nullable(z.string());
const number = z.nullable(z.int());
const method = z.object({
  methodToken: z.string(),
  customerToken: text,
  kind: z.enum(METHOD_KINDS),
  brand: z.string(),
  last4: z.string(),
  expiryMonth: number,
  expiryYear: number,
  holderName: text,
  holderAddress: text,
  mandateToken: text,
});

const event = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["payment_succeeded", "payment_processing"]), ...charge }),
  z.object({ kind: z.literal("payment_failed"), decline, isReturn: z.boolean(), ...charge }),
  z.object({ kind: z.enum(["refund_succeeded", "refund_processing"]), ...refund }),
  z.object({ kind: z.literal("refund_failed"), words: z.string(), ...refund }),
  z.object({ kind: z.literal("dispute_opened"), respondByMs: number, ...dispute }),
  z.object({ kind: z.enum(["dispute_won", "dispute_lost"]), ...dispute }),
  z.object({ kind: z.literal("setup_ended"), setupId: text, setupToken: z.string(), ...base }),
  z.object({ kind: z.literal("method_updated"), method, ...base }),
  z.object({ kind: z.literal("method_invalid"), methodToken: z.string(), decline, ...base }),
  z.object({ kind: z.enum(["payout_paid", "payout_failed"]), payoutToken: z.string(), ...money, ...base }),
]);

/** What the sandbox sends; the tests hold it against what the port's events are. */
export function toBody(sent: ProcessorEvent): string {
  return JSON.stringify({ sandboxEvent: sent });
}

/** Reads what the sandbox sent. */
export function sandboxWebhooks(webhookSecret: string | null): WebhookReader {
  return {
    parseStored,
    async read({ body, headers, nowMs }) {
      if (!webhookSecret) return { reading: "forged", reason: "no_secret" };
      const header = headers.get(SIGNATURE_HEADER);
      if (!header) return { reading: "forged", reason: "no_signature" };
      const verdict = await checkSignature(webhookSecret, body, header, nowMs);
      return verdict === "good" ? parseStored(body) : { reading: "forged", reason: verdict };
    },
  };
}

function parseStored(body: string): WebhookReading {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return { reading: "unreadable" };
  }
  const parsed = z.object({ sandboxEvent: event }).safeParse(content);
  return parsed.success ? { reading: "event", event: parsed.data.sandboxEvent } : { reading: "unreadable" };
}
