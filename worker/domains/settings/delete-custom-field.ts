import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Deletes a custom field; what was entered stays with the records and comes back with undo. */
export async function deleteCustomField(
  ctx: Context,
  fieldId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("customFields", fieldId) });
  const field = expectRow(found, "custom field", input.version);
  const change = new Change(ctx, {
    action: "custom_fields.delete",
    summary: `Deleted the custom field ${field.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("customFields", field);
  return { change: await commit(ctx, change) };
}
