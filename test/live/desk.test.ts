import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import type { Env } from "../../worker/env.ts";
import { count, openShop } from "../cart/shop.ts";
import { addGuardian, type TestGuardian } from "../harness/guardians.ts";
import { ORIGIN } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";

const FAMILIES = 40;
const PLACES = 10;

describe("the registration desk", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const shop = await openShop(tenant.database);
  const nowMs = Date.now();
  const desk = (env as unknown as Env).REGISTRATION_DESK.getByName(tenant.account.id);
  const startsOn = addDays(dateAt(nowMs, tenant.account.timeZone), 7);

  const post = async (guardian: TestGuardian, path: string, body: object) => {
    const response = await desk.fetch(`${ORIGIN}/api/family/${tenant.account.urlName}${path}`, {
      method: "POST",
      headers: {
        cookie: `__Host-chalkline-family-${tenant.account.id}=${guardian.token}`,
        origin: ORIGIN,
        "x-requested-by": "chalkline",
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { outcome?: string; code?: string } };
  };

  it(`gives ${PLACES} places to ${FAMILIES} families at once, each an answer, none too many`, async () => {
    const { id: classId } = await shop.addClass({ capacity: PLACES });
    const families: TestGuardian[] = [];
    for (let i = 0; i < FAMILIES; i++) families.push(await addGuardian(tenant, nowMs));
    const wanted = (guardian: TestGuardian) => ({ classId, studentId: guardian.studentId, startsOn });
    const answers = await Promise.all(
      families.map((guardian) => post(guardian, "/cart/items", wanted(guardian))),
    );
    const outcomes = answers.map(({ body }) => body.outcome);
    expect(outcomes.filter((outcome) => outcome === "added")).toHaveLength(PLACES);
    expect(outcomes.filter((outcome) => outcome === "full")).toHaveLength(FAMILIES - PLACES);
    expect(await count(tenant.database, "count(*)", `place_holds where class_id = '${classId}'`)).toBe(
      PLACES,
    );
    expect(await count(tenant.database, "count(distinct created_at)", "place_holds")).toBe(PLACES);
  });

  it("is no way round the door: without a session, for others, from elsewhere", async () => {
    const guardian = await addGuardian(tenant, nowMs);
    const other = await addGuardian(tenant, nowMs);
    const { id: classId } = await shop.addClass({ capacity: 1 });
    const line = { classId, studentId: other.studentId, startsOn };
    expect((await post(guardian, "/cart/items", line)).status).toBe(404);
    const stranger = { ...guardian, token: "nobody" };
    expect((await post(stranger, "/cart/items", line)).body.code).toBe("session_ended");
    const foreign = await desk.fetch(`${ORIGIN}/api/family/${tenant.account.urlName}/cart/items`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      body: "{}",
    });
    expect(foreign.status).toBe(403);
    await foreign.text();
  });
});
