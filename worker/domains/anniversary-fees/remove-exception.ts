import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** What the fee says holds for them again. @throws Forbidden, NotFound, Conflict `changed_meanwhile` */
export async function removeException(
  ctx: Context,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "billing_setup", "full");
  const { found } = await read(ctx, { found: livingById("anniversaryExceptions", id) });
  const exception = expectRow(found, "exception", version);
  const change = new Change(ctx, {
    action: "anniversaryExceptions.delete",
    summary: "Deleted an exception of an anniversary fee",
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("anniversaryExceptions", exception);
  return { change: await commit(ctx, change) };
}
