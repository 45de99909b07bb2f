import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { deleteEnrollment } from "../../worker/domains/enrollments/delete-enrollment.ts";
import { dropClass } from "../../worker/domains/enrollments/drop-class.ts";
import { dropEnrollment } from "../../worker/domains/enrollments/drop-enrollment.ts";
import { editEnrollment } from "../../worker/domains/enrollments/edit-enrollment.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { previewTransfer } from "../../worker/domains/enrollments/preview-transfer.ts";
import {
  dropAllInput,
  dropInput,
  editInput,
  enrollInput,
  transferInput,
} from "../../worker/domains/enrollments/schemas.ts";
import { transferEnrollments } from "../../worker/domains/enrollments/transfer-enrollments.ts";
import { joinWaitlist } from "../../worker/domains/waitlist/join-waitlist.ts";
import { joinInput } from "../../worker/domains/waitlist/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, enrollmentsOf, inDays, mark, openSchool, TODAY } from "./school.ts";
import { staffOf } from "./staff-of.ts";

const FULL = { enrollments: "full" } as const;

describe.each(ENGINES)("changes of enrollments on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine, platform: tenant.platform });
  const { ctx, viewer } = await staffOf(tenant, { ctx: FULL, viewer: { enrollments: "view" } });
  const { stranger } = await staffOf(other, { stranger: FULL });
  const school = await openSchool(tenant.database);

  const enrolled = async (options: { capacity?: number; startsOn?: string; more?: object } = {}) => {
    const { capacity = 1, startsOn = TODAY, more = {} } = options;
    const target = await addClass(school, { capacity, weekdays: [1, 3] });
    const [studentId = ""] = await addStudents(school, 1);
    return { target, studentId, id: await enrollIn(target.id, studentId, { startsOn, ...more }) };
  };
  const enrollIn = async (classId: string, studentId: string, more: object = {}) => {
    const done = await enroll(ctx, enrollInput.parse({ classId, studentId, startsOn: TODAY, ...more }));
    if (done.outcome !== "enrolled") throw new Error(done.outcome);
    return done.id;
  };
  const drop = (who: Context, id: string, endsOn = TODAY, more: object = {}) =>
    dropEnrollment(who, id, dropInput.parse({ version: 1, endsOn, ...more }));
  const transfer = (who: Context, ids: readonly string[], classId: string, more: object = {}) =>
    transferEnrollments(
      who,
      transferInput.parse({
        enrollments: ids.map((id) => ({ id, version: 1 })),
        classId,
        startsOn: inDays(7),
        ...more,
      }),
    );

  it("need the right, do not find what is another account's, and are told in the audit log", async () => {
    const { id, target, studentId } = await enrolled({ capacity: 5 });
    const acts: ((who: Context) => Promise<unknown>)[] = [
      (who) => drop(who, id),
      (who) => editEnrollment(who, id, editInput.parse({ version: 1, endsOn: TODAY })),
      (who) => deleteEnrollment(who, id, { version: 1 }),
      (who) => transfer(who, [id], target.id),
      (who) => dropClass(who, dropAllInput.parse({ classId: target.id, expected: 1, endsOn: TODAY })),
    ];
    for (const act of acts) {
      await expect(act(viewer)).rejects.toMatchObject({ code: "right_missing" });
      await expect(act(stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const act of acts) {
      const { change } = (await act(ctx)) as { change: { id: string } };
      await undoChange(ctx, change.id);
      const versions = sql`update enrollments set version = 1 where id = ${id}`;
      await tenant.database.commit({ statements: [statement(versions)] });
    }
    const { actions } = await tenant.database.read({
      actions: select(
        { action: sql<string>`distinct c.action` },
        sql`from changes c join change_rows r on r.change_id = c.id where r.subject_id = ${studentId} order by c.action`,
      ),
    });
    const undone = ["create", "delete", "drop", "drop_all", "transfer", "update"];
    const names = undone.flatMap((name) => (name === "create" ? [name] : [name, `${name}.undo`]));
    expect(actions.map((row) => row.action)).toEqual(names.map((name) => `enrollments.${name}`));
  });

  it("drop with a date ahead, keep the place until then, and can be taken back while it is free", async () => {
    const { id, target } = await enrolled();
    const [ben = ""] = await addStudents(school, 1);
    const { change } = await drop(ctx, id, inDays(10));
    const from = (startsOn: string) =>
      enroll(ctx, enrollInput.parse({ classId: target.id, studentId: ben, startsOn }));
    expect((await from(inDays(10))).outcome).toBe("full");
    expect((await from(inDays(11))).outcome).toBe("enrolled");
    await expect(undoChange(ctx, change.id)).rejects.toMatchObject({ code: "place_gone" });
    await expect(drop(ctx, id, inDays(11), { version: 2 })).rejects.toMatchObject({ code: "place_gone" });
  });

  it("drop what would not have begun by deleting it, and ask for a reason where the school wants one", async () => {
    const { id, target } = await enrolled({ startsOn: inDays(5) });
    await tenant.database.commit({
      statements: [
        statement(sql`insert into settings (id, value, version, updated_at)
          values ('enrollment', '{"isDropReasonRequired":true}', 1, 0)`),
        statement(sql`insert into list_items (id, kind, label, created_at, updated_at)
          values ('lit_reason', 'drop_reason', 'Moved', 0, 0) on conflict do nothing`),
      ],
    });
    await expect(drop(ctx, id)).rejects.toMatchObject({ code: "drop_reason" });
    await expect(drop(ctx, id, TODAY, { reasonId: "lit_other" })).rejects.toMatchObject({
      code: "drop_reason",
    });
    expect(await drop(ctx, id, TODAY, { reasonId: "lit_reason" })).toMatchObject({ outcome: "removed" });
    expect(await enrollmentsOf(tenant.database, target.id)).toEqual([]);
    await tenant.database.commit({
      statements: [statement(sql`delete from settings where id = 'enrollment'`)],
    });
  });

  it("stop at attendance: nothing attended is dropped away or deleted", async () => {
    const { id, target, studentId } = await enrolled({ startsOn: inDays(-20) });
    const row = { id, studentId, classId: target.id };
    await tenant.database.commit({ statements: [mark(row, target.slotIds[0]!, inDays(-5))] });
    await expect(deleteEnrollment(ctx, id, { version: 1 })).rejects.toMatchObject({
      code: "attendance_taken",
    });
    await expect(drop(ctx, id, inDays(-6))).rejects.toMatchObject({ code: "attendance_taken" });
    const later = editInput.parse({ version: 1, startsOn: inDays(-4) });
    await expect(editEnrollment(ctx, id, later)).rejects.toMatchObject({ code: "attendance_taken" });
    expect(await drop(ctx, id, inDays(-5))).toMatchObject({ outcome: "dropped" });
  });

  it("edit days and slots, and need a place only for what is added", async () => {
    const { id, target } = await enrolled({ more: { endsOn: inDays(9) } });
    const [ben = ""] = await addStudents(school, 1);
    const benId = await enrollIn(target.id, ben, { startsOn: inDays(20) });
    const edit = (version: number, more: object) =>
      editEnrollment(ctx, id, editInput.parse({ version, ...more }));
    expect(await edit(1, { endsOn: inDays(20) })).toMatchObject({ outcome: "full" });
    expect(await edit(1, { endsOn: inDays(19), note: "Asked by phone" })).toMatchObject({
      outcome: "saved",
      version: 2,
    });
    expect(await edit(2, { endsOn: inDays(-1) })).toMatchObject({ outcome: "refused" });
    await deleteEnrollment(ctx, benId, { version: 1 });
    expect(await edit(2, { endsOn: null, slotIds: [target.slotIds[0]] })).toMatchObject({ outcome: "saved" });
    await expect(edit(2, { note: "x" })).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  it("transfer in one act: the old one ends the day before, a later drop goes along, the links say so", async () => {
    const { id, target } = await enrolled();
    const next = await addClass(school, { columns: { ends_on: inDays(40) } });
    await tenant.database.commit({
      statements: [
        statement(sql`update enrollments set ends_on = ${inDays(60)}, dropped_at = 5 where id = ${id}`),
      ],
    });
    const enrollments = [{ id, version: 1 }];
    const wish = { enrollments, classId: next.id, slotIds: null, startsOn: inDays(7), sessionId: null };
    const preview = await previewTransfer(ctx, { ...wish, lastDayOn: inDays(3) });
    expect(preview).toMatchObject({
      openings: 2,
      enrollments: [{ gapDays: 3, endsOn: inDays(40) }],
      overrides: [],
    });
    await expect(transfer(ctx, [id], next.id, { lastDayOn: inDays(7) })).rejects.toMatchObject({
      code: "overlap",
    });
    const done = await transfer(ctx, [id], next.id);
    expect(await enrollmentsOf(tenant.database, target.id)).toMatchObject([{ endsOn: inDays(6) }]);
    expect(await enrollmentsOf(tenant.database, next.id)).toMatchObject([
      { startsOn: inDays(7), endsOn: inDays(40) },
    ]);
    const again = await transfer(ctx, [id], next.id, { enrollments: [{ id, version: 2 }] });
    expect(again).toMatchObject({ outcome: "refused", enrollmentIds: [id] });
    if (done.outcome !== "transferred") throw new Error("not transferred");
    const back = { enrollments: [{ id: done.ids[0], version: 1 }], startsOn: inDays(9) };
    expect(await transfer(ctx, [], target.id, back)).toMatchObject({ outcome: "transferred" });
    await expect(undoChange(ctx, done.change.id)).rejects.toMatchObject({ code: "changed_since" });
  });

  it("transfer a group, all or nobody, and change slots within a class", async () => {
    const { id, target, studentId: _first } = await enrolled({ capacity: 3 });
    const [ben = ""] = await addStudents(school, 1);
    const ids = [id, await enrollIn(target.id, ben)];
    const small = await addClass(school, { capacity: 1 });
    expect(await transfer(ctx, ids, small.id)).toMatchObject({ outcome: "full" });
    expect(await enrollmentsOf(tenant.database, target.id)).toMatchObject([
      { endsOn: null },
      { endsOn: null },
    ]);
    const roomy = await addClass(school, { capacity: 2 });
    expect(await transfer(ctx, ids, roomy.id)).toMatchObject({ outcome: "transferred" });
    const full = await enrolled();
    const within = await transfer(ctx, [full.id], full.target.id, { slotIds: [full.target.slotIds[1]] });
    expect(within).toMatchObject({ outcome: "transferred" });
  });

  it("drop everybody at once, with the waitlist, and only those who were seen", async () => {
    const { target } = await enrolled({ capacity: 2 });
    const [ben = "", cleo = ""] = await addStudents(school, 2);
    await enrollIn(target.id, ben, { startsOn: inDays(9) });
    await joinWaitlist(ctx, joinInput.parse({ classId: target.id, studentIds: [cleo], startsOn: TODAY }));
    const all = (expected: number) =>
      dropClass(ctx, dropAllInput.parse({ classId: target.id, expected, endsOn: inDays(3) }));
    await expect(all(1)).rejects.toMatchObject({ code: "changed_meanwhile", data: { count: 2 } });
    expect(await all(2)).toMatchObject({ dropped: 1, removed: 1, declined: 1 });
    expect(await enrollmentsOf(tenant.database, target.id)).toMatchObject([
      { endsOn: inDays(3) },
      { kind: "wait", waitState: "declined" },
    ]);
  });

  it.each([
    ["keeps the last place for one of them", undefined, ["full", "transferred"]],
    [
      "would give it to both without its guard",
      /insert into guard \("place_left"\)/,
      ["transferred", "transferred"],
    ],
  ] as const)("a race of two transfers %s", async (_, without, expected) => {
    const next = await addClass(school, { capacity: 1 });
    const ids = [(await enrolled()).id, (await enrolled()).id];
    const both = barrier(2);
    const outcomes = await Promise.all(
      ids.map(async (id) => {
        const done = await transfer({ ...ctx, database: racing(ctx.database, both, without) }, [id], next.id);
        return done.outcome;
      }),
    );
    expect(outcomes.sort()).toEqual(expected);
  });

  it.each([
    ["says so to the second", undefined, ["changed_meanwhile", "dropped"]],
    ["would overwrite it without its guard", /insert into guard \("row_version"\)/, ["dropped", "dropped"]],
  ] as const)("a race of two drops %s", async (_, without, expected) => {
    const { id } = await enrolled();
    const both = barrier(2);
    const outcomes = await Promise.all(
      [3, 5].map((days) =>
        drop({ ...ctx, database: racing(ctx.database, both, without) }, id, inDays(days)).then(
          (done) => done.outcome as string,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(expected);
  });

  it.each([
    ["is refused", undefined, "attendance_taken"],
    ["would lose the mark without its guard", /insert into guard \("no_attendance"\)/, "deleted"],
  ] as const)("a deletion while attendance is taken %s", async (_, without, expected) => {
    const { id, target, studentId } = await enrolled();
    const taken = mark({ id, studentId, classId: target.id }, target.slotIds[0]!, inDays(2));
    const whenRead = () => tenant.database.commit({ statements: [taken] });
    const slow = { ...ctx, database: racing(ctx.database, whenRead, without) };
    const outcome = await deleteEnrollment(slow, id, { version: 1 }).then(
      () => "deleted",
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(expected);
  });

  it.each([
    ["does not leave somebody behind alone", undefined, "changed_meanwhile"],
    ["would leave them without its guard", /e\.id not in \(select value from json_each/, "dropped"],
  ] as const)("dropping everybody while somebody enrolls %s", async (_, without, expected) => {
    const { target } = await enrolled({ capacity: 3 });
    const [ben = ""] = await addStudents(school, 1);
    const whenRead = () => enrollIn(target.id, ben);
    const slow = { ...ctx, database: racing(ctx.database, whenRead, without) };
    const input = dropAllInput.parse({ classId: target.id, expected: 1, endsOn: TODAY });
    const outcome = await dropClass(slow, input).then(
      () => "dropped",
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(expected);
  });
});
