import type {
  ConversationRow,
  ConversationView,
  TextRow,
} from "../../../worker/domains/conversations/schemas.ts";
import { formatPhone } from "../../shared/format/phone.ts";
import { formats } from "../../shared/formats.ts";
import { place } from "../../shared/session.ts";

export const viewWords: Record<ConversationView, string> = {
  open: "Open",
  unread: "Unread",
  mine: "Mine",
  closed: "Closed",
  all: "All",
};

export const phoneOf = (e164: string) => formatPhone(e164, place()?.phoneRegion ?? "US");

export const nameOf = (row: Pick<ConversationRow, "name" | "e164">) => row.name ?? phoneOf(row.e164);

/** What stands under a text that was sent. */
export function statusWords(text: TextRow): string {
  switch (text.status) {
    case "queued":
      return text.dueAt === null ? "Sending…" : `Leaves ${formats().instant(text.dueAt)}`;
    case "sending":
      return "Sending…";
    case "sent":
      return "Sent";
    case "delivered":
      return "Delivered";
    case "undelivered":
      return "Not delivered";
    case "failed":
      return "Not sent";
    case "cancelled":
      return "Cancelled";
    case "unknown":
      return text.dueAt === null ? "Nobody knows whether it arrived" : "Asking the provider whether it left…";
    case "received":
      return "";
  }
}

const dayMs = 86_400_000;

/** When something last happened, as short as a list has room for. */
export function shortTime(atMs: number, nowMs: number): string {
  const locale = place()?.locale ?? "en-US";
  const timeZone = place()?.timeZone;
  const isRecent = nowMs - atMs < dayMs;
  const options: Intl.DateTimeFormatOptions = isRecent
    ? { hour: "numeric", minute: "2-digit" }
    : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(atMs);
}
