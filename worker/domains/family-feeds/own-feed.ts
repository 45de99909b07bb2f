import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import type { FamilyFeed } from "./shapes.ts";

/** The feed that a guardian made for the family they are at work on; there is at most one. */
export function ownFeed({ actor }: Context<GuardianActor>): Query<FamilyFeed> {
  return select(
    { id: sql<string>`id`, createdAt: sql<number>`created_at`, version: sql<number>`version` },
    sql`from living_family_feeds where family_id = ${actor.familyId} and login_id = ${actor.id}`,
  );
}

/** The same by its id, to be renewed or removed. @throws NotFound, Conflict `changed_meanwhile` */
export async function expectOwnFeed(
  ctx: Context<GuardianActor>,
  feedId: string,
  version: number,
): Promise<Row<"familyFeeds">> {
  const { feeds } = await read(ctx, { feeds: livingById("familyFeeds", feedId) });
  const [found] = feeds;
  const isOwn = found?.familyId === ctx.actor.familyId && found.loginId === ctx.actor.id;
  if (!isOwn) throw new NotFound("calendar address");
  return expectRow(feeds, "calendar address", version);
}
