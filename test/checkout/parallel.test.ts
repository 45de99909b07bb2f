import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { count, NEXT_MONTH, openShop, run } from "../cart/shop.ts";
import { insert } from "../enrollments/school.ts";
import { ENGINES } from "../harness/databases.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { sending } from "./counter.ts";

const FAMILIES = 6;
const PLACES = 2;
const MINUTE_MS = 60_000;

describe.each(ENGINES)("many at once on %s", { timeout: 120_000 }, async (engine) => {
  const tenant = await openTestTenant({ engine });
  const house = testHouse();
  const { database } = tenant;
  const shop = await openShop(database);
  const families = await Promise.all(Array.from({ length: FAMILIES }, () => signedInFamily(house, tenant)));
  const living = (classId: string) =>
    count(
      database,
      "count(*)",
      `enrollments where class_id = '${classId}' and kind <> 'wait' and deleted_at is null`,
    );
  const put = (i: number, classId: string, more: object = {}) => {
    const { client, guardian } = families[i]!;
    return client.post("/cart/items", {
      classId,
      studentId: guardian.studentId,
      startsOn: NEXT_MONTH,
      ...more,
    });
  };
  const submit = async (i: number) => {
    const { client } = families[i]!;
    return (await client.post("/checkout", await sending(client))).body;
  };

  it("holds and sells exactly the places there are, and the others wait in order, each once", async () => {
    const { id: classId } = await shop.addClass({ capacity: PLACES });
    const held = await Promise.all(families.map((_, i) => put(i, classId)));
    const outcomes = held.map(({ body }) => body.outcome as string);
    expect(outcomes.filter((one) => one === "added")).toHaveLength(PLACES);
    expect(outcomes.filter((one) => one === "full")).toHaveLength(FAMILIES - PLACES);
    const losers = outcomes.flatMap((one, i) => (one === "full" ? [i] : []));
    for (const i of losers) await put(i, classId, { kind: "wait" });
    // Those who wait came after those who hold: they take nothing from them.
    const sent = await Promise.all(families.map((_, i) => submit(i)));
    expect(sent.map(({ outcome }) => outcome)).toEqual(Array(FAMILIES).fill("done"));
    expect(await living(classId)).toBe(PLACES);
    const waits = `enrollments where class_id = '${classId}' and kind = 'wait' and deleted_at is null`;
    expect(await count(database, "count(*)", waits)).toBe(losers.length);
    expect(await count(database, "count(distinct student_id)", waits)).toBe(losers.length);
  });

  it("sells the last place once when the hold of one ran out and another holds it", async () => {
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(0, classId);
    const body = await sending(families[0]!.client);
    house.clock.nowMs += 16 * MINUTE_MS;
    await put(1, classId);
    const late = await families[0]!.client.post("/checkout", body);
    expect(late.body).toMatchObject({ outcome: "changed", reason: "place" });
    expect((await submit(1)).outcome).toBe("done");
    expect(await living(classId)).toBe(1);
    const [line] = (await families[0]!.client.get("/cart")).body.lines;
    await families[0]!.client.delete(`/cart/items/${line.id}`);
  });

  it("sends a cart off once, however often it is asked at the same moment", async () => {
    const { id: classId } = await shop.addClass();
    await put(2, classId);
    const { client, guardian } = families[2]!;
    const body = await sending(client);
    const answers = await Promise.all(
      [0, 1, 2, 3].map((i) =>
        client.post("/checkout", body, { "idempotency-key": `same-cart-${engine}-${i % 2}` }),
      ),
    );
    expect(answers.map(({ body: { outcome } }) => outcome)).toEqual(Array(4).fill("done"));
    expect(await living(classId)).toBe(1);
    const lines = `charge_lines where family_id = '${guardian.familyId}' and class_id = '${classId}'`;
    expect(await count(database, "count(*)", lines)).toBe(1);
  });

  it("gives a code's last use to one, and tells the other before anything is charged", async () => {
    const { id: classId } = await shop.addClass();
    await database.commit({
      statements: [
        insert("promo_codes", {
          ...{ id: newId("promoCode"), name: "One", code: "LASTONE", kind: "amount", amount_minor: 500 },
          ...{ most_uses: 1, created_at: 0, updated_at: 0 },
        }),
      ],
    });
    for (const i of [3, 4]) {
      await put(i, classId);
      await families[i]!.client.post("/cart/promo", { code: "LASTONE" });
    }
    const bodies = await Promise.all([3, 4].map((i) => sending(families[i]!.client)));
    const answers = await Promise.all([3, 4].map((i, k) => families[i]!.client.post("/checkout", bodies[k])));
    const outcomes = answers.map(({ body }) => [body.outcome, body.reason]);
    expect(outcomes.sort()).toEqual([
      ["changed", "promo"],
      ["done", undefined],
    ]);
    expect(await living(classId)).toBe(1);
    await run(database, "update promo_codes set deleted_at = 1");
  });
});
