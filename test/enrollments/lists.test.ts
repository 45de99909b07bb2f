import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { getEnrollment } from "../../worker/domains/enrollments/get-enrollment.ts";
import { getEnrollmentOptions } from "../../worker/domains/enrollments/get-options.ts";
import { getRoster } from "../../worker/domains/enrollments/get-roster.ts";
import { getStudentEnrollments } from "../../worker/domains/enrollments/get-student-enrollments.ts";
import { listClassChoices } from "../../worker/domains/enrollments/list-class-choices.ts";
import { listEnrollments } from "../../worker/domains/enrollments/list-enrollments.ts";
import {
  classChoiceFilter,
  enrollInput,
  enrollmentFilter,
  transferInput,
} from "../../worker/domains/enrollments/schemas.ts";
import { transferEnrollments } from "../../worker/domains/enrollments/transfer-enrollments.ts";
import { joinWaitlist } from "../../worker/domains/waitlist/join-waitlist.ts";
import { joinInput } from "../../worker/domains/waitlist/schemas.ts";
import { contextOf } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, inDays, insert, mark, openSchool, TODAY } from "./school.ts";
import { staffOf } from "./staff-of.ts";

describe.each(ENGINES)("lists of enrollments on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine, platform: tenant.platform });
  const { ctx, nobody, chooser } = await staffOf(tenant, {
    ctx: { enrollments: "full" },
    chooser: { enrollments: "view", classes: "view" },
    nobody: { classes: "full" },
  });
  const { stranger } = await staffOf(other, { stranger: { enrollments: "full" } });
  const school = await openSchool(tenant.database);
  const enrollIn = async (classId: string, studentId: string, startsOn: string, more: object = {}) => {
    const done = await enroll(ctx, enrollInput.parse({ classId, studentId, startsOn, ...more }));
    if (done.outcome !== "enrolled") throw new Error(done.outcome);
    return done.id;
  };
  const list = async (filter: object) => (await listEnrollments(ctx, enrollmentFilter.parse(filter))).rows;
  const ids = async (filter: object) => (await list(filter)).map((row) => row.id);

  it("show this month, by range, start, drop, kind, class, first time and name; page by page in one trip", async () => {
    const target = await addClass(school, { capacity: 500 });
    const others = await addClass(school, { capacity: 500 });
    const students = await addStudents(school, 60);
    const made: string[] = [];
    for (const studentId of students) made.push(await enrollIn(target.id, studentId, TODAY));
    const [ava = "", ben = ""] = students;
    const trial = await enrollIn(others.id, ava, inDays(2), { kind: "trial" });
    const future = await enrollIn(others.id, ben, inDays(60));
    Object.assign(tenant.database.meter, newMeter());
    const page = await listEnrollments(ctx, enrollmentFilter.parse({ class: target.id }));
    expect(tenant.database.meter.trips).toBe(1);
    expect(page.rows).toHaveLength(50);
    const rest = await listEnrollments(
      ctx,
      enrollmentFilter.parse({ class: target.id, cursor: page.nextCursor }),
    );
    expect([...page.rows, ...rest.rows].map((row) => row.id).sort()).toEqual(made.sort());
    expect(rest.nextCursor).toBeNull();
    expect(await ids({ class: others.id })).toEqual([trial]);
    expect(await ids({ class: others.id, from: inDays(50), to: inDays(70) })).toEqual([future]);
    expect(await ids({ kind: "trial" })).toEqual([trial]);
    const named = sql`update students set name_words = '["wren","zed"]' where id = ${ava}`;
    await tenant.database.commit({ statements: [statement(named)] });
    expect(await ids({ q: "wre" })).toEqual([trial, made[0]]);
    expect(await ids({ q: "wre ze", class: others.id })).toEqual([trial]);
    expect(await ids({ q: "wre nobody" })).toEqual([]);
    expect(await ids({ basis: "starts", from: inDays(1), to: inDays(90) })).toEqual([future, trial]);
    expect(await ids({ class: others.id, first: "only" })).toEqual([]);
    await tenant.database.commit({
      statements: [
        statement(sql`update enrollments set ends_on = ${inDays(5)}, dropped_at = 1 where id = ${made[0]}`),
      ],
    });
    expect(await ids({ basis: "drops", from: TODAY, to: inDays(9) })).toEqual([made[0]]);
    const [row] = await list({ kind: "trial" });
    expect(row).toMatchObject({
      studentId: ava,
      wait: null,
      checkIns: null,
      slots: [{ weekday: 1, startMinute: 960 }],
    });
  });

  it("tell slots in the order of the week, whichever was made first", async () => {
    const target = await addClass(school, { weekdays: [5, 1, 3] });
    const [student = ""] = await addStudents(school, 1);
    await enrollIn(target.id, student, TODAY);
    const [row] = await list({ class: target.id });
    expect(row!.slots.map(({ weekday }) => weekday)).toEqual([1, 3, 5]);
  });

  it("mark who is new, has a sibling here, comes back or moved up, as of today", async () => {
    const levels = ["lev_low", "lev_high"].map((id, position) =>
      insert("levels", { id: `${id}_${engine}`, name: id, position, created_at: 0, updated_at: 0 }),
    );
    await tenant.database.commit({ statements: levels });
    const low = await addClass(school, { capacity: 9, columns: { level_id: `lev_low_${engine}` } });
    const high = await addClass(school, { capacity: 9, columns: { level_id: `lev_high_${engine}` } });
    const [ava = "", ben = ""] = await addStudents(school, 2, { together: true });
    const old = await enrollIn(low.id, ava, inDays(-400), { endsOn: inDays(-300) });
    const again = await enrollIn(low.id, ava, inDays(-3));
    const fresh = await enrollIn(low.id, ben, inDays(-3));
    const badges = async (id: string) => (await getEnrollment(ctx, id)).badges;
    const none = { isNew: false, hasActiveSibling: true, isReturning: false, isPromotion: false };
    expect(await badges(again)).toEqual({ ...none, isReturning: true });
    expect(await badges(fresh)).toEqual({ ...none, isNew: true });
    expect((await badges(old)).isReturning).toBe(false);
    const input = { enrollments: [{ id: fresh, version: 1 }], classId: high.id, startsOn: inDays(1) };
    const moved = await transferEnrollments(ctx, transferInput.parse(input));
    if (moved.outcome !== "transferred") throw new Error(moved.outcome);
    expect((await badges(moved.ids[0]!)).isPromotion).toBe(true);
    const own = await getStudentEnrollments(ctx, ava);
    expect([own.current.length, own.future.length, own.past.length]).toEqual([1, 0, 1]);
  });

  it("check in those who come today where the school does, and tell what the dialogs offer", async () => {
    const saturday = await addClass(school, { capacity: 9, weekdays: [6] });
    const [ava = "", ben = ""] = await addStudents(school, 2);
    const id = await enrollIn(saturday.id, ava, inDays(-9));
    await enrollIn(saturday.id, ben, inDays(1));
    expect((await list({ class: saturday.id }))[1]?.checkIns).toBeNull();
    await tenant.database.commit({
      statements: [
        statement(
          sql`insert into settings (id, value, version, updated_at) values ('attendance', '{"isCheckInMode":true}', 1, 0)`,
        ),
        mark({ id, studentId: ava, classId: saturday.id }, saturday.slotIds[0]!, TODAY),
      ],
    });
    const present = { slotId: saturday.slotIds[0], startMinute: 960, status: "present", version: 1 };
    Object.assign(tenant.database.meter, newMeter());
    expect((await list({ class: saturday.id })).map((row) => row.checkIns)).toEqual([[], [present]]);
    expect(await list({ class: saturday.id, from: inDays(-40), to: inDays(-30) })).toEqual([]);
    expect(tenant.database.meter.trips).toBe(3);
    expect(await getRoster(ctx, saturday.id)).toMatchObject({
      current: [{ studentId: ava, checkIns: null }],
      future: [{ studentId: ben }],
    });
    expect(await getEnrollmentOptions(ctx)).toMatchObject({
      isCheckInMode: true,
      singleDayLabel: "Single day",
      mayOverride: false,
    });
  });

  it("offer classes with what speaks against each for whom, for a day and by who may see classes", async () => {
    const named = (name: string, columns: object = {}) =>
      addClass(school, { columns: { name, sort_name: name.toLowerCase(), ...columns } });
    const [open, has, queue, grown] = [
      await named("Choice open"),
      await named("Choice has"),
      await named("Choice queue"),
      await named("Choice grown", { min_age_years: 18 }),
    ];
    const [ada = "", bob = ""] = await addStudents(school, 2);
    await enrollIn(has.id, ada, TODAY);
    await joinWaitlist(ctx, joinInput.parse({ classId: queue.id, studentIds: [ada], startsOn: TODAY }));
    const choices = async (...students: string[]) => {
      const filter = classChoiceFilter.parse({ students: students.join(), on: TODAY });
      const { rows } = await listClassChoices(chooser, filter);
      expect(rows.some((row) => "requirements" in row)).toBe(false);
      return new Map(
        rows.map(({ id, unfit }) => [id, unfit.map(({ text }) => text.replace(/^Kid\S+ Test /, ""))]),
      );
    };
    const both = await choices(ada, bob);
    expect(both.get(open.id)).toEqual([]);
    expect(both.get(has.id)).toEqual(["is in this class already"]);
    expect(both.get(queue.id)).toEqual([expect.stringMatching(/^is on the waitlist of this class/)]);
    expect(both.get(grown.id)).toEqual(Array(2).fill(expect.stringMatching(/^Too young on 2026-11-23/)));
    expect((await choices(bob)).get(has.id)).toEqual([]);
    const asked = classChoiceFilter.parse({ students: ada });
    await expect(listClassChoices(ctx, asked)).rejects.toMatchObject({ code: "right_missing" });
  });

  it("keep to the actor's account, location and classes", async () => {
    const target = await addClass(school);
    const [ava = ""] = await addStudents(school, 1);
    const id = await enrollIn(target.id, ava, TODAY);
    await expect(listEnrollments(nobody, enrollmentFilter.parse({}))).rejects.toMatchObject({
      code: "right_missing",
    });
    await expect(getRoster(stranger, target.id)).rejects.toMatchObject({ code: "not_found" });
    const [grant] = ctx.actor.grants;
    const elsewhere = contextOf(tenant, {
      ...ctx.actor,
      grants: [{ ...grant!, locationId: newId("location") }],
    });
    await expect(getRoster(elsewhere, target.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getEnrollment(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listEnrollments(elsewhere, enrollmentFilter.parse({}))).rows).toEqual([]);
    expect((await getStudentEnrollments(elsewhere, ava)).current).toEqual([]);
  });
});
