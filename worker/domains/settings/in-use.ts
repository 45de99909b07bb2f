import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { Usage } from "./schemas.ts";

/** How far usage is counted, and how many records one change may rewrite. */
export const MAX_COUNTED = 1_000;

export interface Reference {
  readonly table: string;
  readonly column: string;
}

/** How many living records point at an entry, counted only so far. No index serves it: it is asked before a deletion, never for a list. */
export function usageQuery(reference: Reference, id: string): Query<{ found: number }> {
  return select(
    { found: sql<number>`count(*)` },
    sql`from (select 1 from ${pointsAt(reference, id)} limit ${MAX_COUNTED + 1})`,
  );
}

export function toUsage(found: number): Usage {
  return { count: Math.min(found, MAX_COUNTED), atLeast: found > MAX_COUNTED };
}

/** A statement for after the writes: the batch fails when a living record points at the entry even then. */
export function mustBeUnused(references: readonly Reference[], id: string): SQL {
  const unused = references.map((reference) => sql`not exists (select 1 from ${pointsAt(reference, id)})`);
  return sql`insert into guard (not_in_use) select 0 where (${sql.join(unused, sql` and `)}) is not true`;
}

/** A lost race against somebody who chose the entry in the same moment, in words. */
export function explainInUse(error: unknown, label: string): unknown {
  if (!(error instanceof GuardFailed) || error.guard !== "not_in_use") return error;
  return new Conflict(
    "in_use",
    `“${label}” was chosen for a record in this very moment. Look again and decide anew.`,
  );
}

function pointsAt({ table, column }: Reference, id: string): SQL {
  return sql`${sql.identifier(table)} where ${sql.identifier(column)} = ${id} and deleted_at is null`;
}
