import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { hiddenEntities } from "./entry-query.ts";
import type { AuditEntry, NamedEntry } from "./schemas.ts";

/** Where a name is found, by the prefix of the id; list entries have several. */
const PLACES: readonly { readonly prefix: string; readonly name: SQL }[] = [
  { prefix: "loc_", name: sql`select name from locations where id = refs.id` },
  { prefix: "grp_", name: sql`select name from staff_groups where id = refs.id` },
  { prefix: "kwd_", name: sql`select label from keywords where id = refs.id` },
  { prefix: "fam_", name: sql`select name from families where id = refs.id` },
  { prefix: "cls_", name: sql`select name from classes where id = refs.id` },
  { prefix: "rom_", name: sql`select name from rooms where id = refs.id` },
  { prefix: "prg_", name: sql`select name from programs where id = refs.id` },
  { prefix: "lvl_", name: sql`select name from levels where id = refs.id` },
  { prefix: "csn_", name: sql`select name from class_sessions where id = refs.id` },
  { prefix: "stf_", name: sql`select trim(first_name || ' ' || last_name) from staff where id = refs.id` },
  {
    prefix: "gua_",
    name: sql`select trim(first_name || ' ' || last_name) from guardians where id = refs.id`,
  },
  { prefix: "stu_", name: sql`select trim(first_name || ' ' || last_name) from students where id = refs.id` },
];

/** The names of everything that the rows of `source` (a query over `change_rows`) point at, as far as they are shown. */
export function namesQuery(ctx: Context, source: SQL): Query<{ id: string; name: string | null }> {
  const cases = PLACES.map(({ prefix, name }) => sql`when ${prefix} then (${name})`);
  const named = sql`case substr(refs.id, 1, 4) ${sql.join(cases, sql` `)}
    else (select label from list_items where id = refs.id) end`;
  return select(
    { id: sql<string>`refs.id`, name: sql<string | null>`${named}` },
    sql`from (select distinct field.value as id from (${source}) r
        cross join json_each(json_array(json(r.before), json(r.after))) version
        cross join json_tree(version.value) field
      where field.type = 'text' and (substr(field.key, -2) = 'Id' or substr(field.path, -3) = 'Ids')
        and r.entity not in (select value from json_each(${hiddenEntities(ctx)}))) refs`,
  );
}

/** The entry with the names of what its own rows point at. */
export function withNames(
  entry: AuditEntry,
  found: readonly { readonly id: string; readonly name: string | null }[],
): NamedEntry {
  const text = JSON.stringify(entry.rows);
  const own = found.flatMap(({ id, name }) =>
    name !== null && text.includes(`"${id}"`) ? [[id, name]] : [],
  );
  return { ...entry, names: Object.fromEntries(own) };
}
