import { beforeEach, describe, expect, it } from "vitest";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { awayStaff } from "../../worker/domains/meetings/away-staff.ts";
import { endAbsence } from "../../worker/domains/meetings/end-absence.ts";
import { listAbsences } from "../../worker/domains/meetings/list-absences.ts";
import { previewAway } from "../../worker/domains/meetings/preview-away.ts";
import { awayInput, substituteInput } from "../../worker/domains/meetings/schemas.ts";
import { substituteMeeting } from "../../worker/domains/meetings/substitute-meeting.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, CLASSES, effectsOf, MONDAY, NEXT_MONDAY } from "./acts.ts";
import { TestSchool } from "./school.ts";

describe.each(ENGINES)("substitutes on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  let ctx: Context<StaffActor>;
  beforeEach(async () => {
    ctx = await staffContext(tenant, CLASSES);
  });
  const teachersOf = async (classId: string, to = "2026-11-29") =>
    (await getCalendar(ctx, calendarFilter.parse({ from: MONDAY, to, class: classId }))).meetings.map(
      ({ instructors }) => instructors,
    );
  const standIn = (who: Context, slotId: string, staffId: string, choice: object, meetsOn = MONDAY) =>
    substituteMeeting(who, { slotId, meetsOn }, substituteInput.parse({ staffId, choice }));
  const away = (who: Context, staffId: string, more: object = {}) =>
    awayStaff(
      who,
      awayInput.parse({ staffId, from: MONDAY, to: NEXT_MONDAY, choice: { kind: "none" }, ...more }),
    );

  it("stand in at one meeting, or nobody does, or the person comes after all", async () => {
    const [ann, bob] = [await school.staff("Ann"), await school.staff("Bob")];
    const { id, slotIds } = await school.class({ slots: [{ weekday: 1, instructorIds: [ann] }] });
    const slotId = slotIds[0]!;
    const named = await standIn(ctx, slotId, ann, { kind: "named", staffId: bob });
    expect(named.change?.summary).toMatch(/^Bob Coach stands in for Ann Coach at /);
    expect(await auditOf(tenant, named.change!.id)).toEqual([
      "meetings.substitute",
      "meetingSubstitutes insert",
    ]);
    expect(await teachersOf(id)).toEqual([[{ staffId: ann, isAway: true, substituteId: bob }]]);
    await standIn(ctx, slotId, ann, { kind: "none" });
    expect(await teachersOf(id)).toEqual([[{ staffId: ann, isAway: true, substituteId: null }]]);
    const kept = await standIn(ctx, slotId, ann, { kind: "keep" });
    expect(await teachersOf(id)).toEqual([[{ staffId: ann, isAway: false, substituteId: null }]]);
    expect(await standIn(ctx, slotId, ann, { kind: "keep" })).toEqual({ change: null });
    await undoChange(ctx, kept.change!.id);
    expect(await teachersOf(id)).toEqual([[{ staffId: ann, isAway: true, substituteId: null }]]);
  });

  it("must be there, active and somebody else, for one who teaches it", async () => {
    const [ann, gone] = [await school.staff(), await school.staff()];
    await school.run(`update staff set is_active = 0 where id = '${gone}'`);
    ctx = await staffContext(tenant, CLASSES);
    const { slotIds } = await school.class({ slots: [{ weekday: 1, instructorIds: [ann] }] });
    const slotId = slotIds[0]!;
    const refused = async (staffId: string, choice: object, code: string) =>
      expect(standIn(ctx, slotId, staffId, choice)).rejects.toMatchObject({ code });
    await refused(ann, { kind: "named", staffId: ann }, "same_person");
    await refused(ann, { kind: "named", staffId: gone }, "staff_inactive");
    await refused(ann, { kind: "named", staffId: `${gone}x` }, "staff_unknown");
    await refused(gone, { kind: "none" }, "not_teaching");
    await expect(standIn(ctx, slotId, ann, { kind: "none" }, "2026-11-24")).rejects.toMatchObject({
      status: 404,
    });
  });

  it("are asked for all meetings of somebody who is away, as one change", async () => {
    const [ann, bob, cat] = [await school.staff("Ann"), await school.staff("Bob"), await school.staff("Cat")];
    const one = await school.class({
      slots: [
        { weekday: 1, instructorIds: [ann] },
        { weekday: 3, instructorIds: [ann, cat] },
      ],
    });
    await school.class({ slots: [{ weekday: 1, startMinute: 990, instructorIds: [cat] }] });
    const preview = await previewAway(ctx, { staffId: ann, from: MONDAY, to: NEXT_MONDAY });
    const busy = preview.meetings.map(({ meetsOn, busyStaffIds: ids }) => [
      meetsOn,
      ids.includes(cat),
      ids.includes(bob),
    ]);
    expect(busy).toEqual([
      [MONDAY, true, false],
      ["2026-11-25", false, false],
      [NEXT_MONDAY, true, false],
    ]);
    const done = await away(ctx, ann, {
      choice: { kind: "named", staffId: bob },
      except: [{ slotId: one.slotIds[1]!, meetsOn: "2026-11-25", choice: { kind: "none" } }],
      reason: "Course",
      notify: true,
    });
    expect(done.meetings).toBe(3);
    expect(await auditOf(tenant, done.change.id)).toEqual([
      "meetings.away",
      "staffAbsences insert",
      ...Array.from({ length: 3 }, () => "meetingSubstitutes insert"),
    ]);
    expect(await effectsOf(tenant, done.change.id)).toMatchObject([
      { payload: { kind: "substitute", staff: true } },
    ]);
    expect(await teachersOf(one.id)).toEqual([
      [{ staffId: ann, isAway: true, substituteId: bob }],
      [
        { staffId: ann, isAway: true, substituteId: null },
        { staffId: cat, isAway: false, substituteId: null },
      ],
    ]);
    expect(await listAbsences(ctx, { staff: ann })).toMatchObject([
      { id: done.id, staffName: "Ann Coach", reason: "Course" },
    ]);
    const { change } = await endAbsence(ctx, done.id, { version: 1 });
    expect((await teachersOf(one.id)).flat().some(({ isAway }) => isAway)).toBe(false);
    expect(await listAbsences(ctx, { staff: ann })).toEqual([]);
    await undoChange(ctx, change.id);
    expect((await teachersOf(one.id)).flat().some(({ isAway }) => isAway)).toBe(true);
    const hers = await away(ctx, cat);
    await undoChange(ctx, hers.change.id);
    expect(await listAbsences(ctx, { staff: cat })).toEqual([]);
    await expect(endAbsence(ctx, hers.id, { version: 1 })).rejects.toMatchObject({ status: 404 });
  });

  it("need the right, and whoever has only own classes decides for nobody else", async () => {
    const [ann, bob] = [await school.staff(), await school.staff()];
    const { slotIds, id } = await school.class({ slots: [{ weekday: 1, instructorIds: [ann] }] });
    const slotId = slotIds[0]!;
    const other = await openTestTenant({ engine });
    const stranger = await staffContext(other, CLASSES);
    await expect(standIn(stranger, slotId, ann, { kind: "none" })).rejects.toMatchObject({ status: 404 });
    await expect(away(stranger, ann)).rejects.toMatchObject({ status: 404 });
    const looker = await staffContext(tenant, { classes: "view" });
    for (const attempt of [() => standIn(looker, slotId, ann, { kind: "none" }), () => away(looker, ann)]) {
      await expect(attempt()).rejects.toMatchObject({ code: "right_missing" });
    }
    await expect(endAbsence(looker, slotId, { version: 1 })).rejects.toMatchObject({ code: "right_missing" });
    const coach = await staffContext(tenant, CLASSES);
    const own = {
      ...coach,
      actor: {
        ...coach.actor,
        grants: coach.actor.grants.map((grant) => ({ ...grant, ownClassesOnly: true })),
      },
    };
    await expect(standIn(own, slotId, ann, { kind: "none" })).rejects.toMatchObject({ status: 404 });
    await expect(away(own, bob)).rejects.toMatchObject({ status: 404 });
    await school.run(
      `update slot_versions set instructor_ids = json_array('${ann}', '${own.actor.id}') where class_id = '${id}'`,
    );
    expect(await away(own, own.actor.id)).toMatchObject({ meetings: 2 });
  });

  it("lose the race against another decision and against the slot's end", async () => {
    const [ann, bob, cat] = [await school.staff(), await school.staff(), await school.staff()];
    const { slotIds } = await school.class({ slots: [{ weekday: 1, instructorIds: [ann] }] });
    const slotId = slotIds[0]!;
    const both = barrier(2);
    const runs = await Promise.allSettled(
      [bob, cat].map((staffId) =>
        standIn({ ...ctx, database: racing(tenant.database, both) }, slotId, ann, { kind: "named", staffId }),
      ),
    );
    expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(runs.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "changed_meanwhile" },
    });
    const together = barrier(2);
    const absences = await Promise.allSettled(
      [1, 2].map(() =>
        away({ ...ctx, database: racing(tenant.database, together) }, ann, { from: NEXT_MONDAY }),
      ),
    );
    expect(absences.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const end = async () =>
      school.run(`update slot_versions set ends_on = '${NEXT_MONDAY}' where slot_id = '${slotId}'`);
    const attempt = (without?: RegExp) =>
      standIn(
        { ...ctx, database: racing(tenant.database, end, without) },
        slotId,
        ann,
        { kind: "none" },
        "2026-12-07",
      );
    await expect(attempt()).rejects.toMatchObject({ code: "gone_meanwhile" });
    await school.run(`update slot_versions set ends_on = null where slot_id = '${slotId}'`);
    await expect(attempt(/row_living/)).resolves.toBeDefined();
    const [absence] = await listAbsences(ctx, { staff: ann });
    const ends = barrier(2);
    const ended = await Promise.allSettled(
      [1, 2].map(() =>
        endAbsence({ ...ctx, database: racing(tenant.database, ends) }, absence!.id, { version: 1 }),
      ),
    );
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
