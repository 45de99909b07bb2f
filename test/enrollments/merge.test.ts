import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { enrollInput } from "../../worker/domains/enrollments/schemas.ts";
import { mergeFamilies } from "../../worker/domains/families/merge-families.ts";
import { deleteStudents } from "../../worker/domains/students/delete-students.ts";
import { declineOffer } from "../../worker/domains/waitlist/decline-offer.ts";
import { joinWaitlist } from "../../worker/domains/waitlist/join-waitlist.ts";
import { joinInput } from "../../worker/domains/waitlist/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, inDays, insert, mark, openSchool, TODAY } from "./school.ts";
import { staffOf } from "./staff-of.ts";

describe.each(ENGINES)("people with enrollments on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { ctx } = await staffOf(tenant, { ctx: { admin: "full" } });
  const school = await openSchool(tenant.database);
  const familiesOf = async (studentIds: readonly string[]) => {
    const { rows } = await tenant.database.read({
      rows: select(
        { familyId: sql<string>`s.family_id` },
        sql`from json_each(${JSON.stringify(studentIds)}) j join students s on s.id = j.value order by j.key`,
      ),
    });
    return rows.map((row) => row.familyId);
  };
  const enrollIn = async (classId: string, studentId: string, startsOn = inDays(-30)) => {
    const done = await enroll(ctx, enrollInput.parse({ classId, studentId, startsOn }));
    return done.outcome === "enrolled" ? done.id : done.outcome;
  };

  it("take marks and makeup tokens along when two records of one student become one", async () => {
    const target = await addClass(school, { capacity: 5 });
    const [keepId = "", mergeId = ""] = await addStudents(school, 2);
    const id = await enrollIn(target.id, mergeId);
    const token = {
      id: `mtk_${engine}`,
      student_id: mergeId,
      origin: "grant",
      issued_on: TODAY,
      state: "available",
    };
    const stamps = { created_at: 0, updated_at: 0 };
    await tenant.database.commit({
      statements: [
        mark({ id, studentId: mergeId, classId: target.id }, target.slotIds[0]!, inDays(-5)),
        insert("makeup_tokens", { ...token, ...stamps }),
      ],
    });
    const whose = async () => {
      const { rows } = await tenant.database.read({
        rows: select(
          { studentId: sql<string>`student_id`, markId: sql<string>`id` },
          sql`from attendance where enrollment_id = ${id} and deleted_at is null`,
        ),
        tokens: select(
          { studentId: sql<string>`student_id` },
          sql`from makeup_tokens where id = ${token.id}`,
        ),
      });
      return rows;
    };
    const familyIds = await familiesOf([keepId, mergeId]);
    const merge = () => mergeFamilies(ctx, { familyIds, studentPairs: [{ keepId, mergeId }] });
    const markId = (studentId: string) => `att:${studentId}:${target.slotIds[0]}:${inDays(-5)}`;
    const { change } = await merge();
    expect(await whose()).toEqual([{ studentId: keepId, markId: markId(keepId) }]);
    await undoChange(ctx, change.id);
    expect(await whose()).toEqual([{ studentId: mergeId, markId: markId(mergeId) }]);
    await merge();
    expect(await whose()).toEqual([{ studentId: keepId, markId: markId(keepId) }]);
  });

  it("are not merged while both are in one class at one time", async () => {
    const target = await addClass(school, { capacity: 5 });
    const [keepId = "", mergeId = ""] = await addStudents(school, 2);
    await enrollIn(target.id, keepId);
    await enrollIn(target.id, mergeId);
    const familyIds = await familiesOf([keepId, mergeId]);
    const merging = mergeFamilies(ctx, { familyIds, studentPairs: [{ keepId, mergeId }] });
    await expect(merging).rejects.toMatchObject({ code: "enrolled_twice" });
  });

  it("can be deleted once they have left the waitlist, and not before", async () => {
    const target = await addClass(school);
    const [ava = ""] = await addStudents(school, 1);
    const wish = joinInput.parse({ classId: target.id, studentIds: [ava], startsOn: inDays(30) });
    const { students } = await joinWaitlist(ctx, wish);
    const deleting = () => deleteStudents(ctx, { students: [{ id: ava }] });
    await expect(deleting()).rejects.toMatchObject({ code: "students_enrolled" });
    const [joined] = students;
    if (joined?.outcome === "waitlisted") await declineOffer(ctx, joined.id, { version: 1, note: null });
    expect((await deleting()).change.summary).toMatch(/^Deleted/);
  });
});
