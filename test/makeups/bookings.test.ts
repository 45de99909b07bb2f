import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { bookMakeup } from "../../worker/domains/makeups/book-makeup.ts";
import { cancelMakeup } from "../../worker/domains/makeups/cancel-makeup.ts";
import { getStudentTokens } from "../../worker/domains/makeups/get-student-tokens.ts";
import { grantTokens } from "../../worker/domains/makeups/grant-tokens.ts";
import { listMakeupOpenings } from "../../worker/domains/makeups/list-makeup-openings.ts";
import { bookMakeupInput, grantTokensInput } from "../../worker/domains/makeups/schemas.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { moveInput } from "../../worker/domains/meetings/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { keepSessions, MONDAY, openGym, openStaff } from "../attendance/gym.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";

const HOUR_MS = 3_600_000;

describe.each(ENGINES)("makeups on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, desk, own, viewer } = await openStaff(tenant, {
    ctx: {},
    desk: { rights: { enrollments: "full" } },
    own: { rights: { enrollments: "full" }, ownClassesOnly: true },
    viewer: { rights: { enrollments: "view" } },
  });
  await keepSessions(tenant);
  const mondays = (options = {}) => classOf(0, { slots: [{ weekday: 1, startMinute: 960 }], ...options });
  const grant = async (studentId: string, more: Record<string, unknown> = {}) =>
    (await grantTokens(ctx, grantTokensInput.parse({ studentId, comment: "Sorry", ...more }))).ids;
  const wish = (studentId: string, classId: string, more: Record<string, unknown> = {}) =>
    bookMakeupInput.parse({ studentId, classId, onDate: MONDAY, ...more });
  const booked = async (studentId: string, classId: string, more: Record<string, unknown> = {}) => {
    const outcome = await bookMakeup(ctx, wish(studentId, classId, more));
    if (outcome.outcome !== "booked") throw new Error(outcome.message);
    return outcome;
  };
  const tokensOf = async (studentId: string) => (await getStudentTokens(ctx, studentId)).tokens;

  it("are paid with the token that expires first, then the older one, and tell their ledger", async () => {
    const who = await school.student();
    const [never] = await grant(who, { expiresOn: null });
    // Ids of one instant sort as chance has it.
    const [older, newer] = [...(await grant(who, { expiresOn: "2026-12-31", count: 2 }))].sort();
    const [soon] = await grant(who, { expiresOn: "2026-11-30" });
    const spent: (string | null)[] = [];
    for (let i = 0; i < 4; i++) spent.push((await booked(who, (await mondays()).id)).tokenId);
    expect(spent).toEqual([soon, older, newer, never]);
    const token = (await tokensOf(who)).find(({ id }) => id === soon)!;
    expect(token).toMatchObject({ state: "expended", booking: { onDate: MONDAY, startMinute: 960 } });
    expect(token.entries).toMatchObject([
      { kind: "issued", delta: 1, comment: "Sorry", by: ctx.actor.name },
      { kind: "expended", delta: -1, comment: null, by: ctx.actor.name },
    ]);
    // Four in the afternoon in Chicago, twelve hours before.
    expect(token.booking!.returnsUntilMs).toBe(Date.UTC(2026, 10, 23, 10));
  });

  it("tell the day and the time to which their meeting was moved", async () => {
    const who = await school.student();
    await grant(who);
    const target = await mondays();
    await booked(who, target.id);
    const to = { version: null, onDate: addDays(MONDAY, 1), startMinute: 600 };
    await moveMeeting(ctx, { slotId: target.slotId, meetsOn: MONDAY }, moveInput.parse(to));
    const [token] = await tokensOf(who);
    expect(token!.booking).toMatchObject({ onDate: to.onDate, startMinute: 600 });
  });

  it("are refused with the first reason there is", async () => {
    const who = await school.student();
    const target = await mondays({ capacity: 1 });
    const outcome = async (more: Record<string, unknown> = {}, studentId = who) =>
      (await bookMakeup(ctx, wish(studentId, target.id, more))).outcome;
    expect(await outcome({ onDate: addDays(MONDAY, 1) })).toBe("no_meeting");
    expect(await outcome({ onDate: addDays(MONDAY, 7 * 20) })).toBe("outside_window");
    expect(await outcome()).toBe("no_token");
    await grant(who, { expiresOn: "2026-11-22" });
    expect(await outcome()).toBe("no_token");
    const [token] = await grant(who);
    const somebody = await school.student();
    await grant(somebody);
    expect(await outcome({ tokenId: token }, somebody)).toBe("no_token");
    expect(await outcome({ tokenId: token })).toBe("booked");
    expect(await outcome()).toBe("already_enrolled");
    expect(await outcome({}, somebody)).toBe("class_full");
    expect(await outcome({ isOverride: true }, somebody)).toBe("booked");
  });

  it("fit age and gender, the program and the place of the token, or somebody overrides", async () => {
    const who = await school.student();
    const [dance, swim] = [await school.program("Dance"), await school.program("Swim")];
    await grant(who, { programIds: [dance] });
    const other = await mondays({ programId: swim });
    expect((await bookMakeup(ctx, wish(who, other.id))).outcome).toBe("no_token");
    const girls = await mondays({ programId: dance });
    await tenant.database.commit({
      statements: [statement(sql`update classes set gender = 'female' where id = ${girls.id}`)],
    });
    const refused = await bookMakeup(ctx, wish(who, girls.id));
    expect(refused).toMatchObject({ outcome: "not_eligible", problems: [expect.stringContaining("girls")] });
    expect((await bookMakeup(desk, wish(who, girls.id, { isOverride: true }))).outcome).toBe("not_eligible");
    expect((await bookMakeup(ctx, wish(who, girls.id, { isOverride: true }))).outcome).toBe("booked");
  });

  it("need rights: to enroll, and one of their own without a token", async () => {
    const who = await school.student();
    const target = await mondays();
    await expect(bookMakeup(viewer, wish(who, target.id))).rejects.toMatchObject({ code: "right_missing" });
    await expect(bookMakeup(desk, wish(who, target.id, { tokenId: null }))).rejects.toMatchObject({
      code: "right_missing",
      data: { right: "makeup_without_token" },
    });
    await expect(bookMakeup(own, wish(who, target.id))).rejects.toMatchObject({ code: "not_found" });
    const free = await booked(who, target.id, { tokenId: null });
    expect(free.tokenId).toBeNull();
    await expect(
      cancelMakeup(own, free.enrollmentId, { version: 1, returnsAnyway: false }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    const neighbour = await openTestTenant({ engine, platform: tenant.platform });
    const { foreign } = await openStaff(neighbour, { foreign: {} });
    await expect(bookMakeup(foreign, wish(who, target.id))).rejects.toMatchObject({ code: "not_found" });
  });

  it("are taken back by undo, and leave an entry in the audit log", async () => {
    const who = await school.student();
    await grant(who);
    const { change, enrollmentId } = await booked(who, (await mondays({ name: "Bars" })).id);
    const { rows } = await tenant.database.read({
      rows: select(
        { entity: sql<string>`r.entity`, op: sql<string>`r.op`, action: sql<string>`c.action` },
        sql`from changes c join change_rows r on r.change_id = c.id where c.id = ${change.id} order by r.position`,
      ),
    });
    expect(rows).toEqual([
      { entity: "enrollments", op: "insert", action: "makeups.book" },
      { entity: "makeupTokens", op: "update", action: "makeups.book" },
      { entity: "makeupEntries", op: "insert", action: "makeups.book" },
    ]);
    await undoChange(ctx, change.id);
    expect(await tokensOf(who)).toMatchObject([
      { state: "available", booking: null, entries: [{ kind: "issued" }] },
    ]);
    await expect(cancelMakeup(ctx, enrollmentId, { version: 1, returnsAnyway: false })).rejects.toMatchObject(
      {
        code: "not_found",
      },
    );
  });

  it("give their token back when cancelled in time, later only with the right to", async () => {
    const who = await school.student();
    await grant(who, { count: 2 });
    const start = Date.UTC(2026, 10, 23, 22);
    const early = await booked(who, (await mondays()).id);
    const at = (nowMs: number, actor = ctx) => ({ ...actor, nowMs });
    const cancel = { version: 1, returnsAnyway: false };
    expect(await cancelMakeup(at(start - 12 * HOUR_MS), early.enrollmentId, cancel)).toMatchObject({
      isTokenReturned: true,
    });
    const late = await booked(who, (await mondays()).id);
    const justLate = start - 12 * HOUR_MS + 1;
    const anyway = { ...cancel, returnsAnyway: true };
    await expect(cancelMakeup(at(justLate, desk), late.enrollmentId, anyway)).rejects.toMatchObject({
      data: { right: "create_makeup_tokens" },
    });
    const { change, isTokenReturned } = await cancelMakeup(at(justLate), late.enrollmentId, cancel);
    expect(isTokenReturned).toBe(false);
    await undoChange(at(justLate), change.id);
    expect(
      await cancelMakeup(at(justLate), late.enrollmentId, { version: 3, returnsAnyway: true }),
    ).toMatchObject({
      isTokenReturned: true,
    });
    expect((await getStudentTokens(ctx, who)).available).toBe(2);
  });

  it("are found where there is a place, with the token that would pay", async () => {
    const who = await school.student();
    const target = await mondays({ capacity: 1, name: `Open ${engine}` });
    const filter = { studentId: who, from: MONDAY, to: MONDAY, classId: target.id };
    expect((await listMakeupOpenings(ctx, filter)).openings).toMatchObject([
      { onDate: MONDAY, openings: 1, tokenId: null, problems: [], slotIds: [target.slotId] },
    ]);
    const [token] = await grant(who);
    expect((await listMakeupOpenings(ctx, filter)).openings).toMatchObject([{ tokenId: token }]);
    expect((await listMakeupOpenings(own, filter)).openings).toEqual([]);
    await booked(who, target.id);
    const another = { ...filter, studentId: await school.student() };
    expect((await listMakeupOpenings(ctx, another)).openings).toEqual([]);
  });

  it("with one token in two classes at once: one is booked, the other is told", async () => {
    const race = async (without?: RegExp) => {
      const who = await school.student();
      await grant(who);
      const both = barrier(2);
      const slow = { ...ctx, database: racing(tenant.database, both, without) };
      const [one, two] = [await mondays(), await mondays()];
      const outcomes = await Promise.all([one, two].map(({ id }) => bookMakeup(slow, wish(who, id))));
      return outcomes.map(({ outcome }) => outcome).sort();
    };
    expect(await race()).toEqual(["booked", "no_token"]);
    // Either guard is enough; without both the token would pay twice.
    expect(await race(/"row_version"/)).toEqual(["booked", "no_token"]);
    expect(await race(/"row_version"|"token_left"/)).toEqual(["booked", "booked"]);
  });

  it("of two students for one place: one is booked, the other keeps the token", async () => {
    const race = async (without?: RegExp) => {
      const target = await mondays({ capacity: 1 });
      const both = barrier(2);
      const slow = { ...ctx, database: racing(tenant.database, both, without) };
      const students = [await school.student(), await school.student()];
      for (const who of students) await grant(who);
      const outcomes = await Promise.all(students.map((who) => bookMakeup(slow, wish(who, target.id))));
      return outcomes.map(({ outcome }) => outcome).sort();
    };
    expect(await race()).toEqual(["booked", "class_full"]);
    expect(await race(/"place_left"/)).toEqual(["booked", "booked"]);
  });
});
