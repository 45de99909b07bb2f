import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { ENTRY_LISTS, explainName } from "./entry-lists.ts";
import type { ClassListEntity, EntryFields } from "./schemas.ts";

/** Changes a program, a level or a room, for every class that has it. @throws NotFound, Conflict, Precondition */
export async function updateEntry(
  ctx: Context,
  entity: ClassListEntity,
  id: string,
  input: EntryFields & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...fields } = input;
  const { noun } = ENTRY_LISTS[entity];
  const { found } = await read(ctx, { found: livingById(entity, id) });
  const entry = expectRow(found, noun, version);
  const change = new Change(ctx, {
    action: `${entity}.update`,
    summary: `Changed the ${noun} ${fields.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update(entity, entry, fields as Parameters<typeof change.update<typeof entity>>[2]))
    return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainName(error);
  }
}
