import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { namesOf } from "./name-of.ts";

/** Writes down what only staff see of a conversation. @throws NotFound */
export async function addConversationNote(
  ctx: Context,
  conversationId: string,
  { body }: { readonly body: string },
): Promise<{ id: string }> {
  requireRight(ctx, "sms_logs", "full");
  const { found, name } = await read(ctx, {
    found: livingById("conversations", conversationId),
    name: namesOf(conversationId),
  });
  expectRow(found, "conversation");
  const id = newId("conversationNote", ctx.nowMs);
  const change = new Change(ctx, {
    action: "conversations.note",
    summary: `Noted something about ${name[0]!.name}`,
    right: "sms_logs",
  });
  change.guard("row_living", livingRow("conversations", conversationId));
  change.insert("conversationNotes", {
    ...{ id, conversationId, body },
    authorId: actorId(ctx.actor),
    authorName: actorName(ctx.actor),
  });
  await commit(ctx, change, { id });
  return { id };
}
