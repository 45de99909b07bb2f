import { type SQL, sql } from "drizzle-orm";
import { familyList } from "../../../tenant-schema/lists.ts";
import type { Context } from "../../kernel/context.ts";
import { statusCondition } from "./family-list-fields.ts";
import type { FamilyFilter } from "./schemas.ts";
import { familyTerms, hasTerm } from "./search.ts";

/** Whether the list would show a row of `family_list` under the filter: the status, every term, and the keyword. */
export function familyMatches(ctx: Context, filter: FamilyFilter, on: string): SQL {
  const terms = familyTerms(filter, ctx.account.phoneRegion).map((term) =>
    hasTerm(sql`${familyList.words}`, term),
  );
  const keyword = filter.keyword
    ? [
        sql`exists (select 1 from keyword_links k where k.entity_id = ${familyList.familyId}
          and k.keyword_id = ${filter.keyword} and k.deleted_at is null)`,
      ]
    : [];
  return sql`(${sql.join([statusCondition(filter.status, on), ...terms, ...keyword], sql` and `)})`;
}
