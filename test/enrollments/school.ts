import { sql } from "drizzle-orm";
import { type Statement, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";

/** The same moment as TEST_NOW_MS, for tests that run without workerd. */
export const NOW_MS = Date.UTC(2026, 10, 21, 18, 0, 0);
/** Its day in Chicago: a Saturday. */
export const TODAY = "2026-11-21";
/** A school on a database of any engine, filled by the shortest way. */
export interface School {
  readonly database: TenantDatabase;
  readonly locationId: string;
}
export interface ClassOptions {
  readonly capacity?: number;
  /** ISO weekdays on which it meets at 16:00. */
  readonly weekdays?: readonly number[];
  readonly columns?: Readonly<Record<string, string | number | null>>;
}
export interface TestClass {
  readonly id: string;
  readonly slotIds: readonly string[];
}

export async function openSchool(database: TenantDatabase): Promise<School> {
  const locationId = newId("location");
  await database.commit({
    statements: [
      statement(sql`insert into locations (id, name, time_zone, created_at, updated_at)
        values (${locationId}, ${locationId}, 'America/Chicago', 0, 0)`),
    ],
  });
  return { database, locationId };
}

export async function addClass(school: School, options: ClassOptions = {}): Promise<TestClass> {
  const { capacity = 2, weekdays = [1], columns = {} } = options;
  const id = newId("class");
  const slotIds = weekdays.map(() => newId("slot"));
  const all: Record<string, string | number | null> = {
    id,
    location_id: school.locationId,
    name: `Class ${id.slice(-4)}`,
    sort_name: id,
    capacity,
    starts_on: "2020-01-01",
    takes_single_days: 1,
    created_at: 0,
    updated_at: 0,
    ...columns,
  };
  const rows: Statement[] = [insert("classes", all)];
  slotIds.forEach((slotId, i) => {
    rows.push(
      insert("slots", { id: slotId, class_id: id, position: i, created_at: 0, updated_at: 0 }),
      insert("slot_versions", {
        id: newId("slotVersion"),
        slot_id: slotId,
        class_id: id,
        starts_on: "2020-01-01",
        weekday: weekdays[i]!,
        start_minute: 960,
        duration_minutes: 60,
        created_at: 0,
        updated_at: 0,
      }),
    );
  });
  await school.database.commit({ statements: rows });
  return { id, slotIds };
}

/** Students, of one family unless each is given its own. */
export async function addStudents(
  school: School,
  count: number,
  options: { readonly birthDate?: string; readonly together?: boolean } = {},
): Promise<string[]> {
  const { birthDate = "2018-05-04", together = false } = options;
  const ids: string[] = [];
  const statements: Statement[] = [];
  let familyId = "";
  for (let i = 0; i < count; i++) {
    const id = newId("student");
    // Long enough that no two of a few thousand are called the same: tests tell students by their names.
    const name = `Kid${id.slice(-8)}`;
    if (familyId === "" || !together) {
      familyId = newId("family");
      const stamps = { created_at: 0, updated_at: 0 };
      statements.push(
        insert("families", { id: familyId, name, sort_name: name, ...stamps }),
        insert("emails", {
          id: newId("email"),
          family_id: familyId,
          address: `${id}@x.example`,
          address_folded: `${id}@x.example`,
          ...stamps,
        }),
      );
    }
    statements.push(
      insert("students", {
        id,
        family_id: familyId,
        first_name: name,
        last_name: "Test",
        sort_name: `test ${name}`,
        birth_date: birthDate,
        created_at: 0,
        updated_at: 0,
      }),
    );
    ids.push(id);
  }
  await school.database.commit({ statements });
  return ids;
}

export function insert(table: string, row: Readonly<Record<string, string | number | null>>): Statement {
  const columns = Object.keys(row).map((column) => sql.identifier(column));
  const values = Object.values(row).map((value) => sql`${value}`);
  return statement(
    sql`insert into ${sql.identifier(table)} (${sql.join(columns, sql`, `)}) values (${sql.join(values, sql`, `)})`,
  );
}

/** A mark of attendance, without what the attendance room does besides. */
export function mark(
  enrollment: { id: string; studentId: string; classId: string },
  slotId: string,
  on: string,
) {
  return insert("attendance", {
    id: `att:${enrollment.studentId}:${slotId}:${on}`,
    student_id: enrollment.studentId,
    slot_id: slotId,
    meets_on: on,
    class_id: enrollment.classId,
    enrollment_id: enrollment.id,
    status: "present",
    marked_at: 0,
    marked_by: "somebody",
    created_at: 0,
    updated_at: 0,
  });
}

export interface SeenEnrollment {
  readonly id: string;
  readonly studentId: string;
  readonly classId: string;
  readonly kind: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly version: number;
  readonly waitState: string | null;
  readonly waitExpiresAt: number | null;
  readonly isOverCapacity: number;
}

/** The living enrollments of a class, in the order in which they were made. */
export async function enrollmentsOf(database: TenantDatabase, classId: string): Promise<SeenEnrollment[]> {
  const { rows } = await database.read({
    rows: select(
      {
        id: sql<string>`id`,
        studentId: sql<string>`student_id`,
        classId: sql<string>`class_id`,
        kind: sql<string>`kind`,
        startsOn: sql<string>`starts_on`,
        endsOn: sql<string | null>`ends_on`,
        version: sql<number>`version`,
        waitState: sql<string | null>`wait_state`,
        waitExpiresAt: sql<number | null>`wait_expires_at`,
        isOverCapacity: sql<number>`is_over_capacity`,
      },
      sql`from enrollments where class_id = ${classId} and deleted_at is null order by coalesce(wait_rank, 0), id`,
    ),
  });
  return rows;
}

export function inDays(days: number): string {
  return addDays(TODAY, days);
}
