import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { searchWords } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { measureText } from "./schemas.ts";

/** The effect that sends a text, or goes on where a crash stopped it. */
export const SEND_TEXT = "send-text";
/** Words under which a text is found; what comes after them is read, not searched. */
const MAX_SEARCH_WORDS = 40;

export interface NewText {
  readonly conversationId: string;
  readonly e164: string;
  readonly kind: "conversation" | "auto_reply" | "campaign" | "notice" | "test";
  readonly body: string;
  readonly author: { readonly id: string | null; readonly name: string } | null;
  readonly campaignId?: string;
  readonly attachments?: readonly { readonly fileId: string; readonly contentType: string }[];
  /** Quiet hours end then; null: it leaves at once. */
  readonly heldUntilMs: number | null;
}

/**
 * Puts a text into a change: the row, and the effect that sends it once the change is committed. Whether the number may
 * be texted and is paid for is asked again when it is claimed. Answers the message's id.
 */
export function queueText(ctx: Context, change: Change, text: NewText): string {
  const id = newId("message", ctx.nowMs);
  const { encoding, segments } = measureText(text.body);
  change.insert("messages", {
    id,
    conversationId: text.conversationId,
    direction: "out",
    kind: text.kind,
    campaignId: text.campaignId ?? null,
    e164: text.e164,
    body: text.body,
    encoding,
    segments: Math.max(1, segments),
    searchWords: textWords(text.body),
    status: "queued",
    dueAt: text.heldUntilMs,
    authorId: text.author?.id ?? null,
    authorName: text.author?.name ?? null,
  });
  for (const [position, { fileId, contentType }] of (text.attachments ?? []).entries()) {
    change.also(sql`insert into message_attachments (message_id, position, file_id, content_type)
      values (${id}, ${position}, ${fileId}, ${contentType})`);
  }
  change.effect({ topic: SEND_TEXT, payload: { messageId: id }, notBeforeMs: text.heldUntilMs ?? ctx.nowMs });
  return id;
}

export function textWords(body: string): string[] {
  return searchWords(body).slice(0, MAX_SEARCH_WORDS);
}
