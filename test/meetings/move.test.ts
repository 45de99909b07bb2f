import { beforeEach, describe, expect, it } from "vitest";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { getMeeting } from "../../worker/domains/meetings/get-meeting.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { previewMove } from "../../worker/domains/meetings/preview-move.ts";
import { putBackMeeting } from "../../worker/domains/meetings/put-back-meeting.ts";
import { moveInput } from "../../worker/domains/meetings/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, CLASSES, MONDAY, NEXT_MONDAY } from "./acts.ts";
import { TestSchool } from "./school.ts";

const TUESDAY = "2026-11-24";
const to = (onDate: string, startMinute = 960, more: object = {}) =>
  moveInput.parse({ onDate, startMinute, version: null, ...more });

describe.each(ENGINES)("moving meetings on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  let ctx: Context;
  beforeEach(async () => {
    ctx = await staffContext(tenant, CLASSES);
  });
  const meetingOf = async (classId: string, from = MONDAY, until = "2026-11-29") =>
    (await getCalendar(ctx, calendarFilter.parse({ from, to: until, class: classId }))).meetings;

  it("moves one to another day, time and room; put back or undone it is where it always was", async () => {
    const [hall, pit] = [await school.room(), await school.room()];
    const tumbling = await school.class({ slots: [{ weekday: 1, roomId: hall }] });
    const key = { slotId: tumbling.slotIds[0]!, meetsOn: MONDAY };
    const { change } = await moveMeeting(ctx, key, to("2026-12-05", 600, { roomId: pit, reason: "Meet" }));
    expect(await auditOf(tenant, change!.id)).toEqual(["meetings.move", "meetingExceptions insert"]);
    expect(await meetingOf(tumbling.id)).toEqual([]);
    expect(await meetingOf(tumbling.id, "2026-12-05", "2026-12-05")).toMatchObject([
      {
        meetsOn: MONDAY,
        onDate: "2026-12-05",
        startMinute: 600,
        roomId: pit,
        isMoved: true,
        reason: "Meet",
        movedFrom: { onDate: MONDAY, startMinute: 960, durationMinutes: 60, roomId: hall },
      },
    ]);
    await undoChange(ctx, change!.id);
    expect(await meetingOf(tumbling.id)).toMatchObject([{ isMoved: false, movedFrom: null }]);
    await moveMeeting(ctx, key, to(TUESDAY));
    const back = await putBackMeeting(ctx, key, { version: 1 });
    expect(await auditOf(tenant, back.change.id)).toEqual(["meetings.put_back", "meetingExceptions delete"]);
    expect(await meetingOf(tumbling.id)).toMatchObject([{ onDate: MONDAY, isMoved: false }]);
    await expect(putBackMeeting(ctx, key, { version: 1 })).rejects.toMatchObject({ code: "not_moved" });
    await moveMeeting(ctx, key, to(TUESDAY));
    await moveMeeting(ctx, key, to(MONDAY, 960, { version: 1 }));
    expect(await getMeeting(ctx, key)).toMatchObject({ onDate: MONDAY, isMoved: false, version: null });
    expect(await moveMeeting(ctx, key, to(MONDAY))).toEqual({ change: null });
  });

  it("stays where it is once attendance was taken, here or there; a reported absence does not hold it", async () => {
    const tumbling = await school.class();
    const [kim, lee] = [await school.student(), await school.student()];
    await school.enroll(kim, tumbling);
    await school.enroll(lee, tumbling);
    const key = { slotId: tumbling.slotIds[0]!, meetsOn: MONDAY };
    await school.mark(kim, tumbling, MONDAY, "absent");
    await school.run(`update attendance set is_reported = 1 where student_id = '${kim}'`);
    const moved = await moveMeeting(ctx, key, to(TUESDAY));
    await school.mark(lee, tumbling, MONDAY, "present");
    await expect(undoChange(ctx, moved.change!.id)).rejects.toMatchObject({ code: "attendance_taken" });
    const again = moveMeeting(ctx, key, to("2026-11-25", 960, { version: 1 }));
    await expect(again).rejects.toMatchObject({ code: "attendance_taken" });
    await expect(putBackMeeting(ctx, key, { version: 1 })).rejects.toMatchObject({
      code: "attendance_taken",
    });
    const onto = moveMeeting(ctx, { ...key, meetsOn: NEXT_MONDAY }, to(MONDAY, 600));
    await expect(onto).rejects.toMatchObject({ code: "attendance_taken" });
    const preview = await previewMove(
      ctx,
      { ...key, meetsOn: NEXT_MONDAY },
      { onDate: MONDAY, startMinute: 600 },
    );
    expect(preview.conflicts).toMatchObject([{ kind: "attendance_taken", refuses: true }]);
  });

  it("refuses other schools, missing rights, foreign rooms, cancelled meetings and closed days", async () => {
    const { slotIds, id } = await school.class();
    const key = { slotId: slotIds[0]!, meetsOn: MONDAY };
    const elsewhere = await school.room(null, await school.location("America/Denver"));
    await expect(moveMeeting(ctx, key, to(TUESDAY, 960, { roomId: elsewhere }))).rejects.toMatchObject({
      code: "room_elsewhere",
    });
    await expect(moveMeeting(ctx, { ...key, meetsOn: TUESDAY }, to(MONDAY))).rejects.toMatchObject({
      status: 404,
    });
    const other = await openTestTenant({ engine });
    const stranger = await staffContext(other, CLASSES);
    await expect(moveMeeting(stranger, key, to(TUESDAY))).rejects.toMatchObject({ status: 404 });
    await expect(putBackMeeting(stranger, key, { version: 1 })).rejects.toMatchObject({ status: 404 });
    await school.add("closures", [
      { id: `clo-${id}`, name: "Snow", starts_on: MONDAY, ends_on: MONDAY, effect: "closure", class_id: id },
    ]);
    await expect(moveMeeting(ctx, key, to(MONDAY, 600))).rejects.toMatchObject({ code: "closed_day" });
    await moveMeeting(ctx, key, to(TUESDAY));
    expect(await getMeeting(ctx, key)).toMatchObject({ closure: null, onDate: TUESDAY });
    await school.run(`update meeting_exceptions set is_cancelled = 1 where slot_id = '${key.slotId}'`);
    await expect(moveMeeting(ctx, key, to("2026-11-25", 960, { version: 1 }))).rejects.toMatchObject({
      code: "meeting_cancelled",
    });
    const looker = await staffContext(tenant, { classes: "view" });
    await expect(moveMeeting(looker, key, to(TUESDAY))).rejects.toMatchObject({ code: "right_missing" });
    await expect(putBackMeeting(looker, key, { version: 1 })).rejects.toMatchObject({
      code: "right_missing",
    });
  });

  it("warns of rooms and people that are taken at that instant, whatever the zone", async () => {
    const coach = await school.staff();
    const hall = await school.room(1);
    const denver = await school.location("America/Denver");
    const tumbling = await school.class({ slots: [{ weekday: 1, roomId: hall, instructorIds: [coach] }] });
    for (const _ of [1, 2]) await school.enroll(await school.student(), tumbling);
    const inHall = await school.class({ slots: [{ weekday: 2, startMinute: 990, roomId: hall }] });
    const away = await school.class({
      locationId: denver,
      slots: [{ weekday: 2, startMinute: 900, instructorIds: [coach] }],
    });
    const key = { slotId: tumbling.slotIds[0]!, meetsOn: MONDAY };
    const { conflicts, students } = await previewMove(ctx, key, { onDate: TUESDAY, startMinute: 960 });
    expect(students).toBe(2);
    expect(conflicts.map(({ kind, refuses, meeting }) => [kind, refuses, meeting?.classId])).toEqual([
      ["instructor_taken", false, away.id],
      ["room_taken", false, inHall.id],
      ["room_too_small", false, undefined],
    ]);
    const free = await previewMove(ctx, key, { onDate: TUESDAY, startMinute: 720 });
    expect(free.conflicts.map(({ kind }) => kind)).toEqual(["room_too_small"]);
    const twice = await previewMove(ctx, key, { onDate: NEXT_MONDAY, startMinute: 720 });
    expect(twice.conflicts.map(({ kind }) => kind)).toEqual(["same_slot_meets", "room_too_small"]);
  });

  it("loses the race against another move and against the first mark", async () => {
    const tumbling = await school.class();
    const kim = await school.student();
    await school.enroll(kim, tumbling);
    const key = { slotId: tumbling.slotIds[0]!, meetsOn: MONDAY };
    const both = barrier(2);
    const runs = await Promise.allSettled(
      [TUESDAY, "2026-11-25"].map((day) =>
        moveMeeting({ ...ctx, database: racing(tenant.database, both) }, key, to(day)),
      ),
    );
    expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(runs.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "changed_meanwhile" },
    });
    const marked = async () => school.mark(kim, tumbling, MONDAY, "present");
    const attempt = (without?: RegExp) =>
      moveMeeting(
        { ...ctx, database: racing(tenant.database, marked, without) },
        key,
        to("2026-11-26", 960, { version: 1 }),
      );
    await expect(attempt()).rejects.toMatchObject({ code: "attendance_taken" });
    await school.run("delete from attendance");
    await school.run("delete from meeting_tallies");
    const back = putBackMeeting({ ...ctx, database: racing(tenant.database, marked) }, key, { version: 1 });
    await expect(back).rejects.toMatchObject({ code: "attendance_taken" });
    await school.run("delete from attendance");
    await school.run("delete from meeting_tallies");
    await expect(attempt(/no_attendance/)).resolves.toBeDefined();
  });
});
