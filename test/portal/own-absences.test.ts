import { describe, expect, it } from "vitest";
import { reportOwnAbsences } from "../../worker/domains/attendance/own-absences.ts";
import { guardianContext } from "../harness/guardians.ts";
import { racing } from "../harness/racing.ts";
import { openOwnSchool } from "./own-school.ts";

const [MONDAY, NEXT_MONDAY] = ["2026-11-23", "2026-11-30"];
const fortnight = `from=2026-11-22&to=2026-12-05`;

describe("absences that families report", async () => {
  const own = await openOwnSchool();
  const enrolled = async (role: "owner" | "viewer" | "pickup_only" = "owner") => {
    const { client, guardian } = await own.family(role);
    const target = await own.class();
    await own.school.enroll(guardian.studentId, target);
    const slotId = target.slotIds[0]!;
    const days = (...on: string[]) => ({
      studentId: guardian.studentId,
      meetings: on.map((meetsOn) => ({ slotId, meetsOn })),
    });
    return { client, guardian, days, target, query: `?studentId=${guardian.studentId}&${fortnight}` };
  };

  it("say before whether they earn a token, are noted at once, and can be taken back", async () => {
    await own.decide({ absences: "auto" });
    const { client, guardian, days, query } = await enrolled();
    const before = (await client.get(`/attendance/absences${query}`)).body;
    expect(before).toMatchObject({ mode: "auto", noticeMinutes: 60 });
    expect(before.meetings.map((one: { meetsOn: string }) => one.meetsOn)).toEqual([MONDAY, NEXT_MONDAY]);
    expect(before.meetings[0]).toMatchObject({ obstacle: null, wouldBeExcused: true, wouldEarnToken: true });
    const answer = await client.post("/attendance/absences", { ...days(MONDAY), note: "Cold" });
    expect(answer.body).toMatchObject({
      outcome: "reported",
      reported: [{ meetsOn: MONDAY, isExcused: true, earnedToken: true }],
    });
    expect(await own.acts("attendance.report_absence")).toEqual([
      { kind: "guardian", actorId: guardian.loginId, via: "family" },
    ]);
    expect(await own.items(guardian.familyId)).toMatchObject([{ kind: "absence", nature: "info" }]);
    const tokens = await client.get(`/makeups/students/${guardian.studentId}`);
    expect(tokens.body).toMatchObject({ available: 1 });
    const after = (await client.get(`/attendance/absences${query}`)).body;
    expect(after.meetings[0]).toMatchObject({ obstacle: "already_marked", isReported: true });
    expect((await client.post("/attendance/absences/withdraw", days(MONDAY))).body.withdrawn).toHaveLength(1);
    expect((await client.get(`/makeups/students/${guardian.studentId}`)).body.available).toBe(0);
  });

  it("ask for notice, wait for the school where it decides, and are off where it says so", async () => {
    const { client, guardian, days, query } = await enrolled();
    await own.decide({ absences: "auto", absenceNoticeMinutes: 5 * 24 * 60 });
    const late = await client.post("/attendance/absences", days(MONDAY, NEXT_MONDAY));
    expect(late.body).toMatchObject({
      reported: [{ meetsOn: NEXT_MONDAY }],
      skipped: [{ meetsOn: MONDAY, reason: "too_late" }],
    });
    await own.decide({ absences: "request" });
    expect((await client.post("/attendance/absences", days(MONDAY))).body.outcome).toBe("asked");
    expect((await client.get(`/attendance/absences${query}`)).body.meetings[0].obstacle).toBe("asked");
    expect((await client.post("/attendance/absences", days(MONDAY))).body.outcome).toBe("nothing");
    const item = (await own.items(guardian.familyId)).find(({ nature }) => nature === "request")!;
    const { client: staff } = await own.staff();
    const preview = await staff.post("/online-activity/preview", { ids: [item.id] });
    expect(preview.body.items[0]).toMatchObject({ problems: [], effects: [expect.stringContaining(MONDAY)] });
    const decided = await staff.post("/online-activity/decide", {
      decision: "approve",
      items: [{ id: item.id, version: item.version }],
    });
    expect(decided.body.outcomes).toEqual([
      { id: item.id, problem: null, change: expect.objectContaining({ undoUntil: expect.any(Number) }) },
    ]);
    expect((await client.get(`/attendance/absences${query}`)).body.meetings[0]).toMatchObject({
      isReported: true,
    });
    await own.decide({ absences: "off" });
    expect((await client.post("/attendance/absences", days(MONDAY))).body.code).toBe("not_offered");
  });

  it("are for the family's own children, and for those who may act", async () => {
    await own.decide({ absences: "auto" });
    const [one, other] = [await enrolled(), await enrolled()];
    expect((await other.client.get(`/attendance/absences${one.query}`)).status).toBe(404);
    expect((await other.client.post("/attendance/absences", one.days(MONDAY))).status).toBe(404);
    expect((await other.client.post("/attendance/absences/withdraw", one.days(MONDAY))).status).toBe(404);
    expect((await other.client.get(`/attendance/students/${one.guardian.studentId}`)).status).toBe(404);
    const viewer = await enrolled("viewer");
    expect((await viewer.client.get(`/attendance/absences${viewer.query}`)).status).toBe(200);
    expect((await viewer.client.post("/attendance/absences", viewer.days(MONDAY))).body).toMatchObject({
      status: 403,
      code: "role_missing",
    });
    const driver = await enrolled("pickup_only");
    expect((await driver.client.get(`/attendance/absences${driver.query}`)).status).toBe(403);
  });

  it("do not undo a roll call that was faster", async () => {
    await own.decide({ absences: "auto" });
    const { guardian, days, target } = await enrolled();
    const ctx = guardianContext(own.tenant, own.tenant.account, guardian, own.house.clock.nowMs);
    let isCalled = false;
    // Both have looked; then the coach is faster.
    const database = racing(own.tenant.database, async () => {
      if (isCalled) return;
      isCalled = true;
      await own.school.mark(guardian.studentId, target, MONDAY, "present");
    });
    const reporting = reportOwnAbsences({ ...ctx, database }, { ...days(MONDAY), note: null });
    expect(await reporting).toMatchObject({
      outcome: "nothing",
      skipped: [{ meetsOn: MONDAY, reason: "already_marked" }],
    });
  });
});
