import { type SQL, sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { type EntityName, entities, type Row } from "../../../tenant-schema/entities.ts";
import { notes } from "../../../tenant-schema/families.ts";
import { externalIds } from "../../../tenant-schema/foundation.ts";
import { isId } from "../../../tenant-schema/ids.ts";
import { keywordLinks, keywords, listItems } from "../../../tenant-schema/school-lists.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { type Existing, type ExistingFamily, keyIndex, type ResolvedKey } from "./existing.ts";
import type { RowGroup } from "./incoming.ts";
import { keysOfGroup, matchKeysOf } from "./match-keys.ts";

/** Merges of merges are followed this far. */
const MAX_REDIRECTS = 5;

/** Everything of the account that these groups could match, in at most two round trips. */
export async function readExisting(
  ctx: Context,
  groups: readonly RowGroup[],
  idSource: string,
): Promise<Existing> {
  const keys = groups.flatMap((group) =>
    keysOfGroup(group, idSource).map(({ source, key }): Key => [source, key]),
  );
  const matchKeys = groups.flatMap((group) => group.rows.map(matchKeysOf));
  const emails = unique(matchKeys.flatMap((match) => match.emails[0] ?? []));
  const phones = unique(matchKeys.flatMap((match) => match.phones[0] ?? []));
  const found = await read(ctx, {
    stored: storedKeys(keys),
    resolved: resolvedKeys(keys),
    byEmail: familiesOf(
      sql`select family_id from emails where deleted_at is null and address_folded in (${inList(emails)})`,
    ),
    byPhone: familiesOf(
      sql`select family_id from phones where deleted_at is null and e164 in (${inList(phones)})`,
    ),
    ...listQueries,
  });
  const resolved = new Map(found.resolved.map((row) => [keyIndex(row.source, row.key), row]));
  const byKey = new Map<string, ResolvedKey>();
  for (const row of found.stored)
    byKey.set(keyIndex(row.source, row.key), { storedId: row.id, id: null, familyId: null });
  for (const [index, row] of resolved) {
    byKey.set(index, { storedId: byKey.get(index)?.storedId ?? null, id: row.id, familyId: row.familyId });
  }
  const familyIds = unique(
    [...found.resolved, ...found.byEmail, ...found.byPhone].map((row) => row.familyId),
  );
  return {
    keys: byKey,
    lists: { listItems: found.listItems, keywords: found.keywords },
    families: familyIds.length === 0 ? new Map() : await readFamilies(ctx, familyIds),
  };
}

type Key = readonly [source: string, key: string];

/** What is stored under the keys, living or not. */
function storedKeys(keys: readonly Key[]): Query<{ source: string; key: string; id: string }> {
  return select(
    { source: externalIds.source, key: externalIds.key, id: externalIds.id },
    sql`from json_each(${JSON.stringify(keys)}) j cross join ${externalIds}
      on ${externalIds.source} = j.value->>0 and ${externalIds.key} = j.value->>1`,
  );
}

/**
 * The living records that the keys lead to. A merged record is followed to where it went; an id of ours (an export
 * that comes back) leads to itself.
 */
function resolvedKeys(
  keys: readonly Key[],
): Query<{ source: string; key: string; id: string; familyId: string }> {
  const own = keys.filter(([, key]) => isId("family", key) || isId("student", key));
  return select(
    {
      source: sql<string>`chain.source`,
      key: sql<string>`chain.key`,
      id: sql<string>`chain.id`,
      familyId: sql<string>`f.id`,
    },
    sql`from (
        with recursive steps (source, key, id, depth) as (
          select x.source, x.key, x.id, 0 from json_each(${JSON.stringify(keys)}) j
            cross join external_ids x on x.source = j.value->>0 and x.key = j.value->>1
          union all
          select j.value->>0, j.value->>1, j.value->>1, 0 from json_each(${JSON.stringify(own)}) j
          union all
          select steps.source, steps.key, r.to_id, steps.depth + 1 from steps
            cross join id_redirects r on r.from_id = steps.id
            cross join changes c on c.id = r.change_id and c.undone_by is null
          where steps.depth < ${MAX_REDIRECTS}
        )
        select * from steps
      ) chain
      left join students s on s.id = chain.id and s.deleted_at is null
      left join guardians g on g.id = chain.id and g.deleted_at is null
      cross join families f on f.id = coalesce(s.family_id, g.family_id, chain.id) and f.deleted_at is null`,
  );
}

function familiesOf(ids: SQL): Query<{ familyId: string }> {
  return select(
    { familyId: sql<string>`f.id` },
    sql`from (select distinct family_id from (${ids})) c cross join families f on f.id = c.family_id and f.deleted_at is null`,
  );
}

const listQueries = {
  listItems: select(
    { id: listItems.id, kind: listItems.kind, label: listItems.label },
    sql`from ${listItems} where ${listItems.deletedAt} is null order by ${listItems.position}, ${listItems.id}`,
  ),
  keywords: select(
    { id: keywords.id, kind: keywords.kind, label: keywords.label },
    sql`from ${keywords} where ${keywords.deletedAt} is null order by ${keywords.id}`,
  ),
};

async function readFamilies(ctx: Context, ids: readonly string[]): Promise<Map<string, ExistingFamily>> {
  const list = inList(ids);
  const living = sql`family_id in (${list}) and deleted_at is null order by id`;
  const members = sql`(select id as family_id, id from families where id in (${list})
    union all select family_id, id from students where family_id in (${list}) and deleted_at is null) f`;
  const found = await read(ctx, {
    families: whole("families", sql`id in (${list})`),
    guardians: whole("guardians", living),
    emails: whole("emails", living),
    phones: whole("phones", living),
    students: whole("students", living),
    contacts: whole("emergencyContacts", living),
    notes: select(
      { id: notes.id, familyId: notes.familyId, studentId: notes.studentId, body: notes.body },
      sql`from ${notes} where ${living}`,
    ),
    keywordLinks: select(
      {
        keywordId: keywordLinks.keywordId,
        entityId: keywordLinks.entityId,
        familyId: sql<string>`f.family_id`,
      },
      sql`from ${members} cross join ${keywordLinks} on ${keywordLinks.entityId} = f.id and ${keywordLinks.deletedAt} is null`,
    ),
    externalIds: select(
      {
        familyId: sql<string>`f.family_id`,
        id: externalIds.id,
        source: externalIds.source,
        key: externalIds.key,
      },
      sql`from ${members} cross join ${externalIds} on ${externalIds.id} = f.id`,
    ),
  });
  const of = {
    guardians: grouped(found.guardians),
    emails: grouped(found.emails),
    phones: grouped(found.phones),
  };
  const students = grouped(found.students);
  const contacts = grouped(found.contacts);
  const noted = grouped(found.notes);
  const links = grouped(found.keywordLinks);
  const keys = grouped(found.externalIds);
  return new Map(
    found.families.map((family) => [
      family.id,
      {
        family,
        guardians: of.guardians.get(family.id) ?? [],
        emails: of.emails.get(family.id) ?? [],
        phones: of.phones.get(family.id) ?? [],
        students: students.get(family.id) ?? [],
        contacts: contacts.get(family.id) ?? [],
        notes: noted.get(family.id) ?? [],
        keywordLinks: links.get(family.id) ?? [],
        externalIds: keys.get(family.id) ?? [],
      },
    ]),
  );
}

function whole<E extends EntityName>(entity: E, where: SQL): Query<Row<E>> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(allColumns(table), sql`from ${table} where ${where}`) as unknown as Query<Row<E>>;
}

function inList(values: readonly string[]): SQL {
  return sql`select value from json_each(${JSON.stringify(values)})`;
}

function grouped<R extends { readonly familyId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.familyId);
    if (group) group.push(row);
    else groups.set(row.familyId, [row]);
  }
  return groups;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
