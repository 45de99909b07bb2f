import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { GuardianInput } from "./schemas.ts";

type Ids = readonly (string | null | undefined)[];

/** Which of these ids of list entries, keywords and locations do not exist (any more). */
export function missingReferences(ids: Ids): Query<{ id: string }> {
  return select({ id: sql<string>`value` }, missingAmong(ids));
}

/** The condition that all of them are still there when the batch runs. */
export function referencesLive(ids: Ids): SQL {
  return sql`not exists (select 1 ${missingAmong(ids)})`;
}

function missingAmong(ids: Ids): SQL {
  const wanted = JSON.stringify([...new Set(ids.filter(Boolean))]);
  return sql`from json_each(${wanted}) where
    not exists (select 1 from list_items where id = value and deleted_at is null)
    and not exists (select 1 from locations where id = value and deleted_at is null)
    and not exists (select 1 from keywords where id = value and deleted_at is null)`;
}

/** @throws Precondition, naming the field */
export function refuseMissing(
  missing: readonly { readonly id: string }[],
  fields: Readonly<Record<string, string | null | undefined>>,
): void {
  const gone = new Set(missing.map((row) => row.id));
  const problems = Object.entries(fields)
    .filter(([, id]) => id && gone.has(id))
    .map(([path]) => ({ path, message: "This entry no longer exists. Choose another one." }));
  if (problems.length > 0) {
    throw new Precondition(
      "reference_missing",
      "An entry you chose no longer exists. Choose another one.",
      problems,
    );
  }
}

/** The list entries a guardian form refers to, by the path of the field. */
export function guardianReferences(prefix: string, guardian: GuardianInput): Record<string, string | null> {
  const types = (list: "emails" | "phones") =>
    guardian[list].map((entry, i) => [`${prefix}${list}.${i}.typeId`, entry.typeId] as const);
  return {
    [`${prefix}relationshipId`]: guardian.relationshipId,
    ...Object.fromEntries([...types("emails"), ...types("phones")]),
  };
}
