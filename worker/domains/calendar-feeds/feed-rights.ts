import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, may, standingOf } from "../../kernel/context.ts";
import { reachingGrants } from "../../kernel/decide.ts";
import { NotFound } from "../../kernel/errors.ts";

export interface FeedOwner {
  readonly name: string;
  /** A room's; null for staff. */
  readonly locationId: string | null;
}

export type FeedKind = "staff" | "room";

/** Whose calendar it would be, while they are there. */
export function ownerOf(kind: FeedKind, ownerId: string): Query<FeedOwner> {
  return kind === "staff"
    ? select(
        { name: sql<string>`first_name || ' ' || last_name`, locationId: sql<null>`null` },
        sql`from living_staff where id = ${ownerId} and is_active = 1`,
      )
    : select(
        { name: sql<string>`name`, locationId: sql<string | null>`location_id` },
        sql`from living_rooms where id = ${ownerId}`,
      );
}

/**
 * One's own calendar anybody may hand on who sees classes; those of others and of rooms only who plans them, and not
 * just their own.
 * @throws NotFound for whatever is out of reach
 */
export function mayFeed(
  ctx: Context,
  kind: FeedKind,
  ownerId: string,
  owner: FeedOwner | undefined,
): asserts owner is FeedOwner {
  const noun = kind === "staff" ? "member of staff" : "room";
  if (!owner) throw new NotFound(noun);
  if (ctx.actor.kind !== "staff" || (kind === "staff" && ctx.actor.id === ownerId)) return;
  if (!plansForOthers(ctx)) throw new NotFound(noun);
  if (owner.locationId !== null && !may(ctx, "classes", "full", owner.locationId)) throw new NotFound(noun);
}

export function plansForOthers(ctx: Context): boolean {
  if (ctx.actor.kind !== "staff") return ctx.actor.kind === "system";
  const reaching = reachingGrants(standingOf(ctx.actor, ctx.account), "classes", "full");
  return reaching.some((grant) => !grant.ownClassesOnly);
}
