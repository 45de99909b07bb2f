import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import { familyList } from "../../../tenant-schema/lists.ts";

/** A person or an address of a family in the order in which an export names them. */
interface GuardianLine {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly relationship: string | null;
}
interface AddressLine {
  readonly guardianId: string | null;
  readonly value: string;
}

export interface FamilyDetails {
  readonly id: string;
  readonly name: string;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly flagText: string | null;
  readonly referralSource: string | null;
  readonly customValues: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly isSuspended: boolean;
  readonly guardians: readonly GuardianLine[];
  readonly emails: readonly AddressLine[];
  readonly phones: readonly AddressLine[];
  readonly students: readonly string[];
  readonly keywords: readonly string[];
}

/** Everything the exports say of some families, in one statement. */
export function familyDetails(ids: readonly string[]): Query<FamilyDetails> {
  const text = (column: string) => sql<string | null>`${sql.raw(`f.${column}`)}`;
  return select(
    {
      id: sql<string>`f.id`,
      name: sql<string>`f.name`,
      addressLine1: text("address_line1"),
      addressLine2: text("address_line2"),
      city: text("city"),
      region: text("region"),
      postalCode: text("postal_code"),
      country: text("country"),
      flagText: text("flag_text"),
      referralSource: sql<string | null>`(select label from list_items where id = f.referral_source_id)`,
      customValues: json<Record<string, string>>(sql`f.custom_values`),
      createdAt: sql<number>`f.created_at`,
      isSuspended: flag(sql`l.is_suspended`),
      guardians: json<GuardianLine[]>(guardianLines),
      emails: json<AddressLine[]>(addressLines("emails", sql`m.address`)),
      phones: json<AddressLine[]>(addressLines("phones", sql`coalesce(m.e164, m.number)`)),
      students: json<string[]>(sql`(select json_group_array(name) from (
        select trim(coalesce(preferred_name, first_name) || ' ' || last_name) as name from students
        where family_id = f.id and deleted_at is null order by birth_date, id))`),
      keywords: json<string[]>(sql`(select json_group_array(label) from (
        select k.label from keyword_links x join keywords k on k.id = x.keyword_id and k.deleted_at is null
        where x.entity_id = f.id and x.deleted_at is null order by k.label))`),
    },
    sql`from json_each(${JSON.stringify(ids)}) j cross join families f on f.id = j.value
      cross join ${familyList} l on l.family_id = f.id order by j.key`,
  );
}

const guardianLines: SQL = sql`(select json_group_array(json_object('id', id, 'firstName', first_name,
    'lastName', last_name, 'relationship', relationship)) from (
  select g.id, g.first_name, g.last_name, (select label from list_items where id = g.relationship_id) as relationship
  from guardians g where g.family_id = f.id and g.deleted_at is null
  order by g.is_primary desc, g.position, g.id))`;

function addressLines(table: "emails" | "phones", value: SQL): SQL {
  return sql`(select json_group_array(json_object('guardianId', guardian_id, 'value', value)) from (
    select m.guardian_id, ${value} as value from ${sql.raw(table)} m
    where m.family_id = f.id and m.deleted_at is null order by m.is_primary desc, m.id))`;
}
