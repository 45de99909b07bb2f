import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { OfficeClient } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  EnterpriseClient,
  signedInEnterprise,
  type TestEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { type Platform, testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";

let platform: Platform;
let enterprise: TestEnterprise;
let tenant: TestTenant;
let other: TestTenant;
let house: TestHouse;
let north: string;
let south: string;

beforeAll(async () => {
  platform = await testPlatform();
  enterprise = await testEnterprise(platform);
  north = await addGroup(enterprise, "North");
  south = await addGroup(enterprise, "South");
  tenant = await addAccount(enterprise, { groupId: north });
  other = await addAccount(enterprise, { groupId: south });
  house = testHouse();
});

const keyOf = async (client: EnterpriseClient, to: TestTenant, path = "/") =>
  client.post(`/accounts/${to.account.id}/handoff`, { path });

/** The browser goes where the key says; what it may then do in the account is `office`. */
async function enter(client: EnterpriseClient, to: TestTenant, path = "/") {
  const key = await keyOf(client, to, path);
  const entry = await client.raw(key.body.href, { headers: { accept: "text/html" } });
  return { entry, office: new OfficeClient(house, to.account.urlName, client.cookies), href: key.body.href };
}

const audits = async (of: TestTenant) =>
  (
    await of.database.read({
      rows: select(
        { action: sql<string>`action`, actorName: sql<string>`actor_name`, actorId: sql<string>`actor_id` },
        sql`from changes order by at, id`,
      ),
    })
  ).rows;

describe("the key of an account", () => {
  it("leads in once, at the page it names, and both audit logs tell of coming, acting and leaving", async () => {
    const { client, user } = await signedInEnterprise(house, enterprise, {
      groupId: north,
      name: "Kim North",
    });
    const { entry, office, href } = await enter(client, tenant, "/families?name=Lee");
    const { urlName, id } = tenant.account;
    expect([entry.status, entry.headers.get("location")]).toEqual([303, `/a/${urlName}/families?name=Lee`]);
    const me = await office.get("/session");
    expect(me.body).toMatchObject({
      actor: { id: user.id, name: "Kim North (enterprise, North)" },
      enterprise: { groupName: "North", level: "admin" },
      rights: { families: "full", admin: "full" },
    });
    house.clock.nowMs += 1_000;
    const made = await office.post("/families", {
      name: "Hill",
      guardians: [{ firstName: "Ann", lastName: "Hill", emails: [], phones: [] }],
    });
    expect(made.status, made.text).toBe(201);
    const again = await client.raw(href, { headers: { accept: "text/html" } });
    expect([again.status, again.text]).toEqual([403, expect.stringContaining("no longer open")]);
    house.clock.nowMs += 1_000;
    expect((await office.delete("/session")).status).toBe(204);
    expect((await office.get("/session")).status).toBe(401);
    expect(await audits(tenant)).toEqual(
      ["sessions.start", "families.create", "sessions.end"].map((action) => ({
        action,
        actorName: "Kim North (enterprise, North)",
        actorId: user.id,
      })),
    );
    const { told } = await platform.control.read({
      told: select(
        { action: sql<string>`action`, accountId: sql<string>`account_id`, groupId: sql<string>`group_id` },
        sql`from enterprise_audit where user_id = ${user.id} order by seq`,
      ),
    });
    expect(told).toEqual([
      { action: "accounts.enter", accountId: id, groupId: north },
      { action: "accounts.leave", accountId: id, groupId: north },
    ]);
  });

  it("is refused after a minute, for another account, in another browser and to another user", async () => {
    const { client } = await signedInEnterprise(house, enterprise);
    const { client: colleague } = await signedInEnterprise(house, enterprise);
    const visit = (by: EnterpriseClient, href: string) => by.raw(href, { headers: { accept: "text/html" } });
    const { href } = (await keyOf(client, tenant)).body;
    const elsewhere = href.replace(tenant.account.urlName, other.account.urlName);
    expect((await visit(client, elsewhere)).status).toBe(403);
    expect((await visit(new EnterpriseClient(house), href)).status).toBe(403);
    expect((await visit(colleague, href)).status).toBe(403);
    house.clock.nowMs += 60_001;
    expect((await visit(client, href)).status).toBe(403);
    expect((await client.raw(`/a/${tenant.account.urlName}/enterprise-entry`, {})).status).toBe(403);
  });

  it("is not made for an account of another group, nor to a page of another site", async () => {
    const { client } = await signedInEnterprise(house, enterprise, { groupId: south, level: "user" });
    expect((await keyOf(client, tenant)).body).toMatchObject({ status: 404, code: "not_found" });
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "families"]) {
      expect((await keyOf(client, other, path)).body).toMatchObject({ status: 400 });
    }
    expect((await keyOf(client, other)).status).toBe(200);
  });
});

describe("what was opened in an account", () => {
  const reasons: [string, (user: string) => ReturnType<typeof writeControl>][] = [
    [
      "suspended",
      (id) => writeControl(sql`update enterprise_users set state = 'suspended' where id = ${id}`),
    ],
    ["moved", (id) => writeControl(sql`update enterprise_users set group_id = ${south} where id = ${id}`)],
    ["made a User", (id) => writeControl(sql`update enterprise_users set level = 'user' where id = ${id}`)],
    [
      "signed out",
      (id) =>
        writeControl(
          sql`update enterprise_sessions set ended_at = 1, end_reason = 'x' where user_id = ${id}`,
        ),
    ],
    [
      "expired",
      (id) => writeControl(sql`update enterprise_sessions set expires_at = 1 where user_id = ${id}`),
    ],
  ];

  it.each(reasons)("ends within 30 seconds when the user was %s elsewhere", async (_what, happens) => {
    const { client, user } = await signedInEnterprise(house, enterprise, { groupId: north });
    const { office } = await enter(client, tenant);
    expect((await office.get("/session")).status).toBe(200);
    await happens(user.id);
    house.clock.nowMs += 30_000;
    expect((await office.get("/session")).status).toBe(401);
    await house.settle();
    const { open } = await tenant.database.read({
      open: select(
        { n: sql<number>`count(*)` },
        sql`from sessions where ended_at is null and enterprise_user like ${`%${user.id}%`}`,
      ),
    });
    expect(open).toEqual([{ n: 0 }]);
  });

  it("ends at once with signing out of the enterprise portal; two accounts do not end each other", async () => {
    const { client } = await signedInEnterprise(house, enterprise);
    const first = await enter(client, tenant);
    const second = await enter(client, other);
    expect((await first.office.delete("/session")).status).toBe(204);
    expect((await second.office.get("/session")).status).toBe(200);
    expect((await client.delete("/session")).status).toBe(204);
    expect((await second.office.get("/session")).status).toBe(401);
  });
});
