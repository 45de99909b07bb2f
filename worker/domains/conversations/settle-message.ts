import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { queueText, SEND_TEXT } from "../texts/queue-text.ts";

type How = "again" | "leave" | "cancel";
type Message = Row<"messages">;

/** From which states a person may decide so, and what is written of it. */
const MAY: Readonly<Record<How, { readonly from: readonly Message["status"][]; readonly words: string }>> = {
  again: { from: ["unknown", "failed", "undelivered"], words: "Sent a text again" },
  leave: { from: ["unknown"], words: "Left a text alone of which nobody knows whether it arrived" },
  cancel: { from: ["queued"], words: "Cancelled a text before it left" },
};

/**
 * A person decides about a text: sends its words again, as another message, when it did not arrive or may not have;
 * leaves one of which nobody knows; or cancels one that waits. @throws NotFound, Conflict `not_so_any_more`
 */
export async function settleMessage(
  ctx: Context,
  id: string,
  { how }: { readonly how: How },
): Promise<{ id: string }> {
  requireRight(ctx, "sms_logs", "view");
  requireRight(ctx, "mass_text", "full");
  const { found, files, settings } = await read(ctx, {
    found: livingById("messages", id),
    files: select(
      { fileId: sql<string>`file_id`, contentType: sql<string>`content_type` },
      sql`from message_attachments where message_id = ${id} and file_id is not null order by position`,
    ),
    settings: messagingSettingsQuery(),
  });
  const message = expectRow(found, "message");
  const { from, words } = MAY[how];
  // While the provider is still being asked, the answer may come any moment.
  const isAsked = message.status === "unknown" && message.dueAt !== null;
  if (message.direction !== "out" || !from.includes(message.status) || isAsked) {
    throw new Conflict("not_so_any_more", "This text has gone on meanwhile. Look at it again.");
  }
  const change = new Change(ctx, { action: `conversations.${how}`, summary: words, right: "mass_text" });
  const settled = how === "again" ? again(ctx, change, message, files, heldUntilOf(ctx, settings)) : id;
  if (how !== "again" || message.status === "unknown") end(ctx, change, message);
  await commit(ctx, change, { id: settled });
  return { id: settled };
}

function heldUntilOf(ctx: Context, settings: Parameters<typeof messagingSettingsOf>[0]): number | null {
  return heldUntil(ctx.nowMs, ctx.account.timeZone, messagingSettingsOf(settings));
}

function again(
  ctx: Context,
  change: Change,
  { conversationId, e164, body }: Message,
  attachments: readonly { fileId: string; contentType: string }[],
  heldUntilMs: number | null,
): string {
  const author = { id: actorId(ctx.actor), name: actorName(ctx.actor) };
  const text = { conversationId, e164, body, author, attachments, heldUntilMs };
  return queueText(ctx, change, { ...text, kind: "conversation" });
}

function end(ctx: Context, change: Change, message: Message): void {
  change.update("messages", message, { status: "cancelled", dueAt: null, finishedAt: ctx.nowMs });
  if (message.status !== "queued") return;
  change.also(sql`update outbox set cancelled_at = ${ctx.nowMs} where done_at is null and cancelled_at is null
    and topic = ${SEND_TEXT} and not_before = ${message.dueAt ?? -1}
    and json_extract(payload, '$.messageId') = ${message.id}`);
}
