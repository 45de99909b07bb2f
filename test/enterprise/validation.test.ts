import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
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
import { taughtClass } from "../reports/harness.ts";
import { addLevel } from "./store-names.ts";

describe("names across accounts", async () => {
  const enterprise = await testEnterprise(await testPlatform());
  const east = await addGroup(enterprise, "East");
  const west = await addGroup(enterprise, "West");
  const first = await addAccount(enterprise, { groupId: east, name: "Ash Gym" });
  const second = await addAccount(enterprise, { groupId: east, name: "Birch Gym", engine: "libsql" });
  const third = await addAccount(enterprise, { groupId: west, name: "Cedar Gym" });
  const house = testHouse();
  const owner = await signedInEnterprise(house, enterprise, { name: "Olga Owner" });
  const { client: eastUser } = await signedInEnterprise(house, enterprise, { groupId: east, level: "user" });
  const add = (tenant: TestTenant, ...names: string[]) =>
    Promise.all(names.map((name) => addLevel(house, enterprise, tenant, name)));
  await add(first, "Penguin", "Shrimps", "Starfish", "Level 1", "Bronze", "Girls 1");
  await add(second, "Penguin", "Shrimps", "Star Fish", "Level 2", "Bronze+", "Boys 1", "Otter");
  const [pengiun] = await add(third, "Pengiun", "Shrimp", "Starfish", "Level 1", "otter");

  const names = async (client: EnterpriseClient) => (await client.get("/validation/names?kind=level")).body;
  const levelsOf = async (tenant: TestTenant) =>
    (
      await tenant.database.read({
        found: select({ name: sql<string>`name` }, sql`from levels where deleted_at is null order by name`),
      })
    ).found.map(({ name }) => name);
  const rename = (from: string, to: string, ...tenants: TestTenant[]) => ({
    kind: "level",
    ...{ from, to, accountIds: tenants.map(({ account }) => account.id) },
  });

  it("are counted, near ones grouped under the likely right one, with their age; distinctions stay apart", async () => {
    const list = await names(owner.client);
    expect(list).toMatchObject({ accounts: 3, unread: 0, oldestAt: house.clock.nowMs - 3_600_000 });
    expect(list.names).toContainEqual({ name: "Penguin", accounts: 2 });
    const groups = list.groups.map(
      ({ likely, others }: { likely: { name: string }; others: { name: string }[] }) => [
        likely.name,
        ...others.map(({ name }) => name),
      ],
    );
    expect(groups.sort()).toEqual([
      ["Otter", "otter"],
      ["Penguin", "Pengiun"],
      ["Shrimps", "Shrimp"],
      ["Starfish", "Star Fish"],
    ]);
    // A group's user sees the accounts of the group only, so there is nothing to compare Pengiun with.
    const own = await names(eastUser);
    expect([own.accounts, own.names.some(({ name }: { name: string }) => name === "Pengiun")]).toEqual([
      2,
      false,
    ]);
  });

  it("lead to the accounts behind a name, on the page where it is changed", async () => {
    const behind = await owner.client.get("/validation/accounts?kind=level&name=Pengiun");
    expect(behind.body.accounts).toEqual([
      { accountId: third.account.id, accountName: "Cedar Gym", groupName: "West", path: "/settings/levels" },
    ]);
    expect((await eastUser.get("/validation/accounts?kind=level&name=Pengiun")).body.accounts).toEqual([]);
  });

  it("are given anew after a preview, audited on both sides, at once in the list, and given back", async () => {
    const { id: classId } = await taughtClass(third, { name: "Ice" });
    await third.database.commit({
      statements: [statement(sql`update classes set level_id = ${pengiun} where id = ${classId}`)],
    });
    const asked = rename("Pengiun", "Penguin", third, first);
    const preview = await owner.client.post("/validation/preview", asked);
    expect(preview.body.rows).toMatchObject([
      { accountName: "Ash Gym", record: null, problem: "No level is called “Pengiun” here any more." },
      {
        accountName: "Cedar Gym",
        record: { name: "Pengiun" },
        problem: null,
        uses: [{ what: "classes", count: 1 }],
      },
    ]);
    const { id } = (await owner.client.post("/validation/pushes", rename("Pengiun", "Penguin", third))).body;
    expect((await owner.client.get(`/validation/pushes/${id}`)).body).toMatchObject({
      state: "running",
      canUndo: false,
    });
    await house.drain();
    const done = (await owner.client.get(`/validation/pushes/${id}`)).body;
    expect(done).toMatchObject({ state: "done", canUndo: true, accounts: [{ state: "done", error: null }] });
    expect(await levelsOf(third)).toContain("Penguin");
    expect((await names(owner.client)).names).toContainEqual({ name: "Penguin", accounts: 3 });

    const { client: chief } = await signedIn(house, third);
    const audit = (await chief.get("/audit")).body.rows[0];
    expect(audit).toMatchObject({
      actorName: "Olga Owner (enterprise, Northern Clubs)",
      summary: "Renamed the level “Pengiun” to “Penguin”, as in other accounts of the enterprise",
    });
    const { kept } = await house.services.control.read({
      kept: select(
        { action: sql<string>`action`, summary: sql<string>`summary`, by: sql<string>`user_name` },
        sql`from enterprise_audit where subject_id = ${id}`,
      ),
    });
    expect(kept).toEqual([
      {
        action: "names.push",
        summary: "Renamed the level “Pengiun” to “Penguin” in Cedar Gym",
        by: "Olga Owner",
      },
    ]);

    expect((await owner.client.post(`/validation/pushes/${id}/undo`)).status).toBe(202);
    await house.drain();
    expect((await owner.client.get(`/validation/pushes/${id}`)).body).toMatchObject({
      state: "undone",
      accounts: [{ state: "undone" }],
    });
    expect(await levelsOf(third)).toContain("Pengiun");
    expect((await names(owner.client)).names).toContainEqual({ name: "Pengiun", accounts: 1 });
    expect((await owner.client.post(`/validation/pushes/${id}/undo`)).body).toMatchObject({
      code: "not_undoable",
    });
  });

  it("are kept where the other name stands already, or was changed since, and say so", async () => {
    const { id } = (await owner.client.post("/validation/pushes", rename("Level 2", "penguin", second))).body;
    await house.drain();
    expect((await owner.client.get(`/validation/pushes/${id}`)).body.accounts[0]).toMatchObject({
      state: "failed",
      error: "There is a level called “Penguin” here already, so this one keeps its name.",
    });
    expect(await levelsOf(second)).toContain("Level 2");
    // Capitals alone are no other name.
    const { id: capital } = (await owner.client.post("/validation/pushes", rename("otter", "Otter", third)))
      .body;
    await house.drain();
    expect(await levelsOf(third)).toContain("Otter");
    await third.database.commit({
      statements: [
        statement(sql`update levels set name = 'Sea Otter', version = version + 1 where name = 'Otter'`),
      ],
    });
    await owner.client.post(`/validation/pushes/${capital}/undo`);
    await house.drain();
    const kept = (await owner.client.get(`/validation/pushes/${capital}`)).body;
    expect(kept.accounts[0]).toMatchObject({
      state: "done",
      error: expect.stringContaining("was changed since"),
    });
    expect(await levelsOf(third)).toContain("Sea Otter");
  });

  it("need the account, and the right to change its settings", async () => {
    const asked = rename("Pengiun", "Penguin", third);
    expect((await eastUser.post("/validation/preview", asked)).status).toBe(404);
    expect((await eastUser.post("/validation/pushes", asked)).status).toBe(404);
    const { id } = (await owner.client.post("/validation/pushes", asked)).body;
    expect((await eastUser.get(`/validation/pushes/${id}`)).status).toBe(404);
    expect((await eastUser.post(`/validation/pushes/${id}/undo`)).status).toBe(404);
    // Revoked before its message came: nothing is written there.
    await writeControl(sql`update enterprise_users set state = 'suspended' where id = ${owner.user.id}`);
    await house.drain();
    await writeControl(sql`update enterprise_users set state = 'active' where id = ${owner.user.id}`);
    expect((await owner.client.get(`/validation/pushes/${id}`)).body.accounts[0]).toMatchObject({
      state: "failed",
      error: "Whoever asked for this may no longer enter the account.",
    });
    await writeControl(sql`insert into enterprise_overrides (id, enterprise_id, group_id, right_key, max_level, set_by,
      created_at, updated_at) values ('eov_1', ${enterprise.id}, ${east}, 'settings', 'view', ${owner.user.id}, 0, 0)`);
    house.services.house.directory.forget(first.account.id);
    const preview = await eastUser.post("/validation/preview", rename("Level 1", "Level One", first));
    expect(preview.body.rows[0].problem).toBe("You may not change settings in this account.");
    expect(
      (await owner.client.post("/validation/preview", rename("Level 1", "Level One", first))).body.rows[0]
        .problem,
    ).toBeNull();
  });
});
