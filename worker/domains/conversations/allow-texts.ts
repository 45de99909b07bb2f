import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { phonesOf } from "../texts/note-stopped.ts";
import { BLOCK_WORDS } from "../texts/textable.ts";
import { namesOf } from "./name-of.ts";

/** Somebody agreed to texts by word of mouth: switched on at every record of the number. @throws NotFound, Conflict `stopped` */
export async function allowTexts(
  ctx: Context,
  conversationId: string,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "families", "full");
  requireRight(ctx, "mass_text", "full");
  const { conversation, name, stopped } = await read(ctx, {
    conversation: livingById("conversations", conversationId),
    name: namesOf(conversationId),
    stopped: select(
      { at: sql<number>`stopped_at` },
      sql`from stopped_numbers where e164 = (select e164 from conversations where id = ${conversationId})`,
    ),
  });
  const { e164 } = expectRow(conversation, "conversation");
  // Nobody but its owner undoes a STOP.
  if (stopped[0]) throw new Conflict("stopped", BLOCK_WORDS.stopped);
  const { records } = await ctx.database.read({ records: phonesOf(e164) });
  const change = new Change(ctx, {
    action: "conversations.allow_texts",
    summary: `Switched texts on for ${name[0]!.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  change.guard("number_open", sql`not exists (select 1 from stopped_numbers where e164 = ${e164})`);
  const switched = records.filter((phone) => change.update("phones", phone, { textOptIn: true }));
  return { change: switched.length > 0 ? await commit(ctx, change) : null };
}
