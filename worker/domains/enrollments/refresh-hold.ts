import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { HOLD_MS, livingHold } from "./holds.ts";

/**
 * The dialog is still open. A hold that ran out comes back if there is a place.
 * @throws NotFound, Conflict `place_gone`
 */
export async function refreshHold(ctx: Context, id: string): Promise<{ id: string; expiresAt: number }> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { hold: livingHold(ctx, id) });
  const hold = expectRow(found.hold, "held place");
  const expiresAt = ctx.nowMs + HOLD_MS;
  try {
    await commit(ctx, changeOf(ctx, hold, expiresAt), { id, expiresAt });
    return { id, expiresAt };
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "place_left")) throw error;
    throw new Conflict("place_gone", "The place was kept for you for a while and is taken now.");
  }
}

function changeOf(ctx: Context, hold: Row<"placeHolds">, expiresAt: number): Change {
  const change = new Change(ctx, {
    action: "holds.refresh",
    summary: "Went on holding a place",
    right: "enrollments",
  });
  change.update("placeHolds", hold, { expiresAt });
  const { classId, slotIds, startsOn: from, endsOn: to } = hold;
  change.ensure("place_left", placesKept([{ classId, slotIds, from, to }], { kind: "queue" }, ctx.nowMs));
  return change;
}
