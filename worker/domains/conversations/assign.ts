import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { namesOf } from "./name-of.ts";

/** Gives a conversation to somebody, or to nobody. @throws NotFound, Precondition `unknown_reference` */
export async function assignConversation(
  ctx: Context,
  id: string,
  { staffId }: { readonly staffId: string | null },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "sms_logs", "full");
  const { found, name, person } = await read(ctx, {
    found: livingById("conversations", id),
    name: namesOf(id),
    person: select(
      { name: sql<string>`trim(first_name || ' ' || last_name)` },
      sql`from staff where id = ${staffId ?? ""} and is_active = 1 and deleted_at is null`,
    ),
  });
  const conversation = expectRow(found, "conversation");
  if (staffId !== null && ctx.actor.kind === "staff" && staffId === ctx.actor.enterprise?.userId) {
    throw new Precondition(
      "unknown_reference",
      "Conversations are given to the account's own staff. You are here through the enterprise portal; choose one of them.",
    );
  }
  if (staffId !== null && !person[0]) {
    throw new Precondition("unknown_reference", "This person does not work here any more. Choose another.");
  }
  const whom = person[0] ? `to ${person[0].name}` : "to nobody";
  const change = new Change(ctx, {
    action: "conversations.assign",
    summary: `Gave the conversation with ${name[0]!.name} ${whom}`,
    right: "sms_logs",
    undoMs: UNDO_MS.ordinary,
  });
  const isNew = change.update("conversations", conversation, { assigneeId: staffId });
  return { change: isNew ? await commit(ctx, change) : null };
}
