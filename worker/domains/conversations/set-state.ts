import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { namesOf } from "./name-of.ts";
import type { ConversationRow } from "./schemas.ts";

const WORDS: Readonly<Record<ConversationRow["state"], string>> = {
  unread: "Marked as unread",
  open: "Opened",
  closed: "Closed",
};

/** Says that a conversation is read, done, or to be looked at again. Whoever says the same later changes nothing. @throws NotFound */
export async function setState(
  ctx: Context,
  id: string,
  { state }: { readonly state: ConversationRow["state"] },
): Promise<{ state: ConversationRow["state"] }> {
  requireRight(ctx, "sms_logs", "full");
  const { found, name } = await read(ctx, { found: livingById("conversations", id), name: namesOf(id) });
  const conversation = expectRow(found, "conversation");
  const change = new Change(ctx, {
    action: "conversations.state",
    summary: `${WORDS[state]}: the conversation with ${name[0]!.name}`,
    right: "sms_logs",
  });
  if (change.update("conversations", conversation, { state })) await commit(ctx, change, { state });
  return { state };
}
