import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { getHistory } from "../../worker/domains/audit/get-history.ts";
import { classOptions } from "../../worker/domains/classes/class-options.ts";
import { createClass } from "../../worker/domains/classes/create-class.ts";
import { conflictsOf } from "../../worker/domains/classes/find-conflicts.ts";
import { getClass } from "../../worker/domains/classes/get-class.ts";
import { classFilter, conflictProbe } from "../../worker/domains/classes/schemas.ts";
import { exportClasses } from "../../worker/domains/exports/export-classes.ts";
import { findAnything } from "../../worker/domains/palette/find-anything.ts";
import { NotFound } from "../../worker/kernel/errors.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { classInput, newSchool } from "./factories.ts";

describe.each(ENGINES)("around classes on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);
  const school = await newSchool(tenant);
  const make = async (overrides: Record<string, unknown> = {}) =>
    (await createClass(ctx, classInput(school, overrides))).id;
  const own = {
    ...ctx,
    actor: {
      ...ctx.actor,
      id: school.otherTeacherId,
      grants: [{ ...ctx.actor.grants[0]!, right: "classes" as const, ownClassesOnly: true }],
    },
  };

  it("clashes are told before anything is saved and on the page of the class, without naming what is out of reach", async () => {
    const id = await make({ name: "Standing class" });
    await tenant.database.commit({
      statements: [
        statement(sql`insert into staff_absences (id, staff_id, starts_on, ends_on, created_at, updated_at)
          values (${newId("staffAbsence")}, ${school.teacherId}, '2026-11-30', '2026-11-30', 0, 0)`),
      ],
    });
    const slot = {
      weekday: 1,
      startMinute: 990,
      durationMinutes: 30,
      roomId: school.roomId,
      instructorIds: [school.teacherId],
      capacity: 25,
    };
    const probe = conflictProbe.parse({
      startsOn: "2026-01-05",
      slots: [slot, { ...slot, weekday: 2, roomId: null }],
    });
    const told = (await conflictsOf(ctx, probe)).map(
      ({ kind, slotIndex, firstOn, times, otherClassName }) => [
        kind,
        slotIndex,
        firstOn,
        times,
        otherClassName,
      ],
    );
    expect(told).toEqual([
      ["instructor_busy", 0, "2026-11-23", 8, "Standing class"],
      ["room_busy", 0, "2026-11-23", 8, "Standing class"],
      ["instructor_away", 0, "2026-11-30", 1, null],
      ["room_too_small", 0, "2026-11-21", 1, null],
    ]);
    const blind = await conflictsOf(own, probe);
    expect(blind.filter((one) => one.kind === "room_busy")).toEqual([
      expect.objectContaining({ otherClassId: null, otherClassName: null }),
    ]);
    // A class does not clash with itself.
    expect(await conflictsOf(ctx, { ...probe, classId: id })).not.toContainEqual(
      expect.objectContaining({ kind: "room_busy" }),
    );
    const other = await make({ slots: [{ ...slot, instructorIds: [], capacity: 5 }] });
    expect((await getClass(ctx, other)).conflicts).toEqual([
      expect.objectContaining({ kind: "room_busy", otherClassId: id, slotIndex: 0, times: 8 }),
    ]);
  });

  it("the palette finds them by any words, and only those within reach", async () => {
    const id = await make({ name: "Zumba Minis Élite" });
    const found = async (typed: string, as = ctx) =>
      (await findAnything(as, typed)).classes.map((one) => one.id);
    expect(await found("eli")).toEqual([id]);
    expect(await found("min zum")).toEqual([id]);
    expect(await found("umba")).toEqual([]);
    expect(await found("zumba", own)).toEqual([]);
  });

  it("the list leaves as a file, with times and places", async () => {
    await make({ name: "Export, me", endsOn: "2027-06-30" });
    const answer = await exportClasses(ctx, classFilter.parse({ q: "export me" }));
    const lines = (await answer.text()).trim().split("\r\n");
    expect(lines[0]).toContain("Class ID,Class,Status");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"Export, me",active');
    expect(lines[1]).toContain("Mon 16:00-17:00; Wed 17:30-18:30");
  });

  it("their history names rooms and people, for those within reach", async () => {
    const id = await make({ name: "Remembered" });
    const { rows } = await getHistory(ctx, id, undefined);
    expect(rows).toHaveLength(1);
    expect(Object.values(rows[0]!.names)).toEqual(
      expect.arrayContaining(["Ada Coach", expect.stringMatching(/^Gym/)]),
    );
    await expect(getHistory(own, id, undefined)).rejects.toThrow(NotFound);
  });

  it("forms choose from lists that are there", async () => {
    const options = await classOptions(ctx);
    expect(options.rooms.map((room) => room.id)).toEqual(
      expect.arrayContaining([school.roomId, school.otherRoomId]),
    );
    expect(options.instructors).toContainEqual({ id: school.teacherId, name: "Ada Coach" });
    expect(options.keywords).toContainEqual(expect.objectContaining({ id: school.keywordId, kind: "class" }));
  });
});
