import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Says who a lead is. @throws NotFound, Precondition `no_lead` */
export async function nameLead(
  ctx: Context,
  id: string,
  { leadName }: { readonly leadName: string },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "sms_logs", "full");
  const { found } = await read(ctx, { found: livingById("conversations", id) });
  const conversation = expectRow(found, "conversation");
  if (conversation.familyId !== null || conversation.staffId !== null) {
    throw new Precondition("no_lead", "This number has a record: its name is changed there.");
  }
  const change = new Change(ctx, {
    action: "conversations.name_lead",
    summary: `Named the lead ${leadName}`,
    right: "sms_logs",
    undoMs: UNDO_MS.ordinary,
  });
  const isNew = change.update("conversations", conversation, { kind: "lead", leadName });
  return { change: isNew ? await commit(ctx, change) : null };
}
