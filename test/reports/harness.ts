import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { insert, openSchool } from "../enrollments/school.ts";
import type { OfficeClient } from "../harness/client.ts";
import type { TestHouse } from "../harness/house.ts";
import type { TestTenant } from "../harness/tenant.ts";

/** A class in a program and a level, with its instructor, meeting on Mondays at 16:00. */
export async function taughtClass(
  tenant: TestTenant,
  options: {
    readonly locationId?: string;
    readonly program?: string;
    readonly level?: string;
    readonly name?: string;
    readonly capacity?: number;
    readonly instructorIds?: readonly string[];
  } = {},
): Promise<{ id: string; slotId: string; locationId: string }> {
  const { database } = tenant;
  const locationId = options.locationId ?? (await openSchool(database)).locationId;
  const id = newId("class");
  const slotId = newId("slot");
  const stamps = { created_at: 0, updated_at: 0 };
  const list = (table: "programs" | "levels", name: string) =>
    statement(sql`insert into ${sql.identifier(table)} (id, name, created_at, updated_at)
      values (${`${table}-${name}`}, ${name}, 0, 0) on conflict do nothing`);
  const { program, level, name = `Class ${id.slice(-4)}`, capacity = 8, instructorIds = [] } = options;
  await database.commit({
    statements: [
      ...(program ? [list("programs", program)] : []),
      ...(level ? [list("levels", level)] : []),
      insert("classes", {
        id,
        location_id: locationId,
        program_id: program ? `programs-${program}` : null,
        level_id: level ? `levels-${level}` : null,
        name,
        sort_name: name.toLowerCase(),
        capacity,
        starts_on: "2020-01-01",
        ...stamps,
      }),
      insert("slots", { id: slotId, class_id: id, ...stamps }),
      insert("slot_versions", {
        id: newId("slotVersion"),
        slot_id: slotId,
        class_id: id,
        starts_on: "2020-01-01",
        weekday: 1,
        start_minute: 960,
        duration_minutes: 90,
        instructor_ids: JSON.stringify(instructorIds),
        ...stamps,
      }),
    ],
  });
  return { id, slotId, locationId };
}

export async function enrollment(
  tenant: TestTenant,
  studentId: string,
  classId: string,
  columns: Readonly<Record<string, string | number | null>> = {},
): Promise<string> {
  const id = newId("enrollment");
  const row = { kind: "active", starts_on: "2026-09-01", created_at: 0, updated_at: 0, ...columns };
  await tenant.database.commit({
    statements: [insert("enrollments", { id, student_id: studentId, class_id: classId, ...row })],
  });
  return id;
}

/** Runs a report to its end through the door and answers its id. */
export async function finished(
  house: TestHouse,
  client: OfficeClient,
  code: string,
  filter: object = {},
): Promise<string> {
  const started = await client.send("POST", "/reports/runs", { code, filter });
  if (started.status !== 202) throw new Error(`${started.status} ${started.text}`);
  await house.drain();
  return started.body.id as string;
}
