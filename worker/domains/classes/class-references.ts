import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { SlotFields } from "./schemas.ts";

const TABLES = {
  location: "locations",
  program: "programs",
  level: "levels",
  session: "class_sessions",
  keyword: "keywords",
  instructor: "staff",
  room: "rooms",
  billingSchedule: "billing_schedules",
  tuitionRate: "tuition_rates",
  chargeCategory: "charge_categories",
} as const;

/** An id that a field of the input names, what it must be, and for a room where. */
export interface Reference {
  readonly path: string;
  readonly table: keyof typeof TABLES;
  readonly id: string;
  readonly locationId?: string;
}

interface ClassReferences {
  readonly locationId?: string | undefined;
  readonly programId?: string | null | undefined;
  readonly levelId?: string | null | undefined;
  readonly priorityKeywordId?: string | null | undefined;
  readonly sessionIds?: readonly string[] | undefined;
  readonly keywordIds?: readonly string[] | undefined;
}

export function classReferences(input: ClassReferences): Reference[] {
  const one = (path: string, table: Reference["table"], id: string | null | undefined): Reference[] =>
    id ? [{ path, table, id }] : [];
  const many = (path: string, table: Reference["table"], ids: readonly string[] = []): Reference[] =>
    ids.map((id, i) => ({ path: `${path}.${i}`, table, id }));
  return [
    ...one("locationId", "location", input.locationId),
    ...one("programId", "program", input.programId),
    ...one("levelId", "level", input.levelId),
    ...one("priorityKeywordId", "keyword", input.priorityKeywordId),
    ...many("sessionIds", "session", input.sessionIds),
    ...many("keywordIds", "keyword", input.keywordIds),
  ];
}

/** The room and the instructors of a slot; a room must be at the class's location. */
export function slotReferences(slot: SlotFields, locationId: string, prefix = ""): Reference[] {
  const room: Reference[] =
    slot.roomId === null ? [] : [{ path: `${prefix}roomId`, table: "room", id: slot.roomId, locationId }];
  return [
    ...room,
    ...slot.instructorIds.map(
      (id, i): Reference => ({ path: `${prefix}instructorIds.${i}`, table: "instructor", id }),
    ),
  ];
}

/** Which of these do not exist (any more), by their path. */
export function missingReferences(references: readonly Reference[]): Query<{ path: string }> {
  return select({ path: sql<string>`r.value ->> 'path'` }, missingAmong(references));
}

/** The condition that all of them are still there when the batch runs. */
export function referencesLive(references: readonly Reference[]): SQL {
  return sql`not exists (select 1 ${missingAmong(references)})`;
}

/** @throws Precondition, naming the fields */
export function refuseMissing(missing: readonly { readonly path: string }[]): void {
  if (missing.length === 0) return;
  throw new Precondition(
    "reference_missing",
    "An entry you chose no longer exists, or a room is at another location. Choose another one.",
    missing.map(({ path }) => ({
      path,
      message: path.endsWith("roomId")
        ? "This room is not at the class's location. Choose another one."
        : "This entry no longer exists. Choose another one.",
    })),
  );
}

function missingAmong(references: readonly Reference[]): SQL {
  const found = Object.entries(TABLES).map(([table, name]) => {
    const there = table === "room" ? sql`and t.location_id = r.value ->> 'locationId'` : sql``;
    return sql`when ${table} then exists (select 1 from ${sql.identifier(name)} t
      where t.id = r.value ->> 'id' and t.deleted_at is null ${there})`;
  });
  return sql`from json_each(${JSON.stringify(references)}) r
    where (case r.value ->> 'table' ${sql.join(found, sql` `)} end) is not true`;
}
