import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { FamilyClient } from "../harness/client.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("the door of the family portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { urlName } = tenant.account;
  const run = (template: ReturnType<typeof sql>) =>
    tenant.database.commit({ statements: [statement(template)] });

  it("shows the school to everybody", async () => {
    const answer = await new FamilyClient(house, urlName).get("/portal", {
      "accept-language": "es-MX,en;q=0.5",
    });
    expect(answer.status).toBe(200);
    expect(answer.body.account.urlName).toBe(urlName);
    expect(answer.body.language).toBe("es");
    expect(answer.body.settings.isOpen).toBe(true);
  });

  it("is found at the address that schools hand out, and at no other host", async () => {
    const at = async (address: string) => {
      const { status, headers } = await house.fetch(address);
      return [status, headers.get("location")];
    };
    const here = `${house.services.env.PUBLIC_ORIGIN}/portal/${urlName}`;
    expect(await at(`https://portal.example.org/${urlName}`)).toEqual([302, here]);
    expect(await at(`https://portal.example.org/${urlName}/classes?q=a`)).toEqual([
      302,
      `${here}/classes?q=a`,
    ]);
    expect(await at(`https://portal.example.org//evil.example/x`)).toEqual([404, null]);
    expect(await at(`https://app.example.org/${urlName}`)).toEqual([404, null]);
  });

  it("lets a guardian in, and nobody with a session of the office or of another school", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const me = await client.get("/session");
    expect(me.body).toMatchObject({ role: "owner", family: { id: guardian.familyId }, balanceMinor: 0 });
    expect(me.body.students).toHaveLength(1);
    const { client: staff } = await signedIn(house, tenant, { admin: "full" });
    const [officeToken] = staff.cookies.values();
    const names = [tenant, neighbour].map(({ account }) => `__Host-chalkline-family-${account.id}`);
    const asFamily = new FamilyClient(house, urlName, new Map([[names[0]!, officeToken!]]));
    expect((await asFamily.get("/session")).status).toBe(401);
    const elsewhere = new FamilyClient(
      house,
      neighbour.account.urlName,
      new Map([[names[1]!, guardian.token]]),
    );
    expect((await elsewhere.get("/session")).status).toBe(401);
  });

  it.each([
    [
      "is suspended",
      (id: string) => sql`insert into family_suspensions
        (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at)
        values (${newId("suspension")}, ${id}, 'unpaid', 1, 'x', 1, 1)`,
    ],
    ["is gone", (id: string) => sql`update families set deleted_at = 1 where id = ${id}`],
    [
      "no longer lets the log-in in",
      (id: string) => sql`update family_logins set deleted_at = 1 where family_id = ${id}`,
    ],
  ])("ends a session at the next request when the family %s", async (_why, change) => {
    const { client, guardian } = await signedInFamily(house, tenant);
    expect((await client.get("/session")).status).toBe(200);
    await run(change(guardian.familyId));
    expect((await client.get("/session")).body).toMatchObject({ status: 401, code: "session_ended" });
  });

  it("gives the new role at once when the role changes", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    expect((await client.get("/session")).body.role).toBe("owner");
    await run(sql`update family_logins set role = 'viewer' where family_id = ${guardian.familyId}`);
    expect((await client.get("/session")).body).toMatchObject({ role: "viewer", balanceMinor: null });
  });
});
