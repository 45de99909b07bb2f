import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

/** The method that a family's drafts are taken from. */
export interface DraftMethod {
  readonly id: string;
  readonly familyId: string;
  readonly locationId: string | null;
  readonly processor: string;
  readonly kind: "card" | "bank";
  readonly brand: string | null;
  readonly last4: string;
  readonly isBusy: number;
}

/**
 * Of some families those that may be drafted: their primary method, with autopay, of the primary guardian, and of use.
 * `isBusy`: a payment is under way of which the end is not known.
 */
export function draftMethods(families: SQL, keywordId: string | null = null): Query<DraftMethod> {
  const keyed = sql`and exists (select 1 from keyword_links k where k.entity_id = f.id and k.keyword_id = ${keywordId}
    and k.deleted_at is null)`;
  return select(
    {
      id: sql<string>`m.id`,
      familyId: sql<string>`m.family_id`,
      locationId: sql<string | null>`coalesce(
        (select home_location_id from families where families.id = m.family_id),
        (select id from locations where deleted_at is null order by created_at, id limit 1))`,
      processor: sql<string>`m.processor`,
      kind: sql<"card" | "bank">`m.kind`,
      brand: sql<string | null>`m.brand`,
      last4: sql<string>`m.last4`,
      isBusy: sql<number>`exists (select 1 from payment_attempts a where a.family_id = m.family_id
        and a.purpose in ('pay', 'draft') and a.state in ('created', 'asked', 'unknown'))`,
    },
    sql`from (${families}) f cross join payment_methods m indexed by payment_methods_primary
        on m.family_id = f.id and m.is_primary = 1 and m.deleted_at is null
      where m.autopay_at is not null and m.invalid_reason is null
        and m.guardian_id = (select id from guardians where family_id = m.family_id and is_primary = 1 and deleted_at is null)
        ${keywordId === null ? sql`` : keyed}
      order by m.family_id`,
  );
}
