import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { newFeedAddress } from "./feed-address.ts";
import { mayFeed, ownerOf } from "./feed-rights.ts";
import type { CreateFeedInput } from "./schemas.ts";

/**
 * Makes a calendar that other programs can subscribe to. Its address is answered this once; whoever has it sees the
 * meetings, so it can be renewed or revoked.
 * @throws NotFound, Conflict `feed_exists`
 */
export async function createFeed(
  ctx: Context,
  { kind, ownerId }: CreateFeedInput,
  publicOrigin: string,
): Promise<{ change: Committed; id: string; url: string }> {
  requireRight(ctx, "classes", "view");
  const { owners } = await read(ctx, { owners: ownerOf(kind, ownerId) });
  const owner = owners[0];
  mayFeed(ctx, kind, ownerId, owner);
  const { url, tokenHash } = await newFeedAddress(publicOrigin, ctx.account.id);
  const change = new Change(ctx, {
    action: "calendar_feeds.create",
    summary: `Made a calendar address for ${owner.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const id = newId("calendarFeed", ctx.nowMs);
  change.insert("calendarFeeds", { id, kind, ownerId, tokenHash });
  change.guard("row_living", livingRow(kind === "staff" ? "staff" : "rooms", ownerId));
  try {
    // The address is not kept with the idempotency key either: a repeated request is told that it was made.
    return { change: await commit(ctx, change, { id, url: null }), id, url };
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const message = `${owner.name} has a calendar address already. Give it a new one, and the old one stops working.`;
    throw new Conflict("feed_exists", message);
  }
}
