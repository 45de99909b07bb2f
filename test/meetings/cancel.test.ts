import { beforeEach, describe, expect, it } from "vitest";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { cancelMeetings } from "../../worker/domains/meetings/cancel-meetings.ts";
import { previewCancel } from "../../worker/domains/meetings/preview-cancel.ts";
import { restoreMeetings } from "../../worker/domains/meetings/restore-meetings.ts";
import { cancelInput, type MeetingKey, restoreInput } from "../../worker/domains/meetings/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, CLASSES, effectsOf, MONDAY, NEXT_MONDAY } from "./acts.ts";
import { TestSchool } from "./school.ts";

const cancel = (ctx: Context, scope: unknown, more: object = {}) =>
  cancelMeetings(ctx, cancelInput.parse({ scope, reason: "No heating", ...more }));
const named = (...meetings: MeetingKey[]) => ({ kind: "meetings", meetings });
const restore = (ctx: Context, ...meetings: MeetingKey[]) =>
  restoreMeetings(ctx, restoreInput.parse({ meetings }));

describe.each(ENGINES)("cancelling meetings on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  // Whoever is hired meanwhile makes the rights of everybody else stale, so each test comes with its own person.
  let ctx: Context;
  beforeEach(async () => {
    ctx = await staffContext(tenant, { ...CLASSES, create_makeup_tokens: "full" });
  });
  const week = async (classId: string) =>
    (await getCalendar(ctx, calendarFilter.parse({ from: MONDAY, to: "2026-11-29", class: classId })))
      .meetings;

  it("cancels one, says so in the calendar, and takes it back by restoring or undoing", async () => {
    const tumbling = await school.class({ name: "Tumbling" });
    const key = { slotId: tumbling.slotIds[0]!, meetsOn: MONDAY };
    const { change } = await cancel(ctx, named(key));
    expect(await week(tumbling.id)).toMatchObject([{ isCancelled: true, reason: "No heating", version: 1 }]);
    expect(await auditOf(tenant, change.id)).toEqual(["meetings.cancel", "meetingExceptions insert"]);
    await expect(cancel(ctx, named(key))).rejects.toMatchObject({ code: "already_cancelled" });
    await undoChange(ctx, change.id);
    expect(await week(tumbling.id)).toMatchObject([{ isCancelled: false, version: null }]);
    await cancel(ctx, named(key));
    const restored = await restore(ctx, key);
    expect(await week(tumbling.id)).toMatchObject([{ isCancelled: false, reason: null, version: null }]);
    expect(await auditOf(tenant, restored.change.id)).toEqual([
      "meetings.restore",
      "meetingExceptions delete",
    ]);
    await expect(restore(ctx, key)).rejects.toMatchObject({ code: "not_cancelled" });
  });

  it("does not find a date on which the slot does not meet, nor another school's slot", async () => {
    const { slotIds } = await school.class({ startsOn: MONDAY, endsOn: NEXT_MONDAY });
    const slotId = slotIds[0]!;
    for (const meetsOn of ["2026-11-24", "2026-11-16", "2026-12-07"]) {
      await expect(cancel(ctx, named({ slotId, meetsOn }))).rejects.toMatchObject({ status: 404 });
    }
    const other = await openTestTenant({ engine });
    const stranger = await staffContext(other, CLASSES);
    await expect(cancel(stranger, named({ slotId, meetsOn: MONDAY }))).rejects.toMatchObject({ status: 404 });
    await expect(restore(stranger, { slotId, meetsOn: MONDAY })).rejects.toMatchObject({ status: 404 });
  });

  it("needs the right, and that to create tokens where it gives some", async () => {
    const { slotIds } = await school.class();
    const key = { slotId: slotIds[0]!, meetsOn: MONDAY };
    const looker = await staffContext(tenant, { classes: "view" });
    await expect(cancel(looker, named(key))).rejects.toMatchObject({ code: "right_missing" });
    await expect(restore(looker, key)).rejects.toMatchObject({ code: "right_missing" });
    await expect(previewCancel(looker, { scope: named(key) as never })).rejects.toMatchObject({
      code: "right_missing",
    });
    const scheduler = await staffContext(tenant, CLASSES);
    await expect(cancel(scheduler, named(key), { makeupTokens: {} })).rejects.toMatchObject({
      data: { right: "create_makeup_tokens" },
    });
  });

  it("cancels all of a span that fit, after a preview that counts people once", async () => {
    const program = await school.program(`Swim ${engine}`);
    const swim = await school.class({ programId: program, slots: [{ weekday: 1 }, { weekday: 3 }] });
    const kim = await school.student();
    await school.enroll(kim, swim);
    await school.enroll(await school.student(null), swim, { slotIds: [swim.slotIds[0]!] });
    await school.add("closures", [
      {
        id: `clo-${engine}`,
        name: "Thanksgiving",
        starts_on: "2026-11-25",
        ends_on: "2026-11-25",
        effect: "both",
        program_id: program,
      },
    ]);
    const scope = { kind: "days" as const, from: MONDAY, to: "2026-12-06", programId: program };
    const preview = await previewCancel(ctx, { scope });
    expect(preview).toMatchObject({ left: 1, students: 2, families: 2, familiesWithMail: 1 });
    expect(preview.meetings.map(({ meetsOn, students }) => [meetsOn, students])).toEqual([
      [MONDAY, 2],
      [NEXT_MONDAY, 2],
      ["2026-12-02", 1],
    ]);
    await expect(cancel(ctx, scope, { seen: 2 })).rejects.toMatchObject({ code: "changed_meanwhile" });
    const done = await cancel(ctx, scope, {
      seen: 3,
      notify: { families: true, staff: true },
      message: "See you soon",
    });
    expect(done.cancelled).toBe(3);
    expect(await effectsOf(tenant, done.change.id)).toMatchObject([
      {
        topic: "meeting-notices",
        payload: { kind: "cancelled", families: true, staff: true, message: "See you soon" },
      },
    ]);
    await undoChange(ctx, done.change.id);
    expect(await effectsOf(tenant, done.change.id)).toEqual([]);
    expect((await week(swim.id)).map(({ isCancelled, closure }) => [isCancelled, closure])).toEqual([
      [false, null],
      [false, "Thanksgiving"],
    ]);
  });

  it("gives makeup tokens to those who would have come, and takes the unspent back when restored", async () => {
    const swim = await school.class();
    await school.enroll(await school.student(), swim);
    await school.enroll(await school.student(), swim, { startsOn: NEXT_MONDAY });
    const key = { slotId: swim.slotIds[0]!, meetsOn: MONDAY };
    expect(await cancel(ctx, named(key), { makeupTokens: {} })).toMatchObject({ tokens: 1 });
    expect(await restore(ctx, key)).toMatchObject({ tokensRevoked: 1, tokensKept: 0 });
  });

  it("loses the race against another exception and against the slot's end", async () => {
    const swim = await school.class();
    const key = { slotId: swim.slotIds[0]!, meetsOn: MONDAY };
    const both = barrier(2);
    const runs = await Promise.allSettled(
      [1, 2].map(() => cancel({ ...ctx, database: racing(tenant.database, both) }, named(key))),
    );
    expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(runs.find((run) => run.status === "rejected")).toMatchObject({
      reason: { code: "changed_meanwhile" },
    });

    const ended = await school.class();
    const late = { slotId: ended.slotIds[0]!, meetsOn: NEXT_MONDAY };
    const end = async () => {
      await school.run(`update slot_versions set ends_on = '${MONDAY}' where slot_id = '${late.slotId}'`);
    };
    const attempt = (without?: RegExp) =>
      cancel({ ...ctx, database: racing(tenant.database, end, without) }, named(late));
    await expect(attempt()).rejects.toMatchObject({ code: "gone_meanwhile" });
    await school.run(`update slot_versions set ends_on = null where slot_id = '${late.slotId}'`);
    await expect(attempt(/row_living/)).resolves.toBeDefined();

    const restored = barrier(2);
    const restores = await Promise.allSettled(
      [1, 2].map(() => restore({ ...ctx, database: racing(tenant.database, restored) }, key)),
    );
    expect(restores.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
