import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

/** The next families in the order of their ids. */
export interface FamilyPage {
  readonly after: string | null;
  readonly limit: number;
}

/** Their ids, as a subselect for other queries. */
export function someFamilies({ after, limit }: FamilyPage): SQL {
  return sql`select f.id as id from families f where f.id > ${after ?? ""} and f.deleted_at is null
    order by f.id limit ${limit}`;
}

export function familiesOf(page: FamilyPage): Query<{ id: string }> {
  return select({ id: sql<string>`f.id` }, sql`from (${someFamilies(page)}) f`);
}

/** The last one of them, from which the next step goes on; null when there can be none after it. */
export function pageThrough(
  { limit }: FamilyPage,
  families: readonly { readonly id: string }[],
): string | null {
  return families.length < limit ? null : families.at(-1)!.id;
}
