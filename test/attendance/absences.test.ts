import { describe, expect, it } from "vitest";
import { getRollSheet } from "../../worker/domains/attendance/get-roll-sheet.ts";
import { getStudentAttendance } from "../../worker/domains/attendance/get-student-attendance.ts";
import { listMeetings } from "../../worker/domains/attendance/list-meetings.ts";
import { previewAbsences } from "../../worker/domains/attendance/preview-absences.ts";
import { reportAbsences } from "../../worker/domains/attendance/report-absences.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { absenceInput } from "../../worker/domains/attendance/schemas.ts";
import { withdrawAbsences } from "../../worker/domains/attendance/withdraw-absences.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { keepSessions, MONDAY, mark, openGym, openStaff, SATURDAY, setRules } from "./gym.ts";

const HOUR_MS = 3_600_000;

describe.each(ENGINES)("absences on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, other, coach, own } = await openStaff(tenant, {
    ctx: {},
    other: {},
    coach: { rights: { attendance: "full" } },
    own: { rights: { attendance: "full" }, ownClassesOnly: true },
  });
  await keepSessions(tenant);
  const absent = (studentId: string, from: string, to = from, more: Record<string, unknown> = {}) =>
    absenceInput.parse({ studentId, from, to, ...more });
  const twiceAWeek = () => classOf(1, { slots: [{ weekday: 1 }, { weekday: 6 }] });

  it("of some days become one a meeting, less what is cancelled, closed, marked or has begun", async () => {
    const gym = await twiceAWeek();
    const [mondays, saturdays] = gym.slotIds as [string, string];
    const [who] = gym.studentIds as [string];
    await school.add("meeting_exceptions", [
      { id: `mex_${gym.id}`, slot_id: mondays, class_id: gym.id, meets_on: "2026-11-30", is_cancelled: 1 },
    ]);
    await school.add("closures", [
      {
        ...{ id: `clo_${gym.id}`, name: "Gala", starts_on: "2026-12-05", ends_on: "2026-12-05" },
        ...{ effect: "closure", class_id: gym.id },
      },
    ]);
    await saveMarks(ctx, { marks: [mark(who, saturdays, { meetsOn: "2026-11-28", status: "absent" })] });
    const input = absent(who, SATURDAY, "2026-12-07", { note: "Travelling" });
    const preview = await previewAbsences(ctx, input);
    expect(preview.meetings.map(({ meetsOn, obstacle }) => [meetsOn, obstacle])).toEqual([
      // Noon in Chicago: the meeting at four is still to come.
      [SATURDAY, null],
      [MONDAY, null],
      ["2026-11-28", "already_marked"],
      ["2026-11-30", "cancelled"],
      ["2026-12-05", "closed"],
      ["2026-12-07", null],
    ]);
    const later = { ...ctx, nowMs: TEST_NOW_MS + 4 * HOUR_MS };
    const { reported, skipped, change } = await reportAbsences(later, input);
    expect(reported.map(({ meetsOn }) => meetsOn)).toEqual([MONDAY, "2026-12-07"]);
    expect(skipped[0]).toEqual({ slotId: saturdays, meetsOn: SATURDAY, reason: "started" });
    const sheet = await getRollSheet(ctx, { slotId: mondays, meetsOn: MONDAY });
    expect(sheet).toMatchObject({
      isFuture: true,
      students: [{ mark: { status: "absent", isReported: true, isExcused: true, note: "Travelling" } }],
    });
    expect(await reportAbsences(later, input)).toMatchObject({ reported: [], change: null });
    await undoChange(ctx, change!.id);
    expect((await previewAbsences(later, absent(who, MONDAY))).meetings[0]!.obstacle).toBeNull();
  });

  it("are excused by the notice the school asks for, to the minute, or by somebody who may", async () => {
    await setRules(tenant, "attendance", { excusedNoticeMinutes: 120 });
    const start = Date.UTC(2026, 10, 21, 22);
    const said = async (nowMs: number, more: Record<string, unknown> = {}, actor = ctx) => {
      const gym = await classOf(1);
      const input = absent(gym.studentIds[0]!, SATURDAY, SATURDAY, more);
      return (await reportAbsences({ ...actor, nowMs }, input)).reported[0]!.isExcused;
    };
    expect(await said(start - 2 * HOUR_MS)).toBe(true);
    expect(await said(start - 2 * HOUR_MS + 1)).toBe(false);
    expect(await said(start - 1, { isExcused: true })).toBe(true);
    await expect(said(start - 1, { isExcused: true }, coach)).rejects.toMatchObject({
      data: { right: "excuse_absences" },
    });
    await setRules(tenant, "attendance", { excusedNoticeMinutes: null });
    expect(await said(start - 48 * HOUR_MS)).toBe(false);
    await setRules(tenant, "attendance", {});
  });

  it("are taken back while they are what was reported", async () => {
    const gym = await twiceAWeek();
    const [who] = gym.studentIds as [string];
    const input = absent(who, MONDAY, "2026-12-06");
    expect((await reportAbsences(ctx, input)).reported).toHaveLength(4);
    const only = absent(who, MONDAY, "2026-12-06", { slotIds: [gym.slotIds[0]] });
    const { withdrawn } = await withdrawAbsences(ctx, only);
    expect(withdrawn.map(({ meetsOn }) => meetsOn)).toEqual([MONDAY, "2026-11-30"]);
    expect((await withdrawAbsences(ctx, input)).withdrawn).toHaveLength(2);
    expect(await withdrawAbsences(ctx, input)).toEqual({ withdrawn: [], change: null });
  });

  it("lie within reach and within some months", async () => {
    const gym = await twiceAWeek();
    const [who] = gym.studentIds as [string];
    await expect(reportAbsences(own, absent(who, MONDAY))).rejects.toMatchObject({ code: "not_found" });
    await expect(getStudentAttendance(own, who, {})).rejects.toMatchObject({ code: "not_found" });
    await expect(reportAbsences(ctx, absent(who, MONDAY, "2027-11-23"))).rejects.toMatchObject({
      code: "days_out_of_range",
    });
    await expect(reportAbsences(ctx, absent(who, MONDAY, SATURDAY))).rejects.toMatchObject({
      code: "days_out_of_range",
    });
    const neighbour = await openTestTenant({ engine, platform: tenant.platform });
    const { foreign } = await openStaff(neighbour, { foreign: {} });
    await expect(reportAbsences(foreign, absent(who, MONDAY))).rejects.toMatchObject({ code: "not_found" });
  });

  it("reported by two at once are one absence", async () => {
    const gym = await twiceAWeek();
    const input = absent(gym.studentIds[0]!, MONDAY);
    const both = barrier(2);
    const slow = (actor: typeof ctx) => ({ ...actor, database: racing(tenant.database, both) });
    const answers = await Promise.all([reportAbsences(slow(ctx), input), reportAbsences(slow(other), input)]);
    const counts = answers.map(({ reported, skipped }) => [reported.length, skipped.length]);
    expect(counts.sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it("and everything else make up the attendance of a student, and of a day", async () => {
    const gym = await classOf(2, { name: `Beam ${engine}` });
    const [who] = gym.studentIds as [string];
    const statuses = { "2026-10-31": "present", "2026-11-07": "absent", "2026-11-14": "tardy" };
    for (const [meetsOn, status] of Object.entries(statuses)) {
      await saveMarks(ctx, { marks: [mark(who, gym.slotId, { meetsOn, status })] });
    }
    await saveMarks(ctx, { marks: [mark(who, gym.slotId, { status: "present" })] });
    const { classes } = await getStudentAttendance(ctx, who, {});
    expect(classes).toMatchObject([
      { className: `Beam ${engine}`, present: 2, absent: 1, tardy: 1, excused: 0, percent: 75 },
    ]);
    expect(classes[0]!.marks.map(({ meetsOn }) => meetsOn)[0]).toBe(SATURDAY);
    const { students } = await getRollSheet(ctx, { slotId: gym.slotId, meetsOn: SATURDAY });
    expect(students.find(({ studentId }) => studentId === who)).toMatchObject({
      attendancePercent: 75,
      marked: 4,
    });
    const day = await listMeetings(ctx, {});
    expect(day.meetings.find(({ slotId }) => slotId === gym.slotId)).toMatchObject({
      expected: 2,
      present: 1,
      taken: "partly",
      isMine: false,
    });
    expect((await listMeetings(own, {})).meetings).toEqual([]);
  });
});
