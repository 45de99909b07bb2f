import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { dropClass } from "../../worker/domains/enrollments/drop-class.ts";
import { dropEnrollment } from "../../worker/domains/enrollments/drop-enrollment.ts";
import { dropAllInput, dropInput } from "../../worker/domains/enrollments/schemas.ts";
import { bookMakeup } from "../../worker/domains/makeups/book-makeup.ts";
import {
  cancellationQueries,
  issueForCancellation,
  revokeForRestore,
} from "../../worker/domains/makeups/cancellation-tokens.ts";
import { getStudentTokens } from "../../worker/domains/makeups/get-student-tokens.ts";
import { grantTokens } from "../../worker/domains/makeups/grant-tokens.ts";
import { revokeToken } from "../../worker/domains/makeups/revoke-token.ts";
import { bookMakeupInput, grantTokensInput } from "../../worker/domains/makeups/schemas.ts";
import { updateToken } from "../../worker/domains/makeups/update-token.ts";
import { makeupRules } from "../../worker/domains/school-rules/schemas.ts";
import { Change, UNDO_MS } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { read } from "../../worker/kernel/read.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { keepSessions, MONDAY, mark, openGym, openStaff, SATURDAY, setRules } from "../attendance/gym.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";

const TODAY = SATURDAY;

describe.each(ENGINES)("makeup tokens on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, other, coach } = await openStaff(tenant, {
    ctx: {},
    other: {},
    coach: { rights: { attendance: "full", enrollments: "view" } },
  });
  await keepSessions(tenant);
  const tokens = async (studentId: string) => (await getStudentTokens(ctx, studentId)).tokens;
  const states = async (studentId: string) => (await tokens(studentId)).map(({ state }) => state).sort();
  const kinds = async (studentId: string) =>
    (await tokens(studentId)).flatMap(({ entries }) => entries.map(({ kind }) => kind));
  const rules = (some: Parameters<typeof setRules<"makeups">>[2]) => setRules(tenant, "makeups", some);
  const excused = { status: "absent", isExcused: true };
  const say = async (gym: { slotId: string }, who: string, more: Record<string, unknown>, baseVersion = 0) =>
    (await saveMarks(ctx, { marks: [mark(who, gym.slotId, { ...more, baseVersion })] })).outcomes[0]!;

  it("come with an excused absence, go when it is edited back, and come again", async () => {
    await rules({});
    const program = await school.program("Tumbling");
    await rules({ isSameProgramOnly: true });
    const gym = await classOf(1, { programId: program });
    const [who] = gym.studentIds as [string];
    expect(await say(gym, who, excused)).toMatchObject({ token: "issued" });
    expect(await tokens(who)).toMatchObject([
      {
        origin: "absence",
        state: "available",
        issuedOn: TODAY,
        expiresOn: addDays(TODAY, 90),
        programs: [{ id: program, name: "Tumbling" }],
        missed: { slotId: gym.slotId, meetsOn: SATURDAY },
      },
    ]);
    // A note changes nothing; no longer excused it is no longer earned.
    expect(await say(gym, who, { ...excused, note: "flu" }, 1)).toMatchObject({ token: null });
    expect(await say(gym, who, { status: "absent", isExcused: false }, 2)).toMatchObject({
      token: "revoked",
    });
    expect(await say(gym, who, excused, 3)).toMatchObject({ token: "issued" });
    expect(await say(gym, who, { status: "present" }, 4)).toMatchObject({ token: "revoked" });
    expect(await states(who)).toEqual(["revoked"]);
    expect((await kinds(who)).sort()).toEqual(["issued", "reinstated", "revoked", "revoked"]);
    await rules({});
  });

  it("that were spent stay when the mark is edited back", async () => {
    const gym = await classOf(1);
    const [who] = gym.studentIds as [string];
    await say(gym, who, excused);
    const target = await classOf(0, { slots: [{ weekday: 1 }] });
    const wish = bookMakeupInput.parse({ studentId: who, classId: target.id, onDate: MONDAY });
    expect((await bookMakeup(ctx, wish)).outcome).toBe("booked");
    expect(await say(gym, who, { status: "present" }, 1)).toMatchObject({ outcome: "saved", token: "kept" });
    expect(await states(who)).toEqual(["expended"]);
  });

  it("follow the rules: for every absence or none, by notice, never for a trial", async () => {
    const earned = async (more: Record<string, unknown>, kind = "active") => {
      const gym = await classOf(0);
      const who = await school.student();
      const day = kind === "active" ? {} : { startsOn: SATURDAY, endsOn: SATURDAY };
      await school.enroll(who, gym, { kind, ...day });
      const outcome = await say(gym, who, more);
      return outcome.outcome === "saved" && outcome.token === "issued";
    };
    expect(await earned({ status: "absent" })).toBe(false);
    expect(await earned(excused, "trial")).toBe(false);
    await rules({ issueFor: "every_absence" });
    expect(await earned({ status: "absent" })).toBe(true);
    await rules({ issueFor: "never" });
    expect(await earned(excused)).toBe(false);
    // Marked at noon for a meeting at four.
    await rules({ noticeHours: 4 });
    expect(await earned(excused)).toBe(true);
    await rules({ noticeHours: 5 });
    expect(await earned(excused)).toBe(false);
    await rules({});
  });

  it("never exceed the cap of their period, nor when two absences are marked at once", async () => {
    await rules({ capTokens: 1, capPeriodDays: 30 });
    const capped = async (without?: RegExp) => {
      const [one, two] = [await classOf(1), await classOf(0)];
      const [who] = one.studentIds as [string];
      await school.enroll(who, two);
      const both = barrier(2);
      const slow = (actor: typeof ctx) => ({ ...actor, database: racing(tenant.database, both, without) });
      await Promise.all([
        saveMarks(slow(ctx), { marks: [mark(who, one.slotId, excused)] }),
        saveMarks(slow(other), { marks: [mark(who, two.slotId, excused)] }),
      ]);
      return (await states(who)).length;
    };
    expect(await capped()).toBe(1);
    expect(await capped(/"token_left"/)).toBe(2);
    const gym = await classOf(1);
    const [who] = gym.studentIds as [string];
    await saveMarks(ctx, {
      marks: [SATURDAY, "2026-11-14"].map((meetsOn) => mark(who, gym.slotId, { ...excused, meetsOn })),
    });
    expect(await states(who)).toEqual(["available"]);
    // Grants by hand are beyond the cap.
    await grantTokens(ctx, grantTokensInput.parse({ studentId: who, comment: "Extra" }));
    expect(await states(who)).toEqual(["available", "available"]);
    await rules({});
  });

  it("are not issued twice when one absence is marked by two at once", async () => {
    const gym = await classOf(1);
    const [who] = gym.studentIds as [string];
    const both = barrier(2);
    const slow = (actor: typeof ctx) => ({ ...actor, database: racing(tenant.database, both) });
    await Promise.all(
      [ctx, other].map((actor) => saveMarks(slow(actor), { marks: [mark(who, gym.slotId, excused)] })),
    );
    expect(await states(who)).toEqual(["available"]);
  });

  it("go with an undo of the mark, unless they were spent meanwhile", async () => {
    const gym = await classOf(2);
    const [one, two] = gym.studentIds as [string, string];
    const first = await saveMarks(ctx, { marks: [mark(one, gym.slotId, excused)] });
    await undoChange(ctx, first.change!.id);
    expect(await tokens(one)).toEqual([]);
    const second = await saveMarks(ctx, { marks: [mark(two, gym.slotId, excused)] });
    const target = await classOf(0, { slots: [{ weekday: 1 }] });
    await bookMakeup(ctx, bookMakeupInput.parse({ studentId: two, classId: target.id, onDate: MONDAY }));
    await expect(undoChange(ctx, second.change!.id)).rejects.toMatchObject({ code: "changed_since" });
  });

  it("are granted, changed and taken back by who may, with a reason", async () => {
    const who = await school.student();
    const input = grantTokensInput.parse({ studentId: who, comment: "Broken beam" });
    await expect(grantTokens(coach, input)).rejects.toMatchObject({ code: "right_missing" });
    const { ids, change } = await grantTokens(ctx, input);
    const token = () => tokens(who).then(([first]) => first!);
    await updateToken(ctx, ids[0]!, { version: 1, expiresOn: null });
    expect(await token()).toMatchObject({ expiresOn: null, version: 2 });
    await expect(updateToken(ctx, ids[0]!, { version: 2, programIds: ["prg_gone"] })).rejects.toMatchObject({
      fields: [{ path: "programIds" }],
    });
    await expect(updateToken(ctx, ids[0]!, { version: 2, expiresOn: "2026-11-20" })).rejects.toMatchObject({
      code: "expired_already",
    });
    const taken = { version: 2, comment: "Mistake" };
    await expect(revokeToken(coach, ids[0]!, taken)).rejects.toMatchObject({ code: "right_missing" });
    const both = barrier(2);
    const slow = (actor: typeof ctx) => ({ ...actor, database: racing(tenant.database, both) });
    const race = await Promise.allSettled([
      revokeToken(slow(ctx), ids[0]!, taken),
      updateToken(slow(other), ids[0]!, { version: 2, comment: "Later" }),
    ]);
    expect(race.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(undoChange(ctx, change.id)).rejects.toMatchObject({ code: "changed_since" });
    const neighbour = await openTestTenant({ engine, platform: tenant.platform });
    const { foreign } = await openStaff(neighbour, { foreign: {} });
    await expect(revokeToken(foreign, ids[0]!, taken)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are issued when a meeting is cancelled, and taken back when it is restored", async () => {
    const gym = await classOf(2);
    const trial = await school.student();
    await school.enroll(trial, gym, { kind: "trial", startsOn: SATURDAY, endsOn: SATURDAY });
    const [one, two] = gym.studentIds as [string, string];
    await say(gym, one, excused);
    const act = async (what: "cancel" | "restore") => {
      const found = await read(ctx, {
        ...cancellationQueries(ctx, [{ slotId: gym.slotId, meetsOn: SATURDAY }]),
      });
      const change = new Change(ctx, {
        ...{ action: `test.${what}`, summary: what, right: null, undoMs: UNDO_MS.ordinary },
      });
      const parsed = makeupRules.parse({});
      const result =
        what === "cancel"
          ? issueForCancellation(ctx, change, found, { rules: parsed, expiresOn: "2027-01-31" })
          : revokeForRestore(ctx, change, found, parsed);
      await commit(ctx, change);
      return result;
    };
    expect(await act("cancel")).toBe(1);
    expect(await tokens(two)).toMatchObject([{ origin: "cancellation", expiresOn: "2027-01-31" }]);
    expect([await states(one), await states(trial)]).toEqual([["available"], []]);
    expect(await act("restore")).toEqual({ revoked: 1, kept: 0 });
    expect([await states(one), await states(two)]).toEqual([["available"], ["revoked"]]);
    expect(await act("cancel")).toBe(1);
    expect(await kinds(two)).toHaveLength(3);
  });

  it("end with the last enrollment where the school says so, until the drop is undone", async () => {
    const gym = await classOf(1);
    const [who] = gym.studentIds as [string];
    await grantTokens(ctx, grantTokensInput.parse({ studentId: who, expiresOn: null, comment: "Extra" }));
    const expiry = async () => (await tokens(who))[0]!.expiresOn;
    const drop = async (id: string, version: number, endsOn: string) =>
      (await dropEnrollment(ctx, id, dropInput.parse({ version, endsOn }))).change.id;
    const [first] = (await enrollmentIds(who)) as [string];
    const second = await school.enroll(who, await classOf(0));
    await rules({ expiresOnWithdrawal: true });
    await drop(second, 1, "2026-12-11");
    expect(await expiry()).toBeNull();
    const change = await drop(first, 1, "2026-11-30");
    expect(await expiry()).toBe("2026-12-11");
    await undoChange(ctx, change);
    expect(await expiry()).toBeNull();
    await rules({});
    await drop(first, 3, "2026-11-30");
    expect(await expiry()).toBeNull();
    const target = await classOf(2);
    const [one] = target.studentIds as [string];
    await grantTokens(ctx, grantTokensInput.parse({ studentId: one, expiresOn: null, comment: "Extra" }));
    await rules({ expiresOnWithdrawal: true });
    await dropClass(ctx, dropAllInput.parse({ classId: target.id, expected: 2, endsOn: SATURDAY }));
    expect(await tokens(one)).toMatchObject([{ expiresOn: SATURDAY, state: "available" }]);
    const later = { ...ctx, nowMs: ctx.nowMs + 2 * 86_400_000 };
    expect((await getStudentTokens(later, one)).tokens).toMatchObject([{ state: "expired" }]);
    await rules({});
  });

  async function enrollmentIds(studentId: string): Promise<string[]> {
    const { rows } = await tenant.database.read({
      rows: select({ id: sql<string>`id` }, sql`from enrollments where student_id = ${studentId}`),
    });
    return rows.map(({ id }) => id);
  }
});
