import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { livingById } from "../../kernel/records.ts";
import { ENTRY_LISTS, explainName, lastPosition } from "./entry-lists.ts";
import type { ClassListEntity, EntryFields } from "./schemas.ts";

const KINDS = { programs: "program", levels: "level", rooms: "room" } as const satisfies Record<
  ClassListEntity,
  IdKind
>;

/** Adds a program, a level or a room, last in order. @throws Precondition `not_unique` | `reference_missing` */
export async function createEntry(
  ctx: Context,
  entity: ClassListEntity,
  input: EntryFields,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const locationId = "locationId" in input ? input.locationId : undefined;
  const { last, location } = await read(ctx, {
    last: lastPosition(entity, locationId),
    location: livingById("locations", locationId ?? ""),
  });
  if (locationId !== undefined && location.length === 0) {
    const message = "This location no longer exists. Choose another one.";
    throw new Precondition("reference_missing", message, [{ path: "locationId", message }]);
  }
  const id = newId(KINDS[entity], ctx.nowMs);
  const change = new Change(ctx, {
    action: `${entity}.create`,
    summary: `Added the ${ENTRY_LISTS[entity].noun} ${input.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (locationId !== undefined) change.guard("row_living", livingRow("locations", locationId));
  change.insert(entity, { id, ...input, position: last[0]!.position + 1 } as Parameters<
    typeof change.insert<typeof entity>
  >[1]);
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainName(error);
  }
}
