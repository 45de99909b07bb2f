import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { enrollGroup } from "../../worker/domains/enrollments/enroll-group.ts";
import { placeHold } from "../../worker/domains/enrollments/place-hold.ts";
import { previewEnrollment } from "../../worker/domains/enrollments/preview-enrollment.ts";
import { refreshHold } from "../../worker/domains/enrollments/refresh-hold.ts";
import { releaseHold } from "../../worker/domains/enrollments/release-hold.ts";
import {
  enrollGroupInput,
  enrollInput,
  holdInput,
  previewInput,
} from "../../worker/domains/enrollments/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { contextOf, staffContext, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, enrollmentsOf, inDays, openSchool, TODAY } from "./school.ts";
import { staffOf } from "./staff-of.ts";

const FULL = { enrollments: "full" } as const;

describe.each(ENGINES)("enrolling on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { ctx, boss, viewer } = await staffOf(tenant, {
    ctx: FULL,
    boss: { ...FULL, override_enrollment: "full" },
    viewer: { enrollments: "view" },
  });
  const school = await openSchool(tenant.database);
  const wish = (classId: string, studentId: string, more: object = {}) =>
    enrollInput.parse({ classId, studentId, startsOn: TODAY, ...more });
  const outcomeOf = async (who: Context, classId: string, studentId: string, more: object = {}) =>
    (await enroll(who, wish(classId, studentId, more))).outcome;

  it("takes a place, is told in the audit log, and is undone", async () => {
    const { id: classId } = await addClass(school);
    const [ava = ""] = await addStudents(school, 1);
    const done = await enroll(ctx, wish(classId, ava));
    expect(done).toMatchObject({ outcome: "enrolled", isOverCapacity: false });
    const { audit } = await tenant.database.read({
      audit: select(
        {
          action: sql<string>`c.action`,
          subject: sql<string>`r.subject_id`,
          person: sql<string>`r.person_id`,
        },
        sql`from changes c join change_rows r on r.change_id = c.id where r.entity = 'enrollments' and r.subject_id = ${ava}`,
      ),
    });
    expect(audit).toEqual([{ action: "enrollments.create", subject: ava, person: ava }]);
    if (done.outcome !== "enrolled") throw new Error("not enrolled");
    await undoChange(ctx, done.change.id);
    expect(await enrollmentsOf(tenant.database, classId)).toEqual([]);
  });

  it("writes at most 25 rows", async () => {
    const { id: classId } = await addClass(school, { weekdays: [1, 3] });
    const [ava = ""] = await addStudents(school, 1);
    const keyed = contextOf(tenant, ctx.actor, { idempotencyKey: "enroll-rows" });
    Object.assign(tenant.database.meter, newMeter());
    expect(await enroll(keyed, wish(classId, ava))).toMatchObject({ outcome: "enrolled" });
    const { rowsWritten, trips } = tenant.database.meter;
    expect(trips).toBe(2);
    expect(rowsWritten).toBeGreaterThan(5);
    expect(rowsWritten).toBeLessThanOrEqual(25);
  });

  it("says full, with the length of the queue, and goes beyond only with the right and by name", async () => {
    const { id: classId } = await addClass(school, { capacity: 1 });
    const [ava = "", ben = ""] = await addStudents(school, 2);
    await enroll(ctx, wish(classId, ava));
    expect(await enroll(ctx, wish(classId, ben))).toMatchObject({
      outcome: "full",
      queueLength: 0,
      mayJoinWaitlist: true,
      mayOverride: false,
      slots: [{ capacity: 1, free: 0, openings: 0, weekday: 1 }],
    });
    expect(await outcomeOf(ctx, classId, ben, { overrides: ["capacity"] })).toBe("full");
    expect(await outcomeOf(boss, classId, ben)).toBe("full");
    expect(await enroll(boss, wish(classId, ben, { overrides: ["capacity"] }))).toMatchObject({
      outcome: "enrolled",
      isOverCapacity: true,
    });
  });

  it("refuses who does not fit, and lets them in where that was seen and may be", async () => {
    const { id: classId } = await addClass(school, { columns: { min_age_years: 10, gender: "female" } });
    const [ava = ""] = await addStudents(school, 1);
    const refused = await enroll(boss, wish(classId, ava, { overrides: ["too_young"] }));
    expect(refused).toMatchObject({
      outcome: "refused",
      obstacles: [{ code: "gender_unknown", isOverridable: true }],
    });
    const both = { overrides: ["too_young", "gender_unknown"] };
    expect(await outcomeOf(ctx, classId, ava, both)).toBe("refused");
    expect(await outcomeOf(boss, classId, ava, both)).toBe("enrolled");
  });

  it("knows one enrollment a student and class, and one-day kinds beside the waitlist only", async () => {
    const { id: classId } = await addClass(school, { capacity: 9 });
    const [ava = ""] = await addStudents(school, 1);
    const monday = inDays(2);
    expect(await outcomeOf(ctx, classId, ava, { kind: "trial", startsOn: monday })).toBe("enrolled");
    expect(await enroll(ctx, wish(classId, ava))).toMatchObject({
      outcome: "refused",
      obstacles: [{ code: "already_enrolled", isOverridable: false }],
    });
    expect(await outcomeOf(ctx, classId, ava, { startsOn: inDays(3) })).toBe("enrolled");
    expect(await outcomeOf(ctx, classId, ava, { kind: "single_day", startsOn: inDays(9) })).toBe("refused");
  });

  it("books one day into the slots that meet on it, and no other day", async () => {
    const { id: classId, slotIds } = await addClass(school, { weekdays: [1, 3] });
    const [ava = ""] = await addStudents(school, 1);
    expect(await enroll(ctx, wish(classId, ava, { kind: "trial" }))).toMatchObject({
      outcome: "refused",
      obstacles: [{ code: "no_meeting_that_day" }],
    });
    const preview = await previewEnrollment(
      ctx,
      previewInput.parse({ classId, studentIds: [ava], kind: "trial", startsOn: inDays(4) }),
    );
    expect(preview).toMatchObject({
      endsOn: inDays(4),
      slotIds: [slotIds[1]],
      meetings: [inDays(4)],
      openings: 2,
    });
    expect(await outcomeOf(ctx, classId, ava, { kind: "makeup", startsOn: inDays(4) })).toBe("refused");
  });

  it("takes as many of a group as there are places, in their order", async () => {
    const { id: classId } = await addClass(school, { capacity: 2 });
    const studentIds = await addStudents(school, 3);
    const input = enrollGroupInput.parse({ classId, studentIds, startsOn: TODAY });
    const before = await previewEnrollment(ctx, previewInput.parse({ classId, studentIds, startsOn: TODAY }));
    expect(before.students.map((student) => student.waitPosition)).toEqual([null, null, 1]);
    expect(before).toMatchObject({ openings: 2, overrides: ["capacity"], mayOverride: false });
    const done = await enrollGroup(ctx, input);
    expect(done.students.map((student) => student.outcome)).toEqual(["enrolled", "enrolled", "full"]);
    await undoChange(ctx, done.change!.id);
    expect(await enrollmentsOf(tenant.database, classId)).toEqual([]);
  });

  it("holds a place for a dialog until it is used, let go, or runs out", async () => {
    const { id: classId } = await addClass(school, { capacity: 1 });
    const [ava = "", ben = ""] = await addStudents(school, 2);
    const held = await placeHold(ctx, holdInput.parse({ classId, startsOn: TODAY }));
    if (held.outcome !== "held") throw new Error("not held");
    expect(await outcomeOf(boss, classId, ben)).toBe("full");
    expect(await outcomeOf(boss, classId, ben, { holdId: held.id })).toBe("full");
    expect((await placeHold(boss, holdInput.parse({ classId, startsOn: TODAY }))).outcome).toBe("full");
    await expect(refreshHold(boss, held.id)).rejects.toMatchObject({ code: "not_found" });
    const later = contextOf(tenant, ctx.actor, { nowMs: TEST_NOW_MS + 60_000 });
    expect(await refreshHold(later, held.id)).toMatchObject({ expiresAt: TEST_NOW_MS + 6 * 60_000 });
    const muchLater = contextOf(tenant, boss.actor, { nowMs: TEST_NOW_MS + 6 * 60_000 });
    const done = await enroll(muchLater, wish(classId, ben));
    expect(done.outcome).toBe("enrolled");
    await expect(refreshHold(muchLater, held.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(refreshHold({ ...later, nowMs: later.nowMs + 6 * 60_000 }, held.id)).rejects.toMatchObject({
      code: "place_gone",
    });
    if (done.outcome === "enrolled") await undoChange(muchLater, done.change.id);
    await releaseHold(ctx, held.id);
    const mine = await placeHold(ctx, holdInput.parse({ classId, startsOn: TODAY }));
    if (mine.outcome !== "held") throw new Error("not held");
    expect(await outcomeOf(ctx, classId, ava, { holdId: mine.id })).toBe("enrolled");
  });

  it("needs the right, and finds nothing of another account or out of reach", async () => {
    const { id: classId } = await addClass(school);
    const [ava = ""] = await addStudents(school, 1);
    await expect(enroll(viewer, wish(classId, ava))).rejects.toMatchObject({ code: "right_missing" });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const stranger = await staffContext(other, FULL);
    await expect(enroll(stranger, wish(classId, ava))).rejects.toMatchObject({ code: "not_found" });
    const grants = [{ ...ctx.actor.grants[0]!, ownClassesOnly: true }];
    const coach = contextOf(tenant, { ...ctx.actor, grants });
    await expect(enroll(coach, wish(classId, ava))).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    ["sells the last place once", undefined, ["enrolled", "full"]],
    ["would sell it twice without its guard", /insert into guard \("place_left"\)/, ["enrolled", "enrolled"]],
  ] as const)("in a race %s", async (_, without, expected) => {
    const { id: classId } = await addClass(school, { capacity: 1 });
    const students = await addStudents(school, 2);
    const both = barrier(2);
    const outcomes = await Promise.all(
      students.map((studentId) =>
        outcomeOf({ ...ctx, database: racing(ctx.database, both, without) }, classId, studentId),
      ),
    );
    expect(outcomes.sort()).toEqual(expected);
  });

  it.each([
    ["enrolls a student once", undefined, ["enrolled", "refused"]],
    [
      "would do it twice without its guard",
      /insert into guard \("one_enrollment"\)/,
      ["enrolled", "enrolled"],
    ],
  ] as const)("in a race %s", async (_, without, expected) => {
    const { id: classId } = await addClass(school, { capacity: 9 });
    const [ava = ""] = await addStudents(school, 1);
    const both = barrier(2);
    const outcomes = await Promise.all(
      [1, 2].map(() => outcomeOf({ ...ctx, database: racing(ctx.database, both, without) }, classId, ava)),
    );
    expect(outcomes.sort()).toEqual(expected);
  });
});
