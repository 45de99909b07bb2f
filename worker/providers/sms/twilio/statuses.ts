import type { TextStatus } from "../sms.ts";

const STATUSES: Readonly<Record<string, TextStatus>> = {
  accepted: "sent",
  scheduled: "sent",
  queued: "sent",
  sending: "sent",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "failed",
};

/** The provider's word in ours: what it has taken is sent, as far as we can tell. Null: a word that we do not know. */
export function statusOf(word: string): TextStatus | null {
  return STATUSES[word.toLowerCase()] ?? null;
}
