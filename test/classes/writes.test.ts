import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { archiveClass } from "../../worker/domains/classes/archive-class.ts";
import { createClass } from "../../worker/domains/classes/create-class.ts";
import { deleteClass } from "../../worker/domains/classes/delete-class.ts";
import { duplicateClass } from "../../worker/domains/classes/duplicate-class.ts";
import { getClass } from "../../worker/domains/classes/get-class.ts";
import { previewQuickEdit } from "../../worker/domains/classes/preview-quick-edit.ts";
import { quickEditClasses } from "../../worker/domains/classes/quick-edit.ts";
import { restoreClass } from "../../worker/domains/classes/restore-class.ts";
import {
  duplicateClassInput,
  quickEditInput,
  updateClassInput,
} from "../../worker/domains/classes/schemas.ts";
import { updateClass } from "../../worker/domains/classes/update-class.ts";
import { Forbidden, NotFound } from "../../worker/kernel/errors.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { classInput, newSchool, putInClass } from "./factories.ts";

describe.each(ENGINES)("classes on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const viewer = await staffContext(tenant, { classes: "view" });
  const ctx = await staffContext(tenant);
  const { rightsVersion, grants } = ctx.actor;
  const stranger = await staffContext(await openTestTenant({ engine }));
  const school = await newSchool(tenant);
  const make = async (overrides: Record<string, unknown> = {}) =>
    (await createClass(ctx, classInput(school, overrides))).id;
  const page = (id: string) => getClass(ctx, id);
  const update = (id: string, patch: Record<string, unknown>, as = ctx) =>
    updateClass(as, id, updateClassInput.parse({ version: 1, ...patch }));
  const told = async (id: string) =>
    (
      await tenant.database.read({
        rows: select(
          { action: sql<string>`c.action`, summary: sql<string>`c.summary` },
          sql`from change_rows r join changes c on c.id = r.change_id where r.subject_id = ${id} group by c.id order by c.id desc`,
        ),
      })
    ).rows;

  it("are made whole, tell it in their history, and go with undo", async () => {
    const { id, change } = await createClass(
      ctx,
      classInput(school, {
        name: "Ninja Ñandú",
        keywordIds: [school.keywordId],
        minAgeYears: 5,
        maxAgeYears: 7,
      }),
    );
    const made = await page(id);
    expect(made.class).toMatchObject({ name: "Ninja Ñandú", status: "active", levelColor: "green" });
    expect(made.slots.map((slot) => [slot.versions[0]?.weekday, slot.openings])).toEqual([
      [1, 8],
      [3, 8],
    ]);
    expect(made.keywordIds).toEqual([school.keywordId]);
    // Monday, 23 November, is the next meeting.
    expect(made).toMatchObject({
      ageTestedOn: "2026-11-23",
      birthWindow: { earliest: "2018-11-24", latest: "2021-11-23" },
      enrolled: 0,
      wasUsed: false,
    });
    expect(await told(id)).toEqual([{ action: "classes.create", summary: "Created the class Ninja Ñandú" }]);
    await undoChange(ctx, change.id);
    await expect(page(id)).rejects.toThrow(NotFound);
  });

  it("say by field what contradicts, and what no longer exists", async () => {
    const wrong = classInput(school, { endsOn: "2025-12-31", minAgeYears: 8, maxAgeYears: 7 });
    await expect(createClass(ctx, wrong)).rejects.toMatchObject({
      code: "contradiction",
      fields: [expect.objectContaining({ path: "endsOn" }), expect.objectContaining({ path: "maxAgeYears" })],
    });
    const gone = classInput(school, { programId: school.levelId });
    await expect(createClass(ctx, gone)).rejects.toMatchObject({
      fields: [expect.objectContaining({ path: "programId" })],
    });
  });

  it("are for those with the right: nobody else makes, changes or finds them", async () => {
    const id = await make();
    await expect(
      createClass({ ...viewer, actor: { ...viewer.actor, rightsVersion } }, classInput(school)),
    ).rejects.toThrow(Forbidden);
    await expect(update(id, { name: "Other" }, stranger)).rejects.toThrow(NotFound);
    await expect(getClass(stranger, id)).rejects.toThrow(NotFound);
    const own = [{ ...grants[0]!, right: "classes" as const, ownClassesOnly: true }];
    const coach = { ...ctx, actor: { ...ctx.actor, id: school.teacherId, grants: own } };
    await expect(createClass(coach, classInput(school))).rejects.toMatchObject({ code: "own_classes_only" });
    await update(id, { description: "Bring water" }, coach);
  });

  it("change their facts and links in one act, and begin earlier with their slots", async () => {
    const id = await make({ startsOn: "2027-01-04" });
    await update(id, { name: "Renamed", startsOn: "2026-12-07", keywordIds: [school.keywordId] });
    const after = await page(id);
    expect(after.class).toMatchObject({ name: "Renamed", startsOn: "2026-12-07", version: 2 });
    expect(after.slots.map((slot) => slot.versions[0]?.startsOn)).toEqual(["2026-12-07", "2026-12-07"]);
    expect(after.keywordIds).toEqual([school.keywordId]);
    await expect(update(id, { name: "Stale" })).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect((await update(id, { version: 2, name: "Renamed" })).change).toBeNull();
  });

  it("get fewer places than are taken only when that was seen", async () => {
    const id = await make();
    await putInClass(tenant, id);
    await putInClass(tenant, id, { startsOn: "2027-05-01" });
    await expect(update(id, { capacity: 1 })).rejects.toMatchObject({
      code: "over_capacity",
      data: { taken: 2 },
    });
    await update(id, { capacity: 1, overCapacitySeen: true });
    expect((await page(id)).slots[0]?.openings).toBe(0);
    // More places need no leave, although there are still too few.
    await update(id, { capacity: 1, version: 2, description: "Full" });
  });

  it.each([
    ["tell whoever lowers the capacity that somebody just came", undefined, "over_capacity"],
    ["would be over capacity in silence without the guard", /guard \("?place_left/, null],
  ])("%s", async (_what, without, code) => {
    const id = await make({ capacity: 2 });
    const wait = async () => {
      await putInClass(tenant, id);
      await putInClass(tenant, id);
    };
    const lowering = update(
      id,
      { capacity: 1 },
      { ...ctx, database: racing(tenant.database, wait, without) },
    );
    if (code) await expect(lowering).rejects.toMatchObject({ code });
    else await expect(lowering).resolves.toMatchObject({ change: expect.anything() });
  });

  it("are archived with open eyes and brought back", async () => {
    const id = await make();
    await putInClass(tenant, id);
    const archive = (version: number, enrolledSeen: boolean) =>
      archiveClass(ctx, id, { version, enrolledSeen });
    await expect(archive(1, false)).rejects.toMatchObject({
      code: "students_enrolled",
      data: { students: 1 },
    });
    await archive(1, true);
    expect((await page(id)).class.status).toBe("archived");
    await restoreClass(ctx, id, { version: 2 });
    expect((await page(id)).class.status).toBe("active");
    await expect(deleteClass(ctx, id, { version: 3 })).rejects.toMatchObject({ code: "class_used" });
  });

  it.each([
    ["are not deleted from under somebody who just enrolled", undefined, false],
    ["would be without the guard", /guard \("?not_in_use/, true],
  ])("%s", async (_what, without, deleted) => {
    const id = await make();
    const enroll = async () => void (await putInClass(tenant, id));
    const act = deleteClass({ ...ctx, database: racing(tenant.database, enroll, without) }, id, {
      version: 1,
    });
    if (deleted) await act;
    else await expect(act).rejects.toMatchObject({ code: "class_used" });
  });

  it("are deleted with their slots when nobody was ever in them, and come back whole", async () => {
    const id = await make();
    const { change } = await deleteClass(ctx, id, { version: 1 });
    await expect(page(id)).rejects.toThrow(NotFound);
    await undoChange(ctx, change.id);
    expect((await page(id)).slots).toHaveLength(2);
  });

  it("are duplicated with their slots, with or without instructors", async () => {
    const id = await make({ keywordIds: [school.keywordId], gender: "female" });
    const duplicate = (withInstructors: boolean) =>
      duplicateClass(
        ctx,
        id,
        duplicateClassInput.parse({
          name: "Again",
          startsOn: "2027-01-04",
          endsOn: "2027-06-30",
          withInstructors,
        }),
      );
    const copy = await page((await duplicate(true)).id);
    expect(copy.class).toMatchObject({
      name: "Again",
      gender: "female",
      endsOn: "2027-06-30",
      status: "future",
    });
    expect(copy.keywordIds).toEqual([school.keywordId]);
    expect(copy.slots[0]?.versions[0]).toMatchObject({
      startsOn: "2027-01-04",
      instructorIds: [school.teacherId],
    });
    expect((await page((await duplicate(false)).id)).slots[1]?.versions[0]?.instructorIds).toEqual([]);
  });

  it("are edited in bulk as the preview says, in one act that is undone as one", async () => {
    const ids = [await make({ name: "Bulk A" }), await make({ name: "Bulk B", capacity: 12 })];
    await putInClass(tenant, ids[0]!);
    const edit = {
      namePattern: "{name} (Fall)",
      capacity: 12,
      isOnline: false,
      addKeywordIds: [school.keywordId],
    };
    const input = quickEditInput.parse({ classes: ids.map((id) => ({ id, version: 1 })), edit });
    const { rows } = await previewQuickEdit(ctx, input);
    expect(rows.map((row) => row.changes.map((one) => [one.field, one.before, one.after]))).toEqual([
      [
        ["name", "Bulk A", "Bulk A (Fall)"],
        ["capacity", "8", "12"],
        ["isOnline", "Yes", "No"],
        ["keywords", "", expect.stringContaining("Pilot")],
      ],
      [
        ["name", "Bulk B", "Bulk B (Fall)"],
        ["isOnline", "Yes", "No"],
        ["keywords", "", expect.stringContaining("Pilot")],
      ],
    ]);
    const { changed, change } = await quickEditClasses(ctx, input);
    expect(changed).toBe(2);
    expect((await page(ids[0]!)).class).toMatchObject({
      name: "Bulk A (Fall)",
      capacity: 12,
      isOnline: false,
    });
    expect(await told(ids[1]!)).toContainEqual({
      action: "classes.quick_edit",
      summary: "Changed 2 classes",
    });
    await expect(quickEditClasses(ctx, input)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await undoChange(ctx, change!.id);
    expect((await page(ids[1]!)).class).toMatchObject({ name: "Bulk B", isOnline: true });
    expect((await page(ids[1]!)).keywordIds).toEqual([]);
  });

  it("warn in the preview of a bulk edit, and change all or none", async () => {
    const full = await make();
    const empty = await make();
    for (let i = 0; i < 3; i++) await putInClass(tenant, full);
    const classes = [{ id: full }, { id: empty }];
    const lower = { classes, edit: { capacity: 2, isArchived: true } };
    const { rows } = await previewQuickEdit(ctx, quickEditInput.parse(lower));
    expect(rows.map((row) => row.warning)).toEqual([
      "3 places are already taken; 3 students are enrolled",
      null,
    ]);
    await expect(quickEditClasses(ctx, quickEditInput.parse(lower))).rejects.toMatchObject({
      code: "over_capacity",
    });
    expect((await page(empty)).class.capacity).toBe(8);
    await quickEditClasses(ctx, quickEditInput.parse({ ...lower, overCapacitySeen: true }));
    expect((await page(full)).class).toMatchObject({ capacity: 2, status: "archived" });
  });

  it("lose a race as a whole", async () => {
    const id = await make();
    const other = await make();
    const input = quickEditInput.parse({ classes: [{ id }, { id: other }], edit: { capacity: 20 } });
    const wait = barrier(2);
    const database = racing(tenant.database, wait);
    const settled = await Promise.allSettled([
      quickEditClasses({ ...ctx, database }, input),
      update(other, { name: "Faster" }, { ...ctx, database }),
    ]);
    expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(settled.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "changed_meanwhile",
    });
  });
});
