import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { explainLabel } from "./create-list-item.ts";
import type { KeywordInput } from "./schemas.ts";

/** Makes a keyword for families, students or staff. @throws Precondition `not_unique` */
export async function createKeyword(
  ctx: Context,
  input: KeywordInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const id = newId("keyword", ctx.nowMs);
  const change = new Change(ctx, {
    action: "keywords.create",
    summary: `Made the keyword ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.none,
  });
  change.insert("keywords", { id, ...input });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainLabel(error);
  }
}
