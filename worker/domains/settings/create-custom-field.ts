import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { CustomFieldInput } from "./schemas.ts";

/** Adds a field of the school's own to families, students or staff. @throws Precondition `choices_missing` */
export async function createCustomField(
  ctx: Context,
  input: CustomFieldInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { last } = await read(ctx, {
    last: select(
      { position: sql<number>`coalesce(max(position), -1)` },
      sql`from living_custom_fields where entity = ${input.entity}`,
    ),
  });
  const id = newId("customField", ctx.nowMs);
  const change = new Change(ctx, {
    action: "custom_fields.create",
    summary: `Added the custom field ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.none,
  });
  const choices = checkedChoices(input.fieldType, input.choices);
  change.insert("customFields", { id, ...input, choices, position: last[0]!.position + 1 });
  return { id, change: await commit(ctx, change, { id }) };
}

/** A choice needs something to choose from, each once; other types have none. */
export function checkedChoices(
  fieldType: CustomFieldInput["fieldType"],
  choices: readonly string[],
): string[] {
  if (fieldType !== "choice") return [];
  const distinct = [...new Set(choices)];
  if (distinct.length > 0) return distinct;
  const message = "Enter at least one choice";
  throw new Precondition("choices_missing", message, [{ path: "choices", message }]);
}
