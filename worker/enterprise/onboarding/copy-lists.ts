import { sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, type Statement, select } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { entities, type Row } from "../../../tenant-schema/entities.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { insertRows } from "../../kernel/row-statements.ts";

/** What schools of one owner have in common, and which kind of id each has. */
const COPIED = {
  listItems: "listItem",
  keywords: "keyword",
  customFields: "customField",
  programs: "program",
  levels: "level",
  chargeCategories: "chargeCategory",
} as const satisfies Partial<Record<keyof typeof entities, IdKind>>;
type Copied = keyof typeof COPIED;

/** What an account starts with instead of our own suggestions when it is made after another one. */
export const REPLACED: ReadonlySet<string> = new Set(["listItems", "keywords", "policies", "policyVersions"]);

export interface CopiedLists {
  readonly statements: Statement[];
  /** How many of each, for the audit. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The lists of one account as rows of another: new ids, nothing deleted, the present text of each policy as its first.
 * Rows travel in chunks of JSON, however many there are.
 */
export async function copyLists(template: TenantDatabase, nowMs: number): Promise<CopiedLists> {
  const all = <E extends Copied | "policies">(entity: E): Query<Row<E>> => {
    const table = entities[entity].table as AnySQLiteTable;
    return select(allColumns(table), sql`from ${table} where deleted_at is null order by id`) as never;
  };
  const found = await template.read({
    listItems: all("listItems"),
    keywords: all("keywords"),
    customFields: all("customFields"),
    programs: all("programs"),
    levels: all("levels"),
    chargeCategories: all("chargeCategories"),
    policies: all("policies"),
    texts: select(
      { id: sql<string>`v.id`, body: sql<string>`v.body` },
      sql`from policies p join policy_versions v on v.id = p.current_version_id where p.deleted_at is null`,
    ),
  });
  const fresh = <R extends { readonly id: string }>(row: R, kind: IdKind) => ({
    ...row,
    ...{ id: newId(kind, nowMs), version: 1, createdAt: nowMs, updatedAt: nowMs },
  });
  const lists = (Object.keys(COPIED) as Copied[]).map((entity) => {
    // What a program refers to stays behind: prices are each school's own.
    const rows = found[entity].map((row) => ({
      ...fresh(row, COPIED[entity]),
      discountScheduleId: undefined,
    }));
    return { entity, rows };
  });
  const policies = found.policies.map((policy) => {
    const body = found.texts.find(({ id }) => id === policy.currentVersionId)?.body ?? "";
    const text = { id: newId("policyVersion", nowMs), number: 1, body, createdAt: nowMs, updatedAt: nowMs };
    return { row: { ...fresh(policy, "policy"), currentVersionId: text.id }, text };
  });
  const texts = policies.map(({ row, text }) => ({ ...text, policyId: row.id }));
  return {
    statements: [
      ...lists.flatMap(({ entity, rows }) => (rows.length === 0 ? [] : insertRows(entity, rows))),
      ...(policies.length === 0
        ? []
        : insertRows(
            "policies",
            policies.map(({ row }) => row),
          )),
      ...(texts.length === 0 ? [] : insertRows("policyVersions", texts)),
    ],
    counts: Object.fromEntries([
      ...lists.map(({ entity, rows }) => [entity, rows.length]),
      ["policies", texts.length],
    ]),
  };
}
