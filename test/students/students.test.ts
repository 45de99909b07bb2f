import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { deleteStudents } from "../../worker/domains/students/delete-students.ts";
import { listStudents } from "../../worker/domains/students/list-students.ts";
import { studentFilter } from "../../worker/domains/students/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";

const DAY_MS = 86_400_000;

async function enroll(
  tenant: TestTenant,
  studentId: string,
  startsOn: string,
  endsOn: string | null,
): Promise<string> {
  const id = newId("enrollment");
  const classId = newId("class");
  const locationId = newId("location");
  await tenant.database.commit({
    statements: [
      statement(sql`insert into locations (id, name, time_zone, created_at, updated_at)
        values (${locationId}, 'Main', 'America/Chicago', 0, 0)`),
      statement(sql`insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
        values (${classId}, ${locationId}, 'Beginner Tumbling', 10, '2020-01-01', 0, 0)`),
      statement(sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at)
        values (${id}, ${studentId}, ${classId}, 'active', ${startsOn}, ${endsOn}, 0, 0)`),
    ],
  });
  return id;
}

describe.each(ENGINES)("students on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);
  const today = dateAt(TEST_NOW_MS, tenant.account.timeZone);
  const newStudent = async (overrides: Record<string, unknown> = {}) => {
    const student = { firstName: "Wren", lastName: "Bell", birthDate: "2018-05-04", ...overrides };
    const { id } = await createFamily(ctx, familyInput({ students: [student], duplicatesSeen: true }));
    return { familyId: id, studentId: (await getFamily(ctx, id)).students[0]!.id };
  };
  const statusOf = async (studentId: string, nowMs: number) => {
    const at = { ...ctx, nowMs };
    const inList = async (status: "active" | "inactive") =>
      (await listStudents(at, studentFilter.parse({ status }))).rows.some((row) => row.id === studentId);
    return { active: await inList("active"), inactive: await inList("inactive") };
  };

  it("become active and inactive by date alone, whether or not the day was turned", async () => {
    const { studentId, familyId } = await newStudent();
    await enroll(tenant, studentId, addDays(today, 2), addDays(today, 4));
    // The session of the test lives an hour, so the days are looked at through one that never ends.
    await tenant.database.commit({
      statements: [
        statement(sql`update sessions set idle_expires_at = 9999999999999, expires_at = 9999999999999`),
      ],
    });
    const families = async (nowMs: number) =>
      (await listFamilies({ ...ctx, nowMs }, familyFilter.parse({ status: "active" }))).rows.map(
        (row) => row.id,
      );
    for (const [days, active] of [
      [0, false],
      [1, false],
      [2, true],
      [4, true],
      [5, false],
    ] as const) {
      const nowMs = TEST_NOW_MS + days * DAY_MS;
      expect(await statusOf(studentId, nowMs), `day ${days}`).toEqual({ active, inactive: !active });
      expect(await families(nowMs), `day ${days}`).toEqual(active ? [familyId] : []);
      expect((await getFamily({ ...ctx, nowMs }, familyId)).family.isActive).toBe(active);
    }
  });

  it("are found by words, age, gender and status", async () => {
    const ava = await newStudent({
      firstName: "Ava",
      preferredName: "Avie",
      lastName: "Quill",
      gender: "female",
      birthDate: "2021-11-22",
    });
    const ben = await newStudent({
      firstName: "Ben",
      lastName: "Quill",
      gender: "male",
      birthDate: "2020-11-21",
    });
    const ids = async (filter: Record<string, unknown>) =>
      (await listStudents(ctx, studentFilter.parse(filter))).rows.map((row) => row.id);
    expect(await ids({ q: "quill" })).toEqual([ava.studentId, ben.studentId]);
    expect(await ids({ q: "avie qu" })).toEqual([ava.studentId]);
    expect(await ids({ q: "quill", gender: "male" })).toEqual([ben.studentId]);
    // Ava turns five tomorrow; Ben turned six today.
    expect(await ids({ q: "quill", minAge: "5" })).toEqual([ben.studentId]);
    expect(await ids({ q: "quill", maxAge: "4" })).toEqual([ava.studentId]);
    expect(await ids({ minAge: "4", maxAge: "4" })).toEqual([ava.studentId]);
    expect(await ids({ q: "quill", status: "active" })).toEqual([]);
  });

  it("are deleted softly, all or none, and come back by undo", async () => {
    const one = await newStudent();
    const two = await newStudent();
    const { change } = await deleteStudents(ctx, {
      students: [{ id: one.studentId }, { id: two.studentId }],
    });
    expect((await getFamily(ctx, one.familyId)).students).toEqual([]);
    await undoChange(ctx, change.id);
    expect((await getFamily(ctx, two.familyId)).students).toHaveLength(1);
    await expect(
      deleteStudents(ctx, { students: [{ id: one.studentId }, { id: newId("student") }] }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await getFamily(ctx, one.familyId)).students).toHaveLength(1);
  });

  it("are not deleted while enrolled, and the answer says in what", async () => {
    const { studentId } = await newStudent();
    await enroll(tenant, studentId, addDays(today, 30), null);
    await expect(deleteStudents(ctx, { students: [{ id: studentId }] })).rejects.toMatchObject({
      code: "students_enrolled",
      data: { enrolled: [{ className: "Beginner Tumbling", name: "Wren Bell" }] },
    });
  });

  it("lose the race against an enrollment that was made between reading and deleting", async () => {
    const { studentId, familyId } = await newStudent();
    const both = barrier(2);
    const slow = Object.create(tenant.database) as typeof tenant.database;
    slow.read = (queries) => tenant.database.read(queries);
    slow.commit = async (batch) => {
      await both();
      await enroll(tenant, studentId, today, null);
      return tenant.database.commit(batch);
    };
    const deletion = deleteStudents({ ...ctx, database: slow }, { students: [{ id: studentId }] });
    await both();
    await expect(deletion).rejects.toMatchObject({ code: "students_enrolled" });
    expect((await getFamily(ctx, familyId)).students).toHaveLength(1);
  });
});
