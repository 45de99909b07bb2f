import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { attendanceRules, enrollmentRules, makeupRules, type SchoolRules } from "./schemas.ts";

interface StoredRules {
  readonly id: string;
  readonly value: unknown;
  readonly version: number;
}

/** The stored rules, to be read beside whatever a use-case needs. */
export function rulesQuery(): Query<StoredRules> {
  return select(
    { id: sql<string>`id`, value: json<unknown>(sql`value`), version: sql<number>`version` },
    sql`from settings where id in ('enrollment', 'attendance', 'makeups')`,
  );
}

/** What was decided, with the defaults for what nobody decided. */
export function rulesOf(stored: readonly StoredRules[]): SchoolRules {
  const value = (id: string) => stored.find((row) => row.id === id)?.value ?? {};
  return {
    enrollment: enrollmentRules.parse(value("enrollment")),
    attendance: attendanceRules.parse(value("attendance")),
    makeups: makeupRules.parse(value("makeups")),
  };
}
