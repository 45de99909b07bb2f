import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { Reference } from "../settings/in-use.ts";
import type { ClassListEntity } from "./schemas.ts";

interface ListDefinition {
  readonly noun: string;
  /** What points at the entries, by what people call it. */
  readonly uses: Readonly<Record<string, Reference>>;
}

/** The lists that classes are made from. */
export const ENTRY_LISTS: Readonly<Record<ClassListEntity, ListDefinition>> = {
  programs: {
    noun: "program",
    uses: {
      classes: { table: "classes", column: "program_id" },
      closures: { table: "closures", column: "program_id" },
      "anniversary fees": { table: "anniversary_fees", column: "program_id" },
    },
  },
  levels: { noun: "level", uses: { classes: { table: "classes", column: "level_id" } } },
  rooms: {
    noun: "room",
    uses: {
      "weekly times of classes": { table: "slot_versions", column: "room_id" },
      "moved meetings": { table: "meeting_exceptions", column: "room_id" },
    },
  },
};

/** The last position that is taken; rooms are counted within their location. */
export function lastPosition(entity: ClassListEntity, locationId?: string): Query<{ position: number }> {
  const here = locationId === undefined ? sql`true` : sql`location_id = ${locationId}`;
  return select(
    { position: sql<number>`coalesce(max(position), -1)` },
    sql`from ${sql.identifier(entity)} where deleted_at is null and ${here}`,
  );
}

/** What the unique index over names refused, as a problem of the form. */
export function explainName(error: unknown): unknown {
  if (
    !(error instanceof UniqueViolation) ||
    !error.columns.some((column) => /^(programs|levels|rooms|index)/.test(column))
  ) {
    return error;
  }
  const message = "There is one of this name already.";
  return new Precondition("not_unique", message, [{ path: "name", message }]);
}
