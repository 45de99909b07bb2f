import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Mail goes to an address again. @throws NotFound, Conflict `changed_meanwhile` */
export async function liftSuppression(
  ctx: Context,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("suppressions", id) });
  const entry = expectRow(found, "suppressed address", version);
  const change = new Change(ctx, {
    action: "suppressions.lift",
    summary: `Mail may go to ${entry.address} again`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("suppressions", entry);
  return { change: await commit(ctx, change) };
}
