import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { OfficeClient } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  signedInEnterprise,
  type TestEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";

let enterprise: TestEnterprise;
let tenant: TestTenant;
let house: TestHouse;
let office: OfficeClient;
let userId: string;
const NAME = "Kim Lake (enterprise, Lakes)";

beforeAll(async () => {
  enterprise = await testEnterprise(await testPlatform());
  const groupId = await addGroup(enterprise, "Lakes");
  tenant = await addAccount(enterprise, { groupId });
  house = testHouse();
  const { client, user } = await signedInEnterprise(house, enterprise, {
    groupId,
    name: "Kim Lake",
    level: "user",
  });
  userId = user.id;
  const key = await client.post(`/accounts/${tenant.account.id}/handoff`, { path: "/" });
  await client.raw(key.body.href, { headers: { accept: "text/html" } });
  office = new OfficeClient(house, tenant.account.urlName, client.cookies);
}, 60_000);

const CAMPAIGN = {
  ...{ channel: "email", class: "marketing", subject: "Summer", body: "Hello", isFrozen: false },
  audience: { list: "families", filter: {}, ids: [], except: [] },
};

describe("an enterprise user in an account", () => {
  it("does what staff do, and every row of the audit log names them and their group", async () => {
    const family = await office.post("/families", {
      name: "Reed",
      guardians: [{ firstName: "Ola", lastName: "Reed", emails: [], phones: [] }],
    });
    expect(family.status, family.text).toBe(201);
    const note = await office.post(`/families/${family.body.id}/notes`, {
      body: "Called about the open day",
    });
    expect(note.status, note.text).toBeLessThan(300);
    const run = await office.post("/reports/runs", { code: "FIN-1", filter: {} });
    expect(run.status, run.text).toBe(202);
    const bulk = await office.post("/transactions", {
      kind: "late",
      ...{ title: "Late fee", chargeOn: "2026-11-21", dueOn: "2026-12-01", amountMinor: 1_000 },
      ...{ per: "family", overdueDays: 5, leastOwedMinor: 500 },
    });
    expect(bulk.status, bulk.text).toBeLessThan(300);
    await house.drain();
    const tasks = (await office.get("/tasks")).body.rows;
    expect(tasks.map((task: { status: string }) => task.status)).toEqual(tasks.map(() => "done"));
    expect(tasks.length).toBe(2);
    expect((await office.get(`/reports/runs/${run.body.id}`)).body).toMatchObject({ status: "done" });
    const { rows } = await tenant.database.read({
      rows: select(
        {
          action: sql<string>`action`,
          name: sql<string>`actor_name`,
          id: sql<string>`actor_id`,
          kind: sql<string>`actor_kind`,
        },
        sql`from changes where action <> 'demo' order by id`,
      ),
    });
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set([...rows.map(({ action }) => action), "families.create", "notes.create", "sessions.start"]),
    );
    expect(rows.filter(({ name, id }) => name !== NAME || id !== userId)).toEqual([]);
  });

  it("leaves no trace where a person of the account is needed, and is told so", async () => {
    const answers = [
      await office.post("/feature-requests", { title: "More", body: "More of it" }),
      await office.post("/reports/presets", { code: "FIN-1", name: "Mine", filter: {} }),
      await office.post("/campaigns", CAMPAIGN),
    ];
    for (const { body } of answers) expect(body).toMatchObject({ status: 403, code: "staff_only" });
    const { staff } = await tenant.database.read({
      staff: select({ n: sql<number>`count(*)` }, sql`from staff where id like 'eus_%'`),
    });
    expect(staff).toEqual([{ n: 0 }]);
  });
});

describe("an account that leaves the Enterprise plan", () => {
  it("leaves the portal at once, its own staff work on, and with the last one the portal is closed", async () => {
    const stays = await addAccount(enterprise);
    const { client } = await signedInEnterprise(house, enterprise);
    const { client: staff } = await signedIn(house, tenant, { families: "full" });
    expect((await client.get("/accounts")).body.accounts).toHaveLength(2);
    await writeControl(sql`update accounts set plan = 'premium' where id = ${tenant.account.id}`);
    expect((await client.get("/accounts")).body.accounts).toMatchObject([{ id: stays.account.id }]);
    expect((await client.post(`/accounts/${tenant.account.id}/handoff`, {})).status).toBe(404);
    house.clock.nowMs += 30_000;
    expect((await office.get("/session")).status).toBe(401);
    expect((await staff.get("/session")).status).toBe(200);
    await writeControl(sql`update accounts set plan = 'elite' where id = ${stays.account.id}`);
    expect((await client.get("/accounts")).status).toBe(401);
    await writeControl(sql`update accounts set plan = 'enterprise' where id = ${tenant.account.id}`);
    expect((await client.get("/accounts")).body.accounts).toMatchObject([{ id: tenant.account.id }]);
  });
});

describe("a new enterprise", () => {
  it("is made by the operators over accounts of the plan, and its first Admin is sent a link", async () => {
    const token = "operator-token-of-at-least-32-characters";
    const ops = testHouse({ bindings: { OPERATOR_TOKEN: token } });
    const { platform } = enterprise;
    const fresh = await openTestTenant({ engine: "d1", platform, plan: "enterprise" });
    const other = await openTestTenant({ engine: "d1", platform, plan: "elite" });
    const make = async (accountIds: string[], enterpriseId = newId("enterprise")) => {
      const admin = { name: "Uma", email: "uma@example.org" };
      const body = JSON.stringify({ enterpriseId, name: "Uma's clubs", accountIds, admin });
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await ops.fetch("/ops/enterprises", { method: "POST", headers, body });
      return { status: answer.status, ...((await answer.json()) as { mailed?: boolean; code?: string }) };
    };
    const id = newId("enterprise");
    expect(await make([fresh.account.id, other.account.id], id)).toMatchObject({
      status: 422,
      code: "not_enterprise",
    });
    expect(await make([fresh.account.id], id)).toMatchObject({ status: 201, mailed: true });
    expect(ops.mails.at(-1)).toMatchObject({ to: "uma@example.org" });
    expect(await make([fresh.account.id])).toMatchObject({ status: 409, code: "account_taken" });
    expect(await make([fresh.account.id], id)).toMatchObject({ status: 201, mailed: true });
    const [first, again] = ops.mails.map(({ text }) => /invite=(\S+)/.exec(text)?.[1]);
    expect([first === again, first?.length]).toEqual([false, 43]);
  });
});
