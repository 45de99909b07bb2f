import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { awayStaff } from "../../worker/domains/meetings/away-staff.ts";
import { cancelMeetings } from "../../worker/domains/meetings/cancel-meetings.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { restoreMeetings } from "../../worker/domains/meetings/restore-meetings.ts";
import { awayInput, cancelInput, moveInput, restoreInput } from "../../worker/domains/meetings/schemas.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { CLASSES, MONDAY, NEXT_MONDAY } from "./acts.ts";
import { TestSchool } from "./school.ts";

const BOTH = { families: true, staff: true };

describe.each(ENGINES)("mails about meetings on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const house = testHouse();
  const [ann, bob] = [
    await school.staff("Ann", "ann@example.org"),
    await school.staff("Bob", "bob@example.org"),
  ];
  const swim = await school.class({ name: "Swim <1>", slots: [{ weekday: 1, instructorIds: [ann] }] });
  await school.enroll(await school.student("kim@example.org"), swim);
  await school.enroll(await school.student("later@example.org"), swim, { startsOn: NEXT_MONDAY });
  await school.enroll(await school.student(null), swim);
  const slotId = swim.slotIds[0]!;
  const ctx = await staffContext(tenant, CLASSES);
  const scope = { kind: "days", from: MONDAY, to: NEXT_MONDAY, classId: swim.id };

  /** Lets everything happen that is due by then. */
  const mailsAfter = async (ms: number) => {
    house.clock.nowMs += ms;
    house.mails.length = 0;
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    return house.mails
      .map(({ to, subject, text }) => ({ to, subject, text }))
      .sort((a, b) => a.to.localeCompare(b.to));
  };

  it("say once to each who comes or teaches what is cancelled, and what takes place after all", async () => {
    const cancel = cancelInput.parse({ scope, reason: "No heating", notify: BOTH, message: "See you!" });
    const { change } = await cancelMeetings(ctx, cancel);
    await undoChange(ctx, change.id);
    expect(await mailsAfter(30_000)).toEqual([]);
    await cancelMeetings(ctx, cancel);
    const mails = await mailsAfter(30_000);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["ann@example.org", expect.stringMatching(/^Cancelled: 2 meetings at /)],
      ["kim@example.org", expect.stringMatching(/^Cancelled: 2 meetings at /)],
      ["later@example.org", "Cancelled: Swim <1>, Monday, November 30, 2026 at 4:00 PM (Kim)"],
    ]);
    expect(mails[1]!.text).toMatch(
      /- Swim <1>, Monday, November 23, 2026 at 4:00 PM \(Kim\)\n- Swim[\s\S]*No heating\n\nSee you!/,
    );
    expect(house.mails[0]!.html).toContain("Swim &lt;1&gt;");
    expect(await mailsAfter(600_000)).toEqual([]);
    const restored = restoreInput.parse({
      meetings: [{ slotId, meetsOn: MONDAY }],
      notify: { families: true, staff: false },
    });
    await restoreMeetings({ ...ctx, nowMs: house.clock.nowMs }, restored);
    expect((await mailsAfter(30_000)).map(({ to }) => to)).toEqual(["kim@example.org"]);
  });

  it("say where and when a moved meeting takes place, and when it would have been", async () => {
    const now = await staffContext(tenant, CLASSES, { nowMs: house.clock.nowMs });
    const key = { slotId, meetsOn: "2026-12-07" };
    const to = { version: null, onDate: "2026-12-09", startMinute: 600, reason: "Floor is painted" };
    const notify = { families: true, staff: true };
    const { change } = await moveMeeting(now, key, moveInput.parse({ ...to, notify }));
    await undoChange(now, change!.id);
    expect(await mailsAfter(30_000)).toEqual([]);
    await moveMeeting({ ...now, nowMs: house.clock.nowMs }, key, moveInput.parse({ ...to, notify }));
    const mails = await mailsAfter(30_000);
    expect(mails.map((mail) => mail.to)).toEqual(["ann@example.org", "kim@example.org", "later@example.org"]);
    expect(mails[1]!.subject).toMatch(/^Moved: Swim <1>, Wednesday, December 9, 2026 at 10:00/);
    expect(mails[1]!.text).toMatch(/Before: Monday, December 7, 2026 at 4:00[\s\S]*Floor is painted/);
  });

  it("tell families in their language and in the school's own words, with the school's name and a way to the portal", async () => {
    await tenant.database.commit({
      statements: [statement(sql`update families set preferred_locale = 'es-MX'`)],
    });
    const meeting = { scope: { kind: "meetings", meetings: [{ slotId, meetsOn: MONDAY }] } };
    const now = await staffContext(tenant, CLASSES, { nowMs: house.clock.nowMs });
    const notify = { families: true, staff: false };
    const cancel = cancelInput.parse({ ...meeting, reason: "<Calefacción>", notify, message: null });
    await cancelMeetings(now, cancel);
    const [mail] = await mailsAfter(30_000);
    expect(mail!.subject).toMatch(/^Cancelado: Swim <1>, lunes, 23 de noviembre de 2026/);
    expect(mail!.text).toContain("<Calefacción>");
    expect(mail!.text).toContain(tenant.account.displayName);
    expect(mail!.text).toContain(`/portal/${tenant.account.urlName}/`);
    expect(house.mails[0]!.html).toContain("&lt;Calefacción&gt;");
  });

  it("say to who stands in what to take, unless it was decided otherwise since", async () => {
    const now = await staffContext(tenant, CLASSES, { nowMs: house.clock.nowMs });
    const choice = { kind: "named", staffId: bob };
    const days = { staffId: ann, from: "2026-12-07", to: "2026-12-14", choice, notify: true };
    const { change } = await awayStaff(now, awayInput.parse(days));
    expect(await mailsAfter(30_000)).toMatchObject([
      { to: "bob@example.org", subject: expect.stringMatching(/^You stand in: 2 meetings/) },
    ]);
    await undoChange(now, change.id);
    const again = await awayStaff(now, awayInput.parse(days));
    await school.run(`update meeting_substitutes set substitute_id = null where slot_id = '${slotId}'`);
    expect(again.meetings).toBe(2);
    expect(await mailsAfter(30_000)).toEqual([]);
  });
});
