import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { checkedChoices } from "./create-custom-field.ts";
import type { UpdateCustomFieldInput } from "./schemas.ts";

/** Changes a custom field; what was entered before stays, even a choice that is no longer offered. */
export async function updateCustomField(
  ctx: Context,
  fieldId: string,
  input: UpdateCustomFieldInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("customFields", fieldId) });
  const field = expectRow(found, "custom field", input.version);
  const { version: _version, ...facts } = input;
  const change = new Change(ctx, {
    action: "custom_fields.update",
    summary: `Changed the custom field ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  const choices = checkedChoices(field.fieldType, facts.choices);
  return {
    change: change.update("customFields", field, { ...facts, choices }) ? await commit(ctx, change) : null,
  };
}
