import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";

/** Where a token may be used. */
interface Places {
  readonly programIds?: readonly string[] | null | undefined;
  readonly locationId?: string | null | undefined;
}

/** The programs and the location that are named and there. */
export function placesQueries({ programIds, locationId }: Places): {
  programs: Query<{ id: string }>;
  locations: Query<{ id: string }>;
} {
  const id = { id: sql<string>`p.id` };
  return {
    programs: select(
      id,
      sql`from json_each(${JSON.stringify(programIds ?? [])}) j cross join programs p on p.id = j.value
        where p.deleted_at is null`,
    ),
    locations: select(id, sql`from locations p where p.id = ${locationId ?? ""} and p.deleted_at is null`),
  };
}

/** @throws Precondition naming the field when a program or the location is gone */
export function checkPlaces(
  { programIds, locationId }: Places,
  found: { readonly programs: readonly { id: string }[]; readonly locations: readonly { id: string }[] },
): void {
  const known = new Set(found.programs.map(({ id }) => id));
  const message = "This is not there any more. Choose another one.";
  const fields: FieldProblem[] = [];
  if (programIds?.some((id) => !known.has(id))) fields.push({ path: "programIds", message });
  if (locationId && found.locations.length === 0) fields.push({ path: "locationId", message });
  if (fields.length > 0)
    throw new Precondition("gone", "Part of what you chose is not there any more.", fields);
}
