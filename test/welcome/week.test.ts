import { describe, expect, it } from "vitest";
import { addDays } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { listClasses } from "../../worker/domains/classes/list-classes.ts";
import { classFilter } from "../../worker/domains/classes/schemas.ts";
import { listEnrollments } from "../../worker/domains/enrollments/list-enrollments.ts";
import { enrollmentFilter } from "../../worker/domains/enrollments/schemas.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { grantRight } from "../../worker/domains/staff/grant-right.ts";
import { grantInput } from "../../worker/domains/staff/schemas.ts";
import { getWelcome } from "../../worker/domains/welcome/get-welcome.ts";
import { familyInput } from "../families/factories.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, write } from "../settings/week.ts";
import { again, signedIn } from "../staff/people.ts";

// The clock of the tests: Saturday, 21 November 2026, noon in Chicago.
const TODAY = "2026-11-21";
const NOON_MS = TEST_NOW_MS;

describe.each(ENGINES)("the week on the Welcome page, on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);
  const place = (name: string) => locationInput.parse({ name, timeZone: "America/Chicago" });
  const { id: north } = await createLocation(owner, place("Northside"));
  const { id: south } = await createLocation(owner, place("Southside"));
  // They begin at four in the afternoon, an hour long.
  const saturday = await addClass(tenant, { locationId: north, weekday: 6 });
  const monday = await addClass(tenant, { locationId: south, weekday: 1 });
  const thursday = await addClass(tenant, { locationId: north, weekday: 4 });
  const student = async () => {
    const { id } = await createFamily(owner, familyInput());
    return (await getFamily(owner, id)).students[0]!.id;
  };
  const enroll = async (classId: string, facts: Record<string, unknown>) => {
    const studentId = await student();
    const id = newId("enrollment");
    await write(owner, (change) =>
      change.insert("enrollments", { id, studentId, classId, kind: "active", startsOn: TODAY, ...facts }),
    );
    return { id, studentId };
  };
  const old = await enroll(monday.classId, { startsOn: "2026-01-05" });
  await enroll(thursday.classId, { startsOn: addDays(TODAY, -6) });
  await enroll(thursday.classId, { startsOn: "2026-02-02", endsOn: addDays(TODAY, -1) });
  await enroll(saturday.classId, {
    kind: "trial",
    startsOn: TODAY,
    endsOn: TODAY,
    slotIds: [saturday.slotId],
  });
  for (let i = 0; i < 10; i++) await enroll(monday.classId, { startsOn: "2026-12-01" });
  const at = (nowMs: number) => getWelcome(systemContext(tenant, nowMs));

  it("tells of today's classes, what is open and who comes and goes, in one trip and few rows", async () => {
    const { meter } = tenant.database;
    const ctx = await again(owner);
    const before = { trips: meter.trips, rows: meter.rowsRead };
    const { week } = await getWelcome(ctx);
    expect(meter.trips - before.trips).toBe(1);
    expect(meter.rowsRead - before.rows).toBeLessThan(250);
    expect(week).toMatchObject({ today: TODAY, from: "2026-11-15", until: "2026-11-27" });
    expect(week.meetings).toMatchObject({ total: 1, hidden: 0 });
    expect(week.meetings!.coming).toMatchObject([
      {
        classId: saturday.classId,
        startMinute: 960,
        expected: 1,
        openings: 9,
        isCancelled: false,
        closure: null,
      },
    ]);
    expect(week.enrollments).toEqual({ began: 1, dropped: 1, trials: 1 });
  });

  it("counts what the lists behind its links show", async () => {
    const ctx = await again(owner);
    const { week } = await getWelcome(ctx);
    const list = async (filter: Record<string, unknown>) =>
      (await listEnrollments(ctx, enrollmentFilter.parse(filter))).rows.length;
    const lately = { from: week.from, to: week.today };
    expect(await list({ basis: "starts", kind: "active", ...lately })).toBe(week.enrollments!.began);
    expect(await list({ basis: "drops", ...lately })).toBe(week.enrollments!.dropped);
    expect(await list({ basis: "starts", kind: "trial", from: week.today, to: week.until })).toBe(
      week.enrollments!.trials,
    );
    const open = await listClasses(ctx, classFilter.parse({ openings: 1 }));
    // The Monday class is full from 1 December on, which is inside the look-ahead window.
    expect(week.classes).toEqual({ total: 3, withOpenings: 2 });
    expect(open.rows).toHaveLength(2);
  });

  it("leaves out of the list what is over, and says what is cancelled", async () => {
    const evening = await at(NOON_MS + 6 * 3_600_000);
    expect(evening.week.meetings).toMatchObject({ total: 1, coming: [] });
    await write(owner, (change, id) => {
      const meeting = { slotId: saturday.slotId, classId: saturday.classId, meetsOn: TODAY };
      change.insert("meetingExceptions", { id: id("meetingException"), ...meeting, isCancelled: true });
    });
    const { week } = await at(NOON_MS);
    expect(week.meetings).toMatchObject({ total: 0, coming: [{ isCancelled: true }] });
  });

  it("asks for the rolls that nobody called, once the class has begun", async () => {
    const names = (rows: readonly { classId: string; onDate: string }[]) =>
      rows.map((row) => [row.classId, row.onDate]);
    const tuesday = NOON_MS - 4 * 86_400_000;
    const { week } = await at(tuesday);
    expect(names(week.untaken!.latest)).toEqual([[monday.classId, "2026-11-16"]]);
    expect(names((await at(NOON_MS)).week.untaken!.latest)).toEqual([[thursday.classId, "2026-11-19"]]);
    // On the day itself only once it has begun, at four in the afternoon.
    const thursdayNoon = NOON_MS - 2 * 86_400_000;
    expect((await at(thursdayNoon)).week.untaken!.total).toBe(0);
    expect((await at(thursdayNoon + 4.5 * 3_600_000)).week.untaken!.total).toBe(1);
    await write(owner, (change) =>
      change.insert("attendance", {
        id: `att:${old.studentId}:${monday.slotId}:2026-11-16`,
        ...{
          studentId: old.studentId,
          slotId: monday.slotId,
          meetsOn: "2026-11-16",
          classId: monday.classId,
        },
        ...{ enrollmentId: old.id, status: "present", markedAt: 1, markedBy: owner.actor.id },
      }),
    );
    expect((await at(tuesday)).week.untaken).toMatchObject({ total: 0, latest: [] });
  });

  it("shows only what a right reaches: one location, one's own classes, nothing", async () => {
    const local = await signedIn(tenant);
    const rights = async (grants: readonly Record<string, unknown>[]) => {
      const ctx = await signedIn(tenant, {});
      const holder = { kind: "staff", id: ctx.actor.id };
      for (const grant of grants)
        await grantRight(await again(local), grantInput.parse({ holder, level: "view", ...grant }));
      return again(ctx);
    };
    const southern = await rights([
      { right: "classes", locationId: south },
      { right: "attendance", locationId: south },
      { right: "enrollments", locationId: south },
    ]);
    const seen = (await getWelcome(southern)).week;
    expect(seen.classes).toEqual({ total: 1, withOpenings: 0 });
    expect(seen.meetings).toMatchObject({ total: 0, coming: [] });
    expect(seen.enrollments).toEqual({ began: 0, dropped: 0, trials: 0 });
    expect(seen.untaken).toMatchObject({ total: 0 });
    const teacher = await rights([{ right: "classes", ownClassesOnly: true }]);
    const own = (await getWelcome(teacher)).week;
    expect(own).toMatchObject({ classes: { total: 0 }, enrollments: null, untaken: null });
    const neighbour = await signedIn(await openTestTenant({ engine }));
    expect((await getWelcome(neighbour)).week).toMatchObject({
      classes: { total: 0, withOpenings: 0 },
      enrollments: { began: 0, dropped: 0, trials: 0 },
      untaken: { total: 0 },
    });
  });
});
