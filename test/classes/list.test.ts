import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { archiveClass } from "../../worker/domains/classes/archive-class.ts";
import { createClass } from "../../worker/domains/classes/create-class.ts";
import { getClass } from "../../worker/domains/classes/get-class.ts";
import { listClasses } from "../../worker/domains/classes/list-classes.ts";
import { classFilter } from "../../worker/domains/classes/schemas.ts";
import { NotFound } from "../../worker/kernel/errors.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { classInput, newSchool, putInClass } from "./factories.ts";

// Now is Saturday, 21 November 2026.
describe.each(ENGINES)("the list of classes on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);
  const school = await newSchool(tenant);
  const make = async (overrides: Record<string, unknown> = {}) =>
    (await createClass(ctx, classInput(school, overrides))).id;
  const list = async (filter: Record<string, unknown> = {}, as = ctx) =>
    (await listClasses(as, classFilter.parse(filter))).rows;
  const ids = async (filter: Record<string, unknown> = {}) => (await list(filter)).map((row) => row.id);

  const active = await make({ name: "Alpha Tots" });
  const future = await make({ name: "Beta Kids", startsOn: "2026-12-07" });
  const over = await make({ name: "Gamma Kids", startsOn: "2025-01-06", endsOn: "2025-06-30" });
  const archived = await make({ name: "Delta Teens" });
  await archiveClass(ctx, archived, { version: 1, enrolledSeen: false });
  const evening = await make({
    name: "Épsilon Tots Évening",
    gender: "female",
    isOnline: false,
    minAgeYears: 4,
    maxAgeYears: 5,
    maxAgeMonths: 5,
    keywordIds: [school.keywordId],
    slots: [
      {
        weekday: 5,
        startMinute: 1110,
        durationMinutes: 45,
        roomId: school.otherRoomId,
        instructorIds: [school.otherTeacherId],
        capacity: 2,
      },
    ],
  });

  it("derives what is active, future and over from dates, and sets archived ones aside", async () => {
    expect(await ids()).toEqual([active, evening]);
    expect(await ids({ status: "future" })).toEqual([future]);
    expect((await ids({ status: "inactive" })).sort()).toEqual([over, archived].sort());
    expect(await ids({ status: "all" })).toHaveLength(5);
    expect(await ids({ on: "2026-12-07" })).toEqual([active, future, evening]);
    expect((await list({ status: "all" })).map((row) => row.status)).toEqual([
      "active",
      "future",
      "archived",
      "active",
      "over",
    ]);
  });

  it("finds words of the name, in any order and without accents", async () => {
    expect(await ids({ q: "tots" })).toEqual([active, evening]);
    expect(await ids({ q: "eve eps" })).toEqual([evening]);
    expect(await ids({ q: "kids", status: "all" })).toEqual([future, over]);
    expect(await ids({ q: "ots" })).toEqual([]);
  });

  it.each([
    ["day", { day: "5" }, true],
    ["time", { from: "1080", to: "1140" }, true],
    ["one slot must match all", { day: "5", from: "900", to: "1000" }, false],
    ["instructor", { instructor: school.otherTeacherId }, true],
    ["room", { room: school.otherRoomId }, true],
    ["keyword", { keyword: school.keywordId }, true],
    ["not online", { online: "no" }, true],
    ["age of a child", { years: "5", months: "5" }, true],
    ["too old by a month", { years: "5", months: "6" }, false],
    ["too young", { years: "3" }, false],
    ["boys", { gender: "male" }, false],
    ["level", { level: school.levelId, day: "5" }, true],
  ])("is filtered by %s", async (_what, filter, found) => {
    expect((await ids(filter)).includes(evening)).toBe(found);
  });

  it("shows each slot with its people, its places and who waits", async () => {
    await putInClass(tenant, evening);
    await putInClass(tenant, evening, { startsOn: "2026-12-01" });
    await putInClass(tenant, evening, { kind: "wait" });
    const [row] = await list({ q: "epsilon" });
    expect(row).toMatchObject({ enrolled: 1, waiting: 1, capacity: 8, levelColor: "green" });
    // One is there, one begins inside the look-ahead window, and the waitlist comes before anybody else.
    expect(row?.slots).toEqual([
      expect.objectContaining({
        weekday: 5,
        capacity: 2,
        enrolled: 1,
        openings: 0,
        instructors: ["Ben Coach"],
      }),
    ]);
    expect(await ids({ openings: "1" })).toEqual([active]);
    expect(await ids({ openings: "8", sort: "openings" })).toEqual([active]);
    expect(await ids({ sort: "day" })).toEqual([active, evening]);
  });

  it("goes on where a page ended, in every order", async () => {
    const names = Array.from({ length: 55 }, (_, i) => `Page ${String(i).padStart(2, "0")}`);
    for (const name of names) await make({ name, startsOn: "2030-01-07" });
    for (const sort of ["name", "day", "openings"]) {
      const first = await listClasses(ctx, classFilter.parse({ status: "future", q: "page", sort }));
      const second = await listClasses(
        ctx,
        classFilter.parse({ status: "future", q: "page", sort, cursor: first.nextCursor! }),
      );
      expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual(names);
      expect(second.nextCursor).toBeNull();
    }
  });

  it("shows and opens only what a right reaches: a location, or one's own classes", async () => {
    const elsewhere = await newSchool(tenant);
    const there = (await createClass(ctx, classInput(elsewhere, { name: "Alpha elsewhere" }))).id;
    const limited = (locationId: string | null, ownClassesOnly: boolean) => ({
      ...ctx,
      actor: {
        ...ctx.actor,
        id: school.otherTeacherId,
        grants: [{ ...ctx.actor.grants[0]!, right: "classes" as const, locationId, ownClassesOnly }],
      },
    });
    const seen = async (as: typeof ctx) => (await list({}, as)).map((row) => row.id);
    expect(await seen(limited(elsewhere.locationId, false))).toEqual([there]);
    expect(await seen(limited(null, true))).toEqual([evening]);
    await expect(getClass(limited(null, true), active)).rejects.toThrow(NotFound);
    // Without a right to enrollments the page tells how many, not who.
    expect((await getClass(limited(null, true), evening)).roster).toBeNull();
  });

  it("reads in one trip and in proportion to what it shows", async () => {
    const sessionId = newId("classSession");
    await tenant.database.commit({
      statements: [
        statement(sql`insert into class_sessions (id, name, kind, starts_on, created_at, updated_at)
          values (${sessionId}, 'Season', 'ongoing', '2026-01-01', 0, 0)`),
      ],
    });
    const inSession = await make({ name: "Zeta", sessionIds: [sessionId] });
    expect(await ids({ session: sessionId })).toEqual([inSession]);
    const trips = tenant.database.meter.trips;
    const rows = tenant.database.meter.rowsRead;
    const shown = await list();
    expect(tenant.database.meter.trips - trips).toBe(1);
    expect(tenant.database.meter.rowsRead - rows).toBeLessThan(40 * shown.length + 60);
  });
});
