import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { messages } from "../../../tenant-schema/conversations.ts";
import type { Context } from "../../kernel/context.ts";
import type { StatusReport } from "../../providers/sms/sms.ts";
import { believe } from "./message-moves.ts";
import { noteStopped } from "./note-stopped.ts";

const STOPPED_CODE = "21610";

/** Believes what the provider says of a text, however late or often it says it. Answers whether the text is ours. */
export async function applyStatus(ctx: Context, id: string, report: StatusReport): Promise<boolean> {
  const { found } = await ctx.database.read({
    found: select(
      allColumns(messages),
      sql`from ${messages} where ${messages.id} = ${id} and ${messages.direction} = 'out'`,
    ),
  });
  const message = found[0];
  if (!message) return false;
  await ctx.database.commit({ statements: believe(ctx, id, report) });
  if (report.trouble?.code === STOPPED_CODE) await noteStopped(ctx, message);
  return true;
}
