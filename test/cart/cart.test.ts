import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { insert, TODAY } from "../enrollments/school.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian, signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { count, FULL_PRICE, NEXT_MONTH, openShop, run } from "./shop.ts";

const MINUTE_MS = 60_000;

describe("the cart of a family", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const shop = await openShop(tenant.database);
  const family = () => signedInFamily(house, tenant);

  it("holds the place, prices and explains the line, and releases it when the line goes", async () => {
    const { client, guardian } = await family();
    const { id: classId } = await shop.addClass({ capacity: 1 });
    const wanted = { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH };
    const preview = await client.post("/cart/preview", wanted);
    expect(preview.body.line).toMatchObject({
      mode: "registers",
      openings: 1,
      obstacles: [],
      totalMinor: FULL_PRICE,
    });
    expect(preview.body).toMatchObject({ earliestOn: TODAY, latestOn: "2027-01-20" });
    const added = await client.post("/cart/items", wanted);
    expect(added.body).toMatchObject({ outcome: "added", heldUntil: house.clock.nowMs + 15 * MINUTE_MS });
    const cart = await client.get("/cart");
    expect(cart.body).toMatchObject({
      state: "open",
      sums: { linesMinor: FULL_PRICE, totalMinor: FULL_PRICE, dueNowMinor: FULL_PRICE },
    });
    const [line] = cart.body.lines;
    expect(line).toMatchObject({ place: { state: "held" }, meetings: expect.any(Array), waitPosition: null });
    expect(line.prices[0].explanation.length).toBeGreaterThan(0);
    expect((await client.get("/session")).body.cartCount).toBe(1);
    const other = await family();
    const late = { ...wanted, studentId: other.guardian.studentId };
    expect((await other.client.post("/cart/items", late)).body).toMatchObject({
      outcome: "full",
      mayJoinWaitlist: true,
      queueLength: 0,
    });
    expect((await client.delete(`/cart/items/${line.id}`)).status).toBe(200);
    expect((await other.client.post("/cart/items", late)).body.outcome).toBe("added");
    const told = `entity = 'cartItems' and entity_id = '${line.id}'`;
    expect(await count(tenant.database, "count(*)", `change_rows where ${told}`)).toBe(2);
  });

  it("prorates the first month", async () => {
    const { client, guardian } = await family();
    const { id: classId } = await shop.addClass();
    await client.post("/cart/items", { classId, studentId: guardian.studentId, startsOn: TODAY });
    // Of the five Mondays of November 2026 two are left.
    expect((await client.get("/cart")).body.lines[0].prices).toMatchObject([
      { month: "2026-11-01", totalMinor: 3_200 },
    ]);
  });

  it("is one for two guardians who begin it at the same moment", async () => {
    const { client, guardian } = await family();
    const second = await addGuardian(tenant, house.clock.nowMs, "payer", guardian);
    const [cookie] = [...client.cookies.keys()];
    const their = new FamilyClient(house, tenant.account.urlName, new Map([[cookie!, second.token]]));
    const classes = [await shop.addClass(), await shop.addClass(), await shop.addClass()];
    const put = (who: FamilyClient, classId: string) =>
      who.post("/cart/items", { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH });
    const answers = await Promise.all([
      put(client, classes[0]!.id),
      put(their, classes[1]!.id),
      put(client, classes[2]!.id),
    ]);
    expect(answers.map(({ body }) => body.outcome)).toEqual(["added", "added", "added"]);
    expect((await their.get("/cart")).body.lines).toHaveLength(3);
  });

  it("says what is in the way, in words", async () => {
    const { client, guardian } = await family();
    const refusal = async (columns: Record<string, string | number>, more: object = {}) => {
      const { id: classId } = await shop.addClass({ columns });
      const wanted = { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH, ...more };
      const { body } = await client.post("/cart/items", wanted);
      return body.obstacles?.map(({ code }: { code: string }) => code);
    };
    expect(await refusal({ takes_registration: 0 })).toEqual(["registration_closed"]);
    expect(await refusal({ registration_starts_on: "2026-12-24" })).toEqual(["registration_not_open"]);
    expect(await refusal({ registration_ends_on: "2026-11-01" })).toEqual(["registration_closed"]);
    expect(await refusal({ min_age_years: 16 })).toEqual(["too_young"]);
    expect(await refusal({}, { startsOn: "2026-11-20" })).toEqual(["starts_too_early"]);
    expect(await refusal({}, { startsOn: "2027-09-01" })).toEqual(["starts_too_late"]);
    const { id: classId } = await shop.addClass();
    const twice = { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH };
    await client.post("/cart/items", twice);
    expect((await client.post("/cart/items", twice)).body.obstacles[0].code).toBe("in_cart_already");
  });

  it("takes what begins today until the class begins, and lets nothing through that has begun since", async () => {
    const { client, guardian } = await family();
    // Saturdays at four in the afternoon; it is noon.
    const { id: classId } = await shop.addClass({ weekdays: [6] });
    const nowMs = house.clock.nowMs;
    const wanted = { classId, studentId: guardian.studentId, startsOn: "2026-11-21" };
    expect((await client.post("/cart/items", wanted)).body.outcome).toBe("added");
    const inTheWay = async () => {
      const { body } = await client.get("/cart");
      return body.lines[0].obstacles.map(({ code }: { code: string }) => code);
    };
    house.clock.nowMs = nowMs + 4 * 60 * MINUTE_MS - 1;
    expect(await inTheWay()).toEqual([]);
    house.clock.nowMs += 1;
    expect(await inTheWay()).toEqual(["class_begun"]);
    const sent = await client.post("/checkout", {
      ...{ cartId: (await client.get("/cart")).body.id, version: 1, shownMinor: 0 },
    });
    expect(sent.body).toMatchObject({ outcome: "changed", reason: "line" });
    expect(sent.body.message).toMatch(
      /: The class of that day has begun\. Choose a later day\. Take it out of the cart to go on\.$/,
    );
    const late = await family();
    const again = { ...wanted, studentId: late.guardian.studentId };
    expect((await late.client.post("/cart/items", again)).body.obstacles[0].code).toBe("class_begun");
    house.clock.nowMs = nowMs;
  });

  it("lets a place go that ran out, takes it again, or says that it is gone", async () => {
    const { client, guardian } = await family();
    const { id: kept } = await shop.addClass({ capacity: 1 });
    const { id: lost } = await shop.addClass({ capacity: 1 });
    for (const classId of [kept, lost]) {
      // Lines stand in the order in which they were put in.
      house.clock.nowMs += 1;
      await client.post("/cart/items", { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH });
    }
    house.clock.nowMs += 16 * MINUTE_MS;
    const other = await family();
    const taken = { classId: lost, studentId: other.guardian.studentId, startsOn: NEXT_MONTH };
    expect((await other.client.post("/cart/items", taken)).body.outcome).toBe("added");
    const states = async () =>
      (await client.get("/cart")).body.lines.map((line: { place: { state: string } }) => line.place.state);
    expect(await states()).toEqual(["expired", "gone"]);
    expect((await client.post("/cart/places")).body).toMatchObject({ retaken: 1, gone: [{}] });
    expect(await states()).toEqual(["held", "gone"]);
    const line = (await client.get("/cart")).body.lines[1];
    await client.post(`/cart/items/${line.id}/waitlist`);
    expect((await client.get("/cart")).body.lines[1]).toMatchObject({
      mode: "waits",
      kind: "wait",
      waitPosition: 1,
      totalMinor: 0,
    });
  });

  it("knows codes and registration fees", async () => {
    const { client, guardian } = await family();
    const stamps = { created_at: 0, updated_at: 0 };
    await tenant.database.commit({
      statements: [
        insert("promo_codes", {
          ...{ id: newId("promoCode"), name: "Ten", code: "TEN", kind: "percent", percent_bp: 1_000 },
          ...stamps,
        }),
        insert("anniversary_fees", {
          ...{ id: newId("anniversaryFee"), name: "Registration", per: "student", amount_minor: 3_500 },
          ...stamps,
        }),
      ],
    });
    const { id: classId } = await shop.addClass();
    await client.post("/cart/items", { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH });
    await client.post("/cart/promo", { code: "ten" });
    const { body } = await client.get("/cart");
    expect(body.fees).toMatchObject([{ totalMinor: 3_500, taxMinor: 0, per: "student", months: null }]);
    expect(body.promo).toEqual({ code: "ten", problem: null });
    expect(body.sums).toMatchObject({ linesMinor: 7_200, feesMinor: 3_500, totalMinor: 10_700 });
    await client.post("/cart/promo", { code: "nonsense" });
    expect((await client.get("/cart")).body.promo.problem).toContain("no such code");
    client.cookies.set("chalkline-language", "es");
    expect((await client.get("/cart")).body.promo.problem).toContain("No existe este código");
    await run(tenant.database, "update promo_codes set expires_on = '2020-01-31' where code = 'TEN'");
    await client.post("/cart/promo", { code: "ten" });
    expect((await client.get("/cart")).body.promo.problem).toContain("caducó el 31 de enero de 2020");
    await run(tenant.database, "update anniversary_fees set deleted_at = 1");
  });

  it("is nobody else's, and not for those who only look", async () => {
    const { client, guardian } = await family();
    const other = await family();
    const { id: classId } = await shop.addClass();
    const theirs = { classId, studentId: other.guardian.studentId, startsOn: NEXT_MONTH };
    expect((await client.post("/cart/items", theirs)).status).toBe(404);
    await other.client.post("/cart/items", theirs);
    const [line] = (await other.client.get("/cart")).body.lines;
    expect((await client.delete(`/cart/items/${line.id}`)).status).toBe(404);
    const { id: hidden } = await shop.addClass({ columns: { is_online: 0 } });
    const wanted = { classId: hidden, studentId: guardian.studentId, startsOn: NEXT_MONTH };
    expect((await client.post("/cart/items", wanted)).status).toBe(404);
    const { client: viewer } = await signedInFamily(house, tenant, "viewer");
    expect((await viewer.get("/cart")).body.code).toBe("role_missing");
  });
});
