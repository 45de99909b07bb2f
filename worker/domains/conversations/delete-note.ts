import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Takes a note away. @throws NotFound */
export async function deleteConversationNote(ctx: Context, id: string): Promise<{ change: Committed }> {
  requireRight(ctx, "sms_logs", "full");
  const { found } = await read(ctx, { found: livingById("conversationNotes", id) });
  const change = new Change(ctx, {
    action: "conversations.delete_note",
    summary: "Deleted a note of a conversation",
    right: "sms_logs",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("conversationNotes", expectRow(found, "note"));
  return { change: await commit(ctx, change) };
}
