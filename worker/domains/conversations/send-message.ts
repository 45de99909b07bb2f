import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { queueText } from "../texts/queue-text.ts";
import { refillCredits } from "../texts/refill-credits.ts";
import { creditsFor, measureText } from "../texts/schemas.ts";
import { BLOCK_WORDS, blockOf, textabilityQuery } from "../texts/textable.ts";
import { namesOf } from "./name-of.ts";
import type { TextInput } from "./schemas.ts";

/** Texts whoever the conversation is with. @throws NotFound, Precondition `stopped`, `not_agreed`, `no_credits`, `unknown_reference` */
export async function sendMessage(
  ctx: Context,
  conversationId: string,
  input: TextInput,
): Promise<{ id: string }> {
  requireRight(ctx, "sms_logs", "view");
  requireRight(ctx, "mass_text", "full");
  const found = await read(ctx, {
    conversation: livingById("conversations", conversationId),
    name: namesOf(conversationId),
    numbers: textabilityQuery(sql`(select e164 from conversations where id = ${conversationId})`),
    settings: messagingSettingsQuery(),
    credits: select({ left: sql<number>`value` }, sql`from tallies where name = 'message_credits'`),
    files: select(
      { id: sql<string>`id`, contentType: sql<string>`content_type` },
      sql`from files where id in (select value from json_each(${JSON.stringify(input.fileIds)}))
        and owner_kind = 'conversation' and owner_id = ${conversationId} and deleted_at is null`,
    ),
  });
  const conversation = expectRow(found.conversation, "conversation");
  const block = blockOf(found.numbers[0]!);
  if (block !== null) throw new Precondition(block, BLOCK_WORDS[block]);
  if (found.files.length !== new Set(input.fileIds).size) {
    throw new Precondition("unknown_reference", "A picture does not exist any more. Add it again.");
  }
  const credits = creditsFor(measureText(input.body).segments, found.files.length);
  if ((found.credits[0]?.left ?? 0) < credits && !(await refillCredits(ctx, credits))) {
    throw new Precondition(
      "no_credits",
      "There are not enough message credits. Add some in Settings → Messaging.",
    );
  }
  const change = new Change(ctx, {
    action: "conversations.text",
    summary: `Texted ${found.name[0]?.name ?? conversation.e164}`,
    right: "mass_text",
  });
  const byId = new Map(found.files.map((file) => [file.id, file.contentType]));
  const id = queueText(ctx, change, {
    conversationId,
    e164: conversation.e164,
    kind: "conversation",
    body: input.body,
    author: { id: actorId(ctx.actor), name: actorName(ctx.actor) },
    attachments: input.fileIds.map((fileId) => ({ fileId, contentType: byId.get(fileId) ?? "" })),
    heldUntilMs: heldUntil(ctx.nowMs, ctx.account.timeZone, messagingSettingsOf(found.settings)),
  });
  await commit(ctx, change, { id });
  return { id };
}
