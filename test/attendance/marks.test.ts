import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { getRollSheet } from "../../worker/domains/attendance/get-roll-sheet.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { contextOf, staffContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { keepSessions, MONDAY, mark, openGym, openStaff, SATURDAY } from "./gym.ts";

const HOUR_MS = 3_600_000;

describe.each(ENGINES)("marks on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, viewer, coach, own } = await openStaff(tenant, {
    ctx: {},
    viewer: { rights: { attendance: "view" } },
    coach: { rights: { attendance: "full" } },
    own: { rights: { attendance: "full" }, ownClassesOnly: true },
  });
  const tally = async (slotId: string) =>
    (
      await tenant.database.read({
        rows: select(
          { present: sql<number>`present`, absent: sql<number>`absent`, tardy: sql<number>`tardy` },
          sql`from meeting_tallies where slot_id = ${slotId} and meets_on = ${SATURDAY}`,
        ),
      })
    ).rows[0];
  const sheet = (slotId: string) => getRollSheet(ctx, { slotId, meetsOn: SATURDAY });

  it("are saved as one change, seen on the sheet and in the tallies, and undone together", async () => {
    const gym = await classOf(3);
    const [one, two, three] = gym.studentIds as [string, string, string];
    const { outcomes, change } = await saveMarks(ctx, {
      marks: [
        mark(one, gym.slotId),
        mark(two, gym.slotId, { status: "absent", note: " ill " }),
        mark(three, gym.slotId, { status: "tardy" }),
      ],
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["saved", "saved", "saved"]);
    expect(await tally(gym.slotId)).toEqual({ present: 1, absent: 1, tardy: 1 });
    const marks = new Map((await sheet(gym.slotId)).students.map((row) => [row.studentId, row.mark]));
    expect(marks.get(two)).toMatchObject({
      status: "absent",
      note: "ill",
      isExcused: false,
      isReported: false,
      version: 1,
      markedBy: ctx.actor.name,
    });
    await undoChange(ctx, change!.id);
    expect(await tally(gym.slotId)).toEqual({ present: 0, absent: 0, tardy: 0 });
    const after = (await sheet(gym.slotId)).students.map((row) => row.mark);
    expect(after.map(({ status }) => status)).toEqual(["none", "none", "none"]);
    // What an undo took away is marked again over the version it left.
    const version = after[0]!.version;
    const again = await saveMarks(ctx, { marks: [mark(one, gym.slotId, { baseVersion: version })] });
    expect(again.outcomes[0]).toMatchObject({
      outcome: "saved",
      mark: { status: "present", version: version + 1 },
    });
    await undoChange(ctx, again.change!.id);
    expect((await sheet(gym.slotId)).students.every((row) => row.mark.status === "none")).toBe(true);
  });

  it("tell the audit log who marked whom, under the person", async () => {
    const gym = await classOf(1, { name: "Vault Club" });
    const { change } = await saveMarks(ctx, { marks: [mark(gym.studentIds[0]!, gym.slotId)] });
    const { rows } = await tenant.database.read({
      rows: select(
        { summary: sql<string>`c.summary`, entity: sql<string>`r.entity`, person: sql<string>`r.person_id` },
        sql`from changes c join change_rows r on r.change_id = c.id where c.id = ${change!.id}`,
      ),
    });
    expect(rows).toEqual([
      {
        summary: `Marked Kim Student ${gym.studentIds[0]} present in Vault Club on ${SATURDAY}`,
        entity: "attendance",
        person: gym.studentIds[0],
      },
    ]);
  });

  it("cost at most eight rows written and two trips each", async () => {
    const gym = await classOf(2);
    const cost = async (work: () => Promise<unknown>) => {
      const before = { ...tenant.database.meter };
      await work();
      const { trips, rowsWritten, rowsRead } = tenant.database.meter;
      return {
        trips: trips - before.trips,
        written: rowsWritten - before.rowsWritten,
        read: rowsRead - before.rowsRead,
      };
    };
    const keyed = (key: string) => contextOf(tenant, ctx.actor, { idempotencyKey: `${key} ${engine}` });
    const first = await cost(() =>
      saveMarks(keyed("first"), { marks: [mark(gym.studentIds[0]!, gym.slotId)] }),
    );
    expect(first.trips).toBe(2);
    // libSQL counts rows, D1 also the entries of indexes; the limit is the larger count.
    expect(first.written).toBeLessThanOrEqual(8);
    const changed = { status: "tardy", baseVersion: 1 };
    const second = await cost(() =>
      saveMarks(keyed("second"), { marks: [mark(gym.studentIds[0]!, gym.slotId, changed)] }),
    );
    expect(second.written).toBeLessThanOrEqual(8);
    const one = await cost(() => sheet(gym.slotId));
    expect(one.trips).toBe(1);
    expect(one.read).toBeLessThan(80);
  });

  it("are refused one by one, each with its reason", async () => {
    const gym = await classOf(1, { slots: [{ weekday: 6 }, { weekday: 1 }] });
    const stranger = await school.student();
    const who = gym.studentIds[0]!;
    const mondays = gym.slotIds[1]!;
    const { outcomes } = await saveMarks(ctx, {
      marks: [
        mark(stranger, gym.slotId),
        mark(who, gym.slotId, { meetsOn: MONDAY }),
        mark(who, mondays, { meetsOn: MONDAY }),
        mark(who, "slt_0000000000000000000000000a"),
        mark(who, gym.slotId),
      ],
    });
    const told = new Map(outcomes.map((one) => [`${one.studentId} ${one.slotId} ${one.meetsOn}`, one]));
    const reason = (studentId: string, slotId: string, meetsOn = SATURDAY) => {
      const one = told.get(`${studentId} ${slotId} ${meetsOn}`)!;
      return one.outcome === "refused" ? one.reason : one.outcome;
    };
    expect(reason(stranger, gym.slotId)).toBe("not_enrolled");
    expect(reason(who, gym.slotId, MONDAY)).toBe("no_meeting");
    expect(reason(who, mondays, MONDAY)).toBe("not_yet");
    expect(reason(who, "slt_0000000000000000000000000a")).toBe("not_found");
    expect(reason(who, gym.slotId)).toBe("saved");
  });

  it("are not taken at meetings that were cancelled or fall on a closure, which the sheet says", async () => {
    const gym = await classOf(1);
    const id = (prefix: string) => `${prefix}_${gym.id}`;
    await school.add("meeting_exceptions", [
      {
        id: id("mex"),
        slot_id: gym.slotId,
        class_id: gym.id,
        meets_on: SATURDAY,
        is_cancelled: 1,
        reason: "Flood",
      },
    ]);
    const closed = await classOf(1);
    await school.add("closures", [
      {
        id: id("clo"),
        name: "Gala",
        starts_on: SATURDAY,
        ends_on: SATURDAY,
        effect: "both",
        class_id: closed.id,
      },
    ]);
    expect(await sheet(gym.slotId)).toMatchObject({
      closedFor: "cancelled",
      meeting: { cancelReason: "Flood" },
    });
    expect(await sheet(closed.slotId)).toMatchObject({ closedFor: "closure", meeting: { closure: "Gala" } });
    const { outcomes, change } = await saveMarks(ctx, {
      marks: [mark(gym.studentIds[0]!, gym.slotId), mark(closed.studentIds[0]!, closed.slotId)],
    });
    expect(outcomes).toMatchObject([{ reason: "cancelled" }, { reason: "closed" }]);
    expect(change).toBeNull();
    await expect(getRollSheet(ctx, { slotId: gym.slotId, meetsOn: MONDAY })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("need the right, and the right to excuse for an excuse", async () => {
    const gym = await classOf(1);
    const marks = [mark(gym.studentIds[0]!, gym.slotId, { status: "absent", isExcused: true })];
    await expect(saveMarks(viewer, { marks })).rejects.toMatchObject({ code: "right_missing" });
    expect((await saveMarks(coach, { marks })).outcomes).toMatchObject([{ reason: "excuse_right" }]);
    expect((await saveMarks(ctx, { marks })).outcomes).toMatchObject([{ mark: { isExcused: true } }]);
    // Once excused, the coach may write a note without touching that.
    const noted = mark(gym.studentIds[0]!, gym.slotId, { status: "absent", note: "call", baseVersion: 1 });
    expect((await saveMarks(coach, { marks: [noted] })).outcomes).toMatchObject([
      { outcome: "saved", mark: { isExcused: true, note: "call" } },
    ]);
  });

  it("reach only one's own and substituted classes, and nothing of another school", async () => {
    const taught = await classOf(1, { slots: [{ weekday: 6, instructorIds: [own.actor.id] }] });
    const regular = await school.staff("Regular");
    const covered = await classOf(1, { slots: [{ weekday: 6, instructorIds: [regular] }] });
    await school.add("meeting_substitutes", [
      {
        ...{ id: `msb_${covered.id}`, slot_id: covered.slotId, class_id: covered.id, meets_on: SATURDAY },
        ...{ staff_id: regular, substitute_id: own.actor.id },
      },
    ]);
    const other = await classOf(1);
    const { outcomes } = await saveMarks(own, {
      marks: [taught, covered, other].map((gym) => mark(gym.studentIds[0]!, gym.slotId)),
    });
    expect(outcomes).toMatchObject([{ outcome: "saved" }, { outcome: "saved" }, { reason: "not_found" }]);
    const only = { marks: [mark(other.studentIds[0]!, other.slotId)] };
    await expect(saveMarks(own, only)).rejects.toMatchObject({ code: "not_found" });
    await expect(getRollSheet(own, { slotId: other.slotId, meetsOn: SATURDAY })).rejects.toMatchObject({
      code: "not_found",
    });
    const seen = await getRollSheet(own, { slotId: covered.slotId, meetsOn: SATURDAY });
    expect(seen.meeting.teachers).toEqual([
      { staffId: own.actor.id, name: own.actor.name, substituteFor: "Regular Coach" },
    ]);
    const neighbour = await openTestTenant({ engine, platform: tenant.platform });
    const foreign = await staffContext(neighbour);
    await expect(saveMarks(foreign, only)).rejects.toMatchObject({ code: "not_found" });
  });

  it("made ahead are reported absences, excused by the notice the school asks for", async () => {
    const gym = await classOf(2, { slots: [{ weekday: 1 }] });
    const [one] = gym.studentIds as [string];
    await keepSessions(tenant);
    const absent = { meetsOn: MONDAY, status: "absent" };
    const { outcomes } = await saveMarks(ctx, { marks: [mark(one, gym.slotId, absent)] });
    expect(outcomes).toMatchObject([{ mark: { isReported: true, isExcused: true } }]);
    // On the day itself who is missing was not reported.
    const onMonday = { ...ctx, nowMs: TEST_NOW_MS + 46 * HOUR_MS };
    const late = await saveMarks(onMonday, { marks: [mark(gym.studentIds[1]!, gym.slotId, absent)] });
    expect(late.outcomes).toMatchObject([{ mark: { isReported: false, isExcused: false } }]);
  });
});
