import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { OfficeClient } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import type { TestTenant } from "../harness/tenant.ts";

describe("a report for all accounts, from within one", async () => {
  const enterprise = await testEnterprise(await testPlatform());
  const east = await addGroup(enterprise, "East");
  const gym = await addAccount(enterprise, { groupId: east, name: "Ash Gym" });
  await addAccount(enterprise, { groupId: east, name: "Birch Gym" });
  const house = testHouse();
  const admin = await signedInEnterprise(house, enterprise, { groupId: east });
  const user = await signedInEnterprise(house, enterprise, {
    groupId: east,
    level: "user",
    name: "Uma User",
  });
  const colleague = await signedInEnterprise(house, enterprise, { groupId: east, level: "user" });

  /** The browser of somebody in the portal, inside an account. */
  async function enter(client: EnterpriseClient, tenant: TestTenant): Promise<OfficeClient> {
    const { body } = await client.post(`/accounts/${tenant.account.id}/handoff`, { path: "/" });
    const office = new OfficeClient(house, tenant.account.urlName, client.cookies);
    await office.raw(body.href, { headers: { accept: "text/html" } });
    return office;
  }
  const generate = (office: OfficeClient, code = "FIN-1") =>
    office.post("/reports/runs", { code, filter: {}, forAllAccounts: true });
  const runIn = async (client: EnterpriseClient, id: string) => {
    const { accounts } = (await client.get(`/generated-reports/${id}`)).body;
    return accounts.find((one: { accountId: string }) => one.accountId === gym.account.id).path as string;
  };

  it("is offered for six reports, and only to who came in through the portal", async () => {
    const office = await enter(user.client, gym);
    const codes = (answer: { body: { reports: { code: string; canGenerate: boolean }[] } }) =>
      answer.body.reports.filter(({ canGenerate }) => canGenerate).map(({ code }) => code);
    expect(codes(await office.get("/reports")).sort()).toEqual([
      "CLA-5",
      "CLA-9",
      "FIN-1",
      "FIN-2",
      "FIN-4",
      "FIN-6",
    ]);
    const { client: chief } = await signedIn(house, gym);
    expect(codes(await chief.get("/reports"))).toEqual([]);
    expect((await generate(chief)).body).toMatchObject({ status: 403, code: "enterprise_only" });
    expect((await generate(office, "FIN-9")).status).toBe(404);
    // Without the option it stays among the background tasks of the account.
    const before = (await user.client.get("/generated-reports")).body.rows.length;
    expect((await office.post("/reports/runs", { code: "FIN-1", filter: {} })).status).toBe(202);
    await house.drain();
    expect((await user.client.get("/generated-reports")).body.rows).toHaveLength(before);
    expect((await office.get("/tasks")).body.rows[0]).toMatchObject({ status: "done" });
  });

  it("starts once however often it is sent, and is opened by a colleague who did not start it", async () => {
    const office = await enter(user.client, gym);
    const key = { "idempotency-key": crypto.randomUUID() };
    const asked = { code: "FIN-6", filter: {}, forAllAccounts: true };
    const first = await office.send("POST", "/reports/runs", asked, key);
    const again = await office.send("POST", "/reports/runs", asked, key);
    expect(first.body).toMatchObject({ accounts: 2 });
    expect(again.body).toMatchObject(first.body);
    await house.drain();
    const id = first.body.generatedReportId;
    expect((await user.client.get("/generated-reports")).body.rows).toHaveLength(1);

    const path = await runIn(colleague.client, id);
    const inside = await enter(colleague.client, gym);
    expect((await inside.get(path)).body).toMatchObject({
      status: "done",
      ownerName: expect.stringContaining("Uma User"),
    });
    const file = await inside.get(`${path}/file?format=csv`);
    expect(file.headers.get("content-disposition")).toMatch(
      /filename="Ash Gym FIN-6 .* 2026-11-21 120000\.csv"/,
    );
    // Even when everybody's tasks are taken from normal users; the report's own right counts as ever.
    await writeControl(sql`insert into enterprise_overrides (id, enterprise_id, group_id, right_key, max_level, set_by,
      created_at, updated_at) values ('eov_t', ${enterprise.id}, ${east}, 'all_tasks', 'none', ${admin.user.id}, 0, 0)`);
    house.services.house.directory.forget(gym.account.id);
    expect((await inside.get(`${path}/file?format=csv`)).status).toBe(200);
    await writeControl(sql`update enterprise_overrides set right_key = 'report_fin_6' where id = 'eov_t'`);
    house.services.house.directory.forget(gym.account.id);
    expect((await inside.get(path)).status).toBe(404);
    expect((await (await enter(admin.client, gym)).get(path)).status).toBe(200);
    await writeControl(sql`delete from enterprise_overrides where id = 'eov_t'`);
    house.services.house.directory.forget(gym.account.id);
  });

  it("is an Admin's alone when an Admin ran it, also inside the account", async () => {
    const { body } = await generate(await enter(admin.client, gym));
    await house.drain();
    const path = await runIn(admin.client, body.generatedReportId);
    const inside = await enter(colleague.client, gym);
    expect((await colleague.client.get(`/generated-reports/${body.generatedReportId}`)).status).toBe(404);
    expect((await inside.get(path)).status).toBe(404);
    expect((await inside.get(`${path}/file?format=csv`)).status).toBe(404);
  });
});
