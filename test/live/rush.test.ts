import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import type { Env } from "../../worker/env.ts";
import { count, openShop } from "../cart/shop.ts";
import { addGuardian, type TestGuardian } from "../harness/guardians.ts";
import { ORIGIN, type TestHouse, testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";

const FAMILIES = 200;
const CLASSES = 2;
const PLACES = 5;

interface Told {
  readonly outcome: string;
  readonly enrollmentId?: string;
  readonly position?: number;
  readonly cart?: { readonly id: string; readonly version: number; readonly totalMinor: number };
}
type Post = (guardian: TestGuardian, path: string, body: object, key?: string) => Promise<Told>;

describe("the registration rush", { timeout: 120_000 }, async () => {
  const nowMs = Date.now();
  const stubOf = ({ account }: TestTenant) => (env as unknown as Env).REGISTRATION_DESK.getByName(account.id);

  /** What a family's browser sends; to the desk, or to a house that has none. */
  function poster(tenant: TestTenant, house?: TestHouse): Post {
    return async (guardian, path, body, key = crypto.randomUUID()) => {
      const address = `/api/family/${tenant.account.urlName}${path}`;
      const init = {
        method: "POST",
        headers: {
          cookie: `__Host-chalkline-family-${tenant.account.id}=${guardian.token}`,
          origin: ORIGIN,
          "x-requested-by": "chalkline",
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
      };
      const asked = house ? house.fetch(address, init) : stubOf(tenant).fetch(`${ORIGIN}${address}`, init);
      const response = await asked;
      expect(response.status).toBe(200);
      return response.json();
    };
  }

  const open = async () => {
    const tenant = await openTestTenant({ engine: "d1" });
    const shop = await openShop(tenant.database);
    const startsOn = addDays(dateAt(nowMs, tenant.account.timeZone), 7);
    const wanted = (guardian: TestGuardian, classId: string) => ({
      ...{ classId, studentId: guardian.studentId, startsOn, waitsIfFull: true },
    });
    return { tenant, shop, wanted, startsOn };
  };
  const familiesOf = async (tenant: TestTenant, many: number) => {
    const families: TestGuardian[] = [];
    for (let i = 0; i < many; i++) families.push(await addGuardian(tenant, nowMs));
    return families;
  };
  const sendOff = ({ cart }: Told) => ({
    ...{ cartId: cart!.id, version: cart!.version, shownMinor: cart!.totalMinor },
  });
  const queueOf = async ({ database }: TestTenant, classId: string) => {
    const { queue } = await database.read({
      queue: select(
        { id: sql<string>`id`, createdAt: sql<number>`created_at` },
        sql`from enrollments where class_id = ${classId} and kind = 'wait' and deleted_at is null order by wait_rank, id`,
      ),
    });
    return queue;
  };
  const comes = (classId: string) =>
    `enrollments where class_id = '${classId}' and kind = 'active' and deleted_at is null`;

  it(`sells exactly the places to ${FAMILIES} families and an office at work, and everybody else waits in order`, async () => {
    const { tenant, shop, wanted, startsOn } = await open();
    const house = testHouse({ nowMs });
    const { client: office } = await signedIn(house, tenant, { admin: "full" });
    const made: { readonly id: string }[] = [];
    for (let i = 0; i < CLASSES; i++) made.push(await shop.addClass({ capacity: PLACES }));
    const families = await familiesOf(tenant, FAMILIES);
    const walkIns = await familiesOf(tenant, 2 * CLASSES);
    const post = poster(tenant);
    const enroll = (guardian: TestGuardian, i: number) =>
      office.post("/enrollments", {
        ...{ classId: made[i % CLASSES]!.id, studentId: guardian.studentId, startsOn },
      });
    const [told, beside] = await Promise.all([
      Promise.all(
        families.map(async (guardian, i) => {
          const hold = await post(guardian, "/cart/items", wanted(guardian, made[i % CLASSES]!.id));
          if (hold.outcome === "added")
            expect((await post(guardian, "/checkout", sendOff(hold))).outcome).toBe("done");
          return hold;
        }),
      ),
      Promise.all(walkIns.map(enroll)),
    ]);
    expect(beside.map(({ status }) => status)).toEqual(walkIns.map(() => 200));
    const waiting = told.filter(({ outcome }) => outcome === "waitlisted");
    const added = told.filter(({ outcome }) => outcome === "added");
    expect(waiting.length + added.length).toBe(FAMILIES);
    const ids = new Set(waiting.map(({ enrollmentId }) => enrollmentId));
    let entries = 0;
    for (const { id } of made) {
      expect(await count(tenant.database, "count(*)", comes(id))).toBe(PLACES);
      const queue = await queueOf(tenant, id);
      entries += queue.length;
      expect(queue.every((one) => ids.has(one.id))).toBe(true);
      expect(queue.map(({ createdAt }) => createdAt)).toEqual(
        [...new Set(queue.map(({ createdAt }) => createdAt))].sort((a, b) => a - b),
      );
    }
    expect(entries).toBe(waiting.length);
    const once = "activity_items where kind = 'waitlist'";
    expect(await count(tenant.database, "count(distinct family_id)", once)).toBe(waiting.length);
    expect(await count(tenant.database, "count(*)", once)).toBe(waiting.length);
  });

  it("comes to the same with and without the desk", async () => {
    const stories = await Promise.all(
      [true, false].map(async (hasDesk) => {
        const { tenant, shop, wanted } = await open();
        const post = hasDesk ? poster(tenant) : poster(tenant, testHouse({ nowMs }));
        const { id: classId } = await shop.addClass({ capacity: 2 });
        const told: unknown[][] = [];
        for (const guardian of await familiesOf(tenant, 5)) {
          const hold = await post(guardian, "/cart/items", wanted(guardian, classId), "the-same-key");
          const again = await post(guardian, "/cart/items", wanted(guardian, classId), "the-same-key");
          expect(again).toEqual(hold);
          const sent = hold.cart ? (await post(guardian, "/checkout", sendOff(hold))).outcome : null;
          told.push([hold.outcome, hold.position, hold.cart?.totalMinor, sent]);
        }
        return told;
      }),
    );
    expect(stories[0]).toEqual(stories[1]);
    expect(stories[0]!.map(([outcome, position]) => [outcome, position])).toEqual([
      ["added", undefined],
      ["added", undefined],
      ["waitlisted", 1],
      ["waitlisted", 2],
      ["waitlisted", 3],
    ]);
  });

  it("survives a desk that is killed in the middle: asked again with the same keys, it comes to the same", async () => {
    const { tenant, shop, wanted } = await open();
    const { id: classId } = await shop.addClass({ capacity: 4 });
    const families = await familiesOf(tenant, 30);
    const post = poster(tenant);
    const kill = () =>
      runInDurableObject(stubOf(tenant), (_desk, state) => state.abort("killed")).catch(() => undefined);
    let lost = 0;
    const untilAnswered = async (guardian: TestGuardian, path: string, body: object): Promise<Told> => {
      const key = crypto.randomUUID();
      for (let tries = 0; ; tries++) {
        try {
          return await post(guardian, path, body, key);
        } catch (error) {
          if (tries === 20 || String(error).includes("AssertionError")) throw error;
          lost += 1;
        }
      }
    };
    const everybody = Promise.all(
      families.map(async (guardian) => {
        const hold = await untilAnswered(guardian, "/cart/items", wanted(guardian, classId));
        if (hold.outcome === "added") {
          const sent = await untilAnswered(guardian, "/checkout", sendOff(hold));
          expect(sent.outcome).toBe("done");
        }
        return hold;
      }),
    );
    for (const pauseMs of [30, 60, 90]) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await kill();
    }
    const told = await everybody;
    expect(lost).toBeGreaterThan(0);
    expect(told.filter(({ outcome }) => outcome === "added")).toHaveLength(4);
    expect(await count(tenant.database, "count(*)", comes(classId))).toBe(4);
    const queue = await queueOf(tenant, classId);
    const waiting = told.flatMap(({ outcome, enrollmentId }) =>
      outcome === "waitlisted" ? [enrollmentId] : [],
    );
    expect(queue.map(({ id }) => id).sort()).toEqual(waiting.sort());
    expect(new Set(queue.map(({ id }) => id)).size).toBe(26);
  });
});
