import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { FamilyClient } from "../harness/client.ts";
import { openOwnSchool } from "./own-school.ts";

const OPEN = { isOpen: true };

describe("what the school has switched off", async () => {
  const own = await openOwnSchool();
  const { client, guardian } = await own.family();
  const { studentId } = guardian;
  const { id: classId } = await own.class();
  const visitor = new FamilyClient(own.house, own.tenant.account.urlName);
  const line = { classId, studentId, startsOn: "2026-11-23" };

  it("is refused by every route while the portal is closed, and goes on when it opens", async () => {
    expect((await client.get("/session")).status).toBe(200);
    expect((await client.get("/classes")).body.classes).toHaveLength(1);
    await own.decide({ isOpen: false, showsStaff: true });
    own.house.clock.nowMs += 61_000;
    const reads = [
      "/session",
      "/coming-up",
      "/enrollments",
      "/cart",
      "/payments/owed",
      "/profile",
      "/finder",
    ];
    for (const path of reads) {
      expect([path, (await client.get(path)).body.code]).toEqual([path, "portal_closed"]);
    }
    const booked = await client.post("/cart/items", line);
    expect([booked.status, booked.body.code]).toEqual([403, "portal_closed"]);
    expect((await client.post("/checkout", { cartId: "crt_12345", version: 1 })).status).toBe(403);
    const tries = [
      ["/session", { email: guardian.email, password: "whatever" }],
      ["/sign-in/start", { email: guardian.email }],
      ["/sign-in/code", { email: guardian.email }],
      ["/password-resets", { email: guardian.email }],
    ] as const;
    for (const [path, body] of tries) {
      const { status, body: problem } = await visitor.post(path, body);
      expect([path, status, problem.code]).toEqual([path, 403, "portal_closed"]);
    }
    expect((await visitor.get("/classes")).status).toBe(404);
    expect((await visitor.get("/news")).body.items).toEqual([]);
    expect((await visitor.get("/staff")).body.staff).toEqual([]);
    expect((await visitor.get("/portal")).body.settings.isOpen).toBe(false);
    await own.decide(OPEN);
    expect((await client.get("/session")).status).toBe(200);
  });

  it("takes no bookings for classes that are not shown, and finds none for whoever asks the finder", async () => {
    await own.decide({ ...OPEN, showsClasses: false });
    own.house.clock.nowMs += 61_000;
    const refused = await client.post("/cart/items", line);
    expect(refused.body).toMatchObject({
      outcome: "refused",
      obstacles: [{ code: "registration_closed" }],
    });
    expect((await client.get(`/classes/${classId}/choices`)).status).toBe(404);
    await own.decide({ ...OPEN, showsFinder: false });
    own.house.clock.nowMs += 61_000;
    expect((await client.get(`/finder?students=${studentId}`)).status).toBe(404);
    expect((await client.get("/classes")).status).toBe(200);
  });

  it("offers no makeups and no waitlist where families have neither", async () => {
    await own.decide({ ...OPEN, makeups: "off", waitlist: false, trials: "off" });
    const openings = `/makeups/openings?studentId=${studentId}&from=2026-11-23&to=2026-11-29`;
    expect((await client.get(openings)).body).toMatchObject({ status: 422, code: "not_offered" });
    const waits = await client.post("/cart/items", { ...line, kind: "wait" });
    expect(waits.body).toMatchObject({ outcome: "refused" });
    expect(waits.body.obstacles[0].code).toBe("waitlist_closed");
    const trial = await client.post("/cart/items", { ...line, kind: "trial" });
    expect(trial.body.obstacles[0].code).toBe("kind_not_taken");
  });

  it("counts the days of registration where the class is, as the catalogue shows them", async () => {
    await own.decide({ ...OPEN, registrationMode: "priority" });
    // Half past six in the evening of the 21st for the account: the 22nd in Sydney, still the 21st in Honolulu.
    await own.run(sql`update classes set registration_starts_on = '2026-11-22' where id = ${classId}`);
    await own.run(sql`update locations set time_zone = 'Australia/Sydney'
      where id = (select location_id from classes where id = ${classId})`);
    own.house.clock.nowMs = Date.parse("2026-11-22T00:30:00Z");
    const shown = await client.get(`/classes/${classId}`);
    const { line: looked } = (await client.post("/cart/preview", line)).body;
    expect([shown.body.class.registration.state, looked.obstacles]).toEqual(["open", []]);
    await own.run(sql`update locations set time_zone = 'Pacific/Honolulu'
      where id = (select location_id from classes where id = ${classId})`);
    own.house.clock.nowMs += 61_000;
    const early = await client.get(`/classes/${classId}`);
    const { line: refused } = (await client.post("/cart/preview", line)).body;
    expect([early.body.class.registration.state, refused.obstacles[0].code]).toEqual([
      ...["later", "registration_not_open"],
    ]);
  });
});
