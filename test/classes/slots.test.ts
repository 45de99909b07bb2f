import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { addSlot } from "../../worker/domains/classes/add-slot.ts";
import { changeSlot } from "../../worker/domains/classes/change-slot.ts";
import { correctVersion } from "../../worker/domains/classes/correct-version.ts";
import { createClass } from "../../worker/domains/classes/create-class.ts";
import { endSlot } from "../../worker/domains/classes/end-slot.ts";
import { getClass } from "../../worker/domains/classes/get-class.ts";
import { addSlotInput, changeSlotInput, correctVersionInput } from "../../worker/domains/classes/schemas.ts";
import { Forbidden, NotFound } from "../../worker/kernel/errors.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { classInput, newSchool, putInClass } from "./factories.ts";

const TODAY = "2026-11-21";

describe.each(ENGINES)("weekly slots on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const limited = await staffContext(tenant, { classes: "full" });
  const viewer = await staffContext(tenant, { classes: "view" });
  // Whoever comes later knows the rights of those before.
  const ctx = await staffContext(tenant);
  const rightsVersion = ctx.actor.rightsVersion;
  const now = <C extends typeof ctx>(as: C): C => ({ ...as, actor: { ...as.actor, rightsVersion } });
  const school = await newSchool(tenant);
  const make = async (overrides: Record<string, unknown> = {}) => {
    const { id } = await createClass(ctx, classInput(school, overrides));
    const page = await getClass(ctx, id);
    return { id, slotId: page.slots[0]!.id, version: page.slots[0]!.versions[0]! };
  };
  const tuesday = { weekday: 2, startMinute: 1000, durationMinutes: 75 };
  const change = (from: string, overrides: Record<string, unknown> = {}) =>
    changeSlotInput.parse({ ...tuesday, from, version: 1, ...overrides });
  const spans = async (id: string, slotId: string) =>
    (await getClass(ctx, id)).slots
      .find((slot) => slot.id === slotId)
      ?.versions.map(({ startsOn, endsOn, weekday }) => [startsOn, endsOn, weekday]);

  it("change from a day on, and what was stays", async () => {
    const { id, slotId } = await make();
    const { change: done } = await changeSlot(ctx, id, slotId, change("2026-12-01"));
    expect(await spans(id, slotId)).toEqual([
      ["2026-01-05", "2026-11-30", 1],
      ["2026-12-01", null, 2],
    ]);
    const met = (await getClass(ctx, id)).nextMeetings.filter((one) => one.slotId === slotId);
    expect(met.map((one) => one.onDate).slice(0, 3)).toEqual(["2026-11-23", "2026-11-30", "2026-12-01"]);
    const { rows } = await tenant.database.read({
      rows: select(
        { op: sql<string>`op`, subject: sql<string>`subject_id` },
        sql`from change_rows where change_id = ${done!.id} order by position`,
      ),
    });
    expect(rows).toEqual([
      { op: "update", subject: id },
      { op: "insert", subject: id },
    ]);
    await undoChange(ctx, done!.id);
    expect(await spans(id, slotId)).toEqual([["2026-01-05", null, 1]]);
  });

  it("change between what holds and what is planned for later, which stays as planned", async () => {
    const { id, slotId } = await make();
    await changeSlot(ctx, id, slotId, change("2027-01-01"));
    await changeSlot(ctx, id, slotId, change("2026-12-01", { weekday: 4, version: 2 }));
    expect(await spans(id, slotId)).toEqual([
      ["2026-01-05", "2026-11-30", 1],
      ["2026-12-01", "2026-12-31", 4],
      ["2027-01-01", null, 2],
    ]);
  });

  it("never change in the past, nor where attendance was taken", async () => {
    const { id, slotId } = await make();
    await expect(changeSlot(ctx, id, slotId, change(addDays(TODAY, -1)))).rejects.toMatchObject({
      code: "in_the_past",
      fields: [{ path: "from", message: expect.any(String) }],
    });
    const { studentId, enrollmentId } = await putInClass(tenant, id);
    await tenant.database.commit({
      statements: [
        statement(sql`insert into attendance (id, student_id, slot_id, meets_on, class_id, enrollment_id, status, marked_at, marked_by, created_at, updated_at)
          values (${`att:${studentId}:${slotId}:2026-11-30`}, ${studentId}, ${slotId}, '2026-11-30', ${id}, ${enrollmentId}, 'absent', 0, 'x', 0, 0)`),
      ],
    });
    await expect(changeSlot(ctx, id, slotId, change("2026-11-25"))).rejects.toMatchObject({
      code: "attendance_taken",
    });
    // The same day at another hour loses nobody's mark.
    await changeSlot(ctx, id, slotId, change("2026-11-25", { weekday: 1 }));
    await expect(
      endSlot(ctx, id, slotId, { lastOn: "2026-11-25", version: 1, enrolledSeen: true }),
    ).rejects.toMatchObject({ code: "attendance_taken" });
  });

  it("end with a day, take what was planned with them, and resume later", async () => {
    const { id, slotId } = await make();
    await changeSlot(ctx, id, slotId, change("2027-01-01"));
    const ended = await endSlot(ctx, id, slotId, { lastOn: "2026-12-31", version: 1, enrolledSeen: false });
    expect(await spans(id, slotId)).toEqual([["2026-01-05", "2026-12-31", 1]]);
    await changeSlot(ctx, id, slotId, change("2027-03-01", { version: 2 }));
    expect(await spans(id, slotId)).toEqual([
      ["2026-01-05", "2026-12-31", 1],
      ["2027-03-01", null, 2],
    ]);
    // Undoing the end would bring back a version for days that are taken now.
    await expect(undoChange(ctx, ended.change!.id)).rejects.toMatchObject({ code: "versions_overlap" });
  });

  it("go altogether when they never met, and are not taken from under those who come", async () => {
    const { id } = await make();
    const added = await addSlot(ctx, id, addSlotInput.parse({ ...tuesday, startsOn: "2026-12-01" }));
    await putInClass(tenant, id, { slotIds: [added.id] });
    const end = { lastOn: "2026-11-30", version: 1, enrolledSeen: true };
    await expect(endSlot(ctx, id, added.id, end)).rejects.toMatchObject({ code: "slot_enrolled" });
    const other = await addSlot(ctx, id, addSlotInput.parse({ ...tuesday, startsOn: "2026-12-01" }));
    const { change: gone } = await endSlot(ctx, id, other.id, end);
    expect(await spans(id, other.id)).toBeUndefined();
    await undoChange(ctx, gone!.id);
    expect(await spans(id, other.id)).toEqual([["2026-12-01", null, 2]]);
  });

  it("are corrected in place before they hold", async () => {
    const { id, slotId } = await make({ startsOn: "2027-01-04" });
    const versionId = (await getClass(ctx, id)).slots[0]!.versions[0]!.id;
    const input = correctVersionInput.parse({ ...tuesday, version: 1 });
    await correctVersion(ctx, id, { slotId, versionId }, input);
    expect(await spans(id, slotId)).toEqual([["2027-01-04", null, 2]]);
    const begun = await make();
    const ids = { slotId: begun.slotId, versionId: begun.version.id };
    await expect(correctVersion(ctx, begun.id, ids, input)).rejects.toMatchObject({ code: "in_the_past" });
  });

  it("tell how many places are taken before there are fewer", async () => {
    const { id, slotId } = await make();
    for (let i = 0; i < 3; i++) await putInClass(tenant, id);
    const fewer = { weekday: 1, startMinute: 960, capacity: 2 };
    await expect(changeSlot(ctx, id, slotId, change("2026-12-01", fewer))).rejects.toMatchObject({
      code: "over_capacity",
      data: { taken: 3 },
    });
    const seen = change("2026-12-01", { ...fewer, overCapacitySeen: true });
    await expect(changeSlot(now(limited), id, slotId, seen)).rejects.toThrow(Forbidden);
    await changeSlot(ctx, id, slotId, seen);
    expect((await getClass(ctx, id)).slots[0]!.versions[1]!.capacity).toBe(2);
  });

  it("refuse rooms of other places, the wrong right and strangers", async () => {
    const elsewhere = await newSchool(tenant);
    const { id, slotId } = await make();
    await expect(
      changeSlot(ctx, id, slotId, change("2026-12-01", { roomId: elsewhere.roomId })),
    ).rejects.toMatchObject({
      code: "reference_missing",
      fields: [{ path: "roomId", message: expect.any(String) }],
    });
    await expect(changeSlot(now(viewer), id, slotId, change("2026-12-01"))).rejects.toThrow(Forbidden);
    const stranger = await staffContext(await openTestTenant({ engine }));
    await expect(changeSlot(stranger, id, slotId, change("2026-12-01"))).rejects.toThrow(NotFound);
  });

  it.each([
    ["one of two changes of the same days wins", undefined, 1],
    ["both win without the guards of versions", /guard \("?(row_version|versions_apart)/, 2],
  ])("%s", async (_what, without, winners) => {
    const { id, slotId } = await make();
    const wait = barrier(2);
    const tries = ["2026-12-01", "2026-12-08"].map((from) =>
      changeSlot({ ...ctx, database: racing(tenant.database, wait, without) }, id, slotId, change(from)),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(winners);
    if (winners === 1)
      expect(settled.find((one) => one.status === "rejected")?.reason).toMatchObject({
        code: "changed_meanwhile",
      });
  });
});
