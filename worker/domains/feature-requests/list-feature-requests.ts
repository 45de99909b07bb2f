import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { featureRequests } from "../../../tenant-schema/staff.ts";
import { actorId, type Context } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { FeatureRequest } from "./schemas.ts";

/** What the account's staff wish for, newest first. */
export async function listFeatureRequests(
  ctx: Context,
  filter: { readonly cursor?: string | undefined },
): Promise<Page<FeatureRequest>> {
  const before = filter.cursor ? decodeCursor(filter.cursor, 1)[0]! : "\u{10ffff}";
  const { rows } = await read(ctx, {
    rows: requestsWhere(
      ctx,
      sql`${featureRequests.id} < ${before} order by ${featureRequests.id} desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  return pageOf(rows, PAGE_SIZE, (row) => [row.id], null);
}

/** Requests as the actor sees them. */
export function requestsWhere(ctx: Context, condition: SQL): Query<FeatureRequest> {
  const { id, title, body, authorName, createdAt } = featureRequests;
  return select(
    {
      id,
      title,
      body,
      authorName,
      createdAt,
      votes: sql<number>`(select count(*) from feature_request_votes v where v.request_id = ${id})`,
      voted: flag(sql`exists (select 1 from feature_request_votes v
        where v.request_id = ${id} and v.staff_id = ${actorId(ctx.actor)})`),
    },
    sql`from ${featureRequests} where ${featureRequests.deletedAt} is null and ${condition}`,
  );
}
