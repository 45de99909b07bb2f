import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dropOwn } from "../../worker/domains/enrollments/own-drop.ts";
import { acceptOwnOffer } from "../../worker/domains/waitlist/own-offers.ts";
import { barrier } from "../harness/barrier.ts";
import { guardianContext } from "../harness/guardians.ts";
import { racing } from "../harness/racing.ts";
import { openOwnSchool } from "./own-school.ts";

const nothing = { chargeMinor: 0, creditMinor: 0 };

describe("enrollments that families change", async () => {
  const own = await openOwnSchool();
  const enrolled = async (options: Parameters<typeof own.school.enroll>[2] = {}) => {
    const { client, guardian } = await own.family();
    const target = await own.class();
    const id = await own.school.enroll(guardian.studentId, target, options);
    return { client, guardian, target, id };
  };

  it("are listed by child, with what waits for the school; who picks up sees what is on", async () => {
    await own.decide({});
    const { client, guardian, id, target } = await enrolled();
    const { body } = await client.get("/enrollments");
    expect(body.students).toMatchObject([
      { id: guardian.studentId, current: [{ id, classId: target.id, slots: [{ weekday: 1 }] }], tokens: 0 },
    ]);
    expect(body.students[0].current[0]).not.toHaveProperty("note");
    const driver = await own.family("pickup_only");
    expect((await driver.client.get("/enrollments")).body.requests).toEqual([]);
    expect((await driver.client.get(`/students/${driver.guardian.studentId}`)).status).toBe(403);
  });

  it("end after the school's notice: asked for once, withdrawn, asked for again, and approved", async () => {
    await own.decide({ drops: "request", dropNoticeDays: 14 });
    const { client, guardian, id } = await enrolled();
    const preview = (await client.get(`/enrollments/${id}/drop`)).body;
    expect(preview).toMatchObject({ mode: "request", earliestOn: "2026-12-05", isAskedFor: false });
    const drop = { version: preview.version, endsOn: "2026-12-05", expected: nothing };
    const early = await client.post(`/enrollments/${id}/drop`, { ...drop, endsOn: "2026-12-04" });
    expect(early.body).toMatchObject({ status: 422, code: "too_early" });
    expect((await client.post(`/enrollments/${id}/drop`, drop)).body).toEqual({ outcome: "asked" });
    expect((await client.post(`/enrollments/${id}/drop`, drop)).body.code).toBe("asked_already");
    const [first] = await own.items(guardian.familyId);
    const { body: withdrawn } = await client.post(`/requests/${first!.id}/withdraw`, { version: 1 });
    expect(withdrawn.change).toBeDefined();
    expect((await client.post(`/enrollments/${id}/drop`, drop)).body).toEqual({ outcome: "asked" });
    const open = (await own.items(guardian.familyId)).find(({ state }) => state === "new")!;
    const { client: staff } = await own.staff();
    const items = [{ id: open.id, version: open.version }];
    const decided = await staff.post("/online-activity/decide", { decision: "approve", items });
    expect(decided.body.outcomes[0].problem).toBeNull();
    const { body } = await client.get("/enrollments");
    expect(body.students[0].current[0]).toMatchObject({ endsOn: "2026-12-05", isDropped: true });
    expect(body.requests[0]).toMatchObject({ kind: "drop_request", state: "approved" });
  });

  it("are asked about once, however many guardians ask at the same moment", async () => {
    await own.decide({ drops: "request", dropNoticeDays: 0 });
    const { guardian, id } = await enrolled();
    const ctx = guardianContext(own.tenant, own.tenant.account, guardian, own.house.clock.nowMs);
    const database = racing(own.tenant.database, barrier(2));
    const drop = { version: 1, endsOn: "2026-12-05", reasonId: null, note: null, expected: nothing };
    const both = await Promise.allSettled([
      dropOwn({ ...ctx, database }, id, drop),
      dropOwn({ ...ctx, database }, id, drop),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "asked_already" });
    expect(await own.items(guardian.familyId)).toHaveLength(1);
  });

  it("end at once where the school lets families, and staff are told", async () => {
    await own.decide({ drops: "auto", dropNoticeDays: 0 });
    const { client, guardian, id } = await enrolled();
    const drop = { version: 1, endsOn: "2026-12-31", expected: nothing };
    const wrong = { ...drop, expected: { chargeMinor: 0, creditMinor: 500 } };
    expect((await client.post(`/enrollments/${id}/drop`, wrong)).body.code).toBe("amounts_changed");
    expect((await client.post(`/enrollments/${id}/drop`, drop)).body).toEqual({ outcome: "done" });
    expect(await own.acts("enrollments.drop")).toContainEqual({
      kind: "guardian",
      actorId: guardian.loginId,
      via: "family",
    });
    expect(await own.items(guardian.familyId)).toMatchObject([{ kind: "drop", nature: "info" }]);
    await own.decide({ drops: "off" });
    const other = await enrolled();
    const refused = await other.client.post(`/enrollments/${other.id}/drop`, drop);
    expect(refused.body.code).toBe("not_offered");
    expect((await other.client.get(`/enrollments/${id}/drop`)).status).toBe(404);
    expect((await other.client.post(`/enrollments/${id}/drop`, drop)).status).toBe(404);
  });

  it("move to a class that the child may take, within the window, by request or at once", async () => {
    await own.decide({ transfers: "request", transferAheadDays: 30 });
    const { client, guardian, id } = await enrolled();
    const open = await own.class({ name: "Open class", capacity: 3 });
    const old = await own.class({ name: "For teens" });
    await own.run(sql`update classes set min_age_years = 13 where id = ${old.id}`);
    const hidden = await own.class({ name: "Hidden" });
    await own.run(sql`update classes set is_online = 0 where id = ${hidden.id}`);
    const choices = (await client.get(`/enrollments/${id}/transfer`)).body;
    expect(choices).toMatchObject({ earliestOn: "2026-11-22", latestOn: "2026-12-21" });
    const found = (classId: string) =>
      choices.targets.find((target: { classId: string }) => target.classId === classId);
    expect(found(open.id)).toMatchObject({ problems: [], openings: 3 });
    expect(found(old.id).problems).toHaveLength(1);
    expect(found(hidden.id)).toBeUndefined();
    const move = { version: 1, classId: open.id, startsOn: "2026-12-01" };
    const at = `/enrollments/${id}/transfer`;
    const preview = (await client.post(`${at}-preview`, move)).body;
    expect(preview).toMatchObject({ lastDayOn: "2026-11-30", obstacles: [], money: nothing });
    const full = await own.class({ capacity: 1, name: "Full" });
    await own.school.enroll((await own.family()).guardian.studentId, full, { startsOn: "2026-11-01" });
    const noPlace = (await client.post(`${at}-preview`, { ...move, classId: full.id })).body;
    expect(noPlace.obstacles).toEqual([{ code: "capacity", text: "There is no place left" }]);
    const late = await client.post(at, { ...move, startsOn: "2027-02-01", expected: nothing });
    expect(late.body.code).toBe("outside_window");
    const toHidden = await client.post(at, { ...move, classId: hidden.id, expected: nothing });
    expect(toHidden.status).toBe(404);
    const tooYoung = await client.post(at, { ...move, classId: old.id, expected: nothing });
    expect(tooYoung.body.code).toBe("transfer_refused");
    expect((await client.post(at, { ...move, expected: nothing })).body).toEqual({ outcome: "asked" });
    expect((await client.post(at, { ...move, expected: nothing })).body.code).toBe("asked_already");
    const [item] = await own.items(guardian.familyId);
    await client.post(`/requests/${item!.id}/withdraw`, { version: 1 });
    await own.decide({ transfers: "auto" });
    expect((await client.post(at, { ...move, expected: nothing })).body).toEqual({ outcome: "done" });
    const { students } = (await client.get("/enrollments")).body;
    expect(students[0].future).toMatchObject([{ classId: open.id, startsOn: "2026-12-01" }]);
    expect(await own.acts("enrollments.transfer")).toMatchObject([
      { kind: "guardian", actorId: guardian.loginId },
    ]);
  });

  it("begin with an offer that two guardians take at once, exactly once; nobody else can take it", async () => {
    await own.decide({});
    const { client, guardian } = await own.family();
    const target = await own.class({ capacity: 1 });
    const id = await own.school.enroll(guardian.studentId, target, { kind: "wait", startsOn: "2026-11-01" });
    const accept = { version: 1, expected: { ...nothing, feesMinor: 0 } };
    expect((await client.post(`/waitlist/${id}/accept`, accept)).body.code).toBe("no_offer");
    const until = own.house.clock.nowMs + 3_600_000;
    await own.run(sql`update enrollments set wait_state = 'offered', wait_offered_at = 1,
      wait_expires_at = ${until} where id = ${id}`);
    const offer = (await client.get(`/waitlist/${id}`)).body;
    expect(offer).toMatchObject({ state: "offered", expiresAt: until, obstacles: [], money: nothing });
    const other = await own.family();
    expect((await other.client.get(`/waitlist/${id}`)).status).toBe(404);
    expect((await other.client.post(`/waitlist/${id}/accept`, accept)).status).toBe(404);
    const ctx = guardianContext(own.tenant, own.tenant.account, guardian, own.house.clock.nowMs);
    const database = racing(own.tenant.database, barrier(2));
    const both = await Promise.allSettled([
      acceptOwnOffer({ ...ctx, database }, id, accept),
      acceptOwnOffer({ ...ctx, database }, id, accept),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { students } = (await client.get("/enrollments")).body;
    expect(students[0].current).toHaveLength(1);
    expect(students[0].waiting).toEqual([]);
    expect((await own.items(guardian.familyId)).map(({ kind }) => kind)).toEqual(["offer_accepted"]);
  });

  it("begin with the registration fee when an offer is taken, as shown before, and once", async () => {
    const { client, guardian } = await own.family();
    await own.run(sql`insert into anniversary_fees (id, name, per, amount_minor, created_at, updated_at)
      values ('anf_offers_000000001', 'Registration', 'student', 3500, 0, 0)`);
    const offered = async () => {
      const target = await own.class({ capacity: 1 });
      const id = await own.school.enroll(guardian.studentId, target, {
        kind: "wait",
        startsOn: "2026-11-01",
      });
      await own.run(sql`update enrollments set wait_state = 'offered', wait_offered_at = 1,
        wait_expires_at = ${own.house.clock.nowMs + 3_600_000} where id = ${id}`);
      return id;
    };
    const id = await offered();
    const { fees } = (await client.get(`/waitlist/${id}`)).body;
    expect(fees).toMatchObject([{ totalMinor: 3_500 }]);
    const unseen = await client.post(`/waitlist/${id}/accept`, { version: 1, expected: nothing });
    expect(unseen.body.code).toBe("amounts_changed");
    const expected = { ...nothing, feesMinor: 3_500 };
    const taken = await client.post(`/waitlist/${id}/accept`, { version: 1, expected });
    expect(taken.body).toMatchObject({ outcome: "enrolled", chargeMinor: 3_500 });
    const { body } = await client.get("/payments/owed");
    expect(JSON.stringify(body)).toContain("Registration");
    expect((await client.get(`/waitlist/${await offered()}`)).body.fees).toEqual([]);
    await own.run(sql`update anniversary_fees set deleted_at = 1`);
  });

  it("go into a calendar program as a file, each on its own, and nobody else's", async () => {
    const { client, guardian } = await own.family();
    const [one, two] = [await own.class({ name: "Ribbon" }), await own.class({ name: "Rope" })];
    const id = await own.school.enroll(guardian.studentId, one);
    await own.school.enroll(guardian.studentId, two);
    const file = await client.get(`/coming-up/enrollments/${id}/calendar`);
    expect(file.headers.get("content-type")).toContain("text/calendar");
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(file.text).toContain("Sam: Ribbon");
    expect(file.text).not.toContain("Rope");
    expect(file.text.match(/BEGIN:VEVENT/g)!.length).toBeGreaterThan(5);
    const other = await own.family();
    expect((await other.client.get(`/coming-up/enrollments/${id}/calendar`)).status).toBe(404);
  });

  it("are left while they wait", async () => {
    const { client, guardian } = await own.family();
    const target = await own.class({ capacity: 1 });
    const id = await own.school.enroll(guardian.studentId, target, { kind: "wait", startsOn: "2026-11-01" });
    const { students } = (await client.get("/enrollments")).body;
    expect(students[0].waiting).toMatchObject([{ id, wait: { state: "queued", position: 1 } }]);
    expect((await client.post(`/waitlist/${id}/leave`, { version: 1 })).body).toEqual({ outcome: "left" });
    expect((await client.get("/enrollments")).body.students[0].waiting).toEqual([]);
  });
});
