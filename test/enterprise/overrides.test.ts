import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openControl } from "../../control-plane/control-database.ts";
import { StatementFailed } from "../../control-plane/database-errors.ts";
import { DIRECTORY_TTL_MS, Directory } from "../../control-plane/directory.ts";
import { select } from "../../control-plane/query.ts";
import type { OfficeClient } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { framesOf } from "../harness/frames.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";

type Left = "none" | "view" | null;
const change = (right: string, from: Left, to: Left) => ({ right, from, to });
const set = (client: EnterpriseClient, groupId: string | null, ...changes: ReturnType<typeof change>[]) =>
  client.send("PUT", "/permissions", { groupId, changes });
const rightsOf = async (client: OfficeClient) => (await client.get("/session")).body.rights;

describe("rights taken away by an enterprise", async () => {
  const platform = await testPlatform();
  const enterprise = await testEnterprise(platform);
  const east = await addGroup(enterprise, "East");
  const coast = await addGroup(enterprise, "Coast", { parentId: east });
  const west = await addGroup(enterprise, "West");
  const inCoast = await addAccount(enterprise, { groupId: coast, name: "Coast Gym" });
  const inWest = await addAccount(enterprise, { groupId: west, name: "West Gym" });
  const house = testHouse();
  const { client: owner } = await signedInEnterprise(house, enterprise, { name: "Olga Owner" });
  const { client: eastAdmin } = await signedInEnterprise(house, enterprise, { groupId: east });
  const { client: coastAdmin } = await signedInEnterprise(house, enterprise, { groupId: coast });
  const { client: user } = await signedInEnterprise(house, enterprise, { level: "user" });
  const coachRights = { reports: "full", report_fin_1: "view", families: "full", audit: "view" } as const;
  const { client: coach, person } = await signedIn(house, inCoast, coachRights);
  const { client: westCoach } = await signedIn(house, inWest, coachRights);
  const { client: accountAdmin } = await signedIn(house, inCoast);
  const control = openControl((house.bindings as { CONTROL: D1Database }).CONTROL);

  it("take a report from a coach here and leave it there; the profile names the group", async () => {
    expect(
      (await set(owner, coast, change("report_fin_1", null, "none"), change("families", null, "view")))
        .status,
    ).toBe(200);
    expect(await rightsOf(coach)).toMatchObject({ reports: "full", families: "view" });
    expect(await rightsOf(coach)).not.toHaveProperty("report_fin_1");
    const preview = "/reports/preview?code=FIN-1&filter=%7B%7D&rows=20";
    expect((await coach.get(preview)).body).toMatchObject({ code: "right_missing", right: "report_fin_1" });
    expect((await westCoach.get(preview)).status).toBe(200);
    expect((await coach.post("/families", {})).body).toMatchObject({
      code: "right_missing",
      right: "families",
    });
    expect(await rightsOf(westCoach)).toMatchObject({ report_fin_1: "view", families: "full" });

    const { body } = await accountAdmin.get(`/staff/${person.id}`);
    const report = body.access.rights.find(({ right }: { right: string }) => right === "report_fin_1");
    expect(report).toMatchObject({ level: "none", restrictedBy: "Coast" });
    expect(report.sentence).toBe(
      "Pat " +
        body.person.lastName +
        " cannot use FIN-1 Aged accounts: “Coast” takes it away, for everybody.",
    );
    // Administrators of the account are bound like everybody.
    expect(await rightsOf(accountAdmin)).not.toHaveProperty("report_fin_1");
  });

  it("are in force everywhere within 30 seconds", async () => {
    const elsewhere = testHouse({ nowMs: house.clock.nowMs });
    const { client: desk } = await signedIn(elsewhere, inWest, { news: "full" });
    expect(await rightsOf(desk)).toMatchObject({ news: "full" });
    await set(owner, west, change("news", null, "none"));
    elsewhere.clock.nowMs += DIRECTORY_TTL_MS - 1;
    expect(await rightsOf(desk)).toMatchObject({ news: "full" });
    elsewhere.clock.nowMs += 1;
    expect(await rightsOf(desk)).not.toHaveProperty("news");
    expect((await desk.get("/news")).status).toBe(403);
    // Undo is the same act the other way round.
    const undone = await owner.send("PUT", "/permissions", {
      groupId: west,
      changes: [change("news", "none", null)],
      isUndo: true,
    });
    expect(undone.body.summary).toBe("Undid rights of “West”: News as granted");
    elsewhere.clock.nowMs += DIRECTORY_TTL_MS;
    expect(await rightsOf(desk)).toMatchObject({ news: "full" });
  });

  it("come from above: a group below adds to them and never gives back", async () => {
    await set(owner, null, change("refunds", null, "view"));
    await set(eastAdmin, east, change("credits", null, "none"));
    const { body } = await coastAdmin.get("/permissions");
    const of = (right: string) => body.rights.find((one: { right: string }) => one.right === right);
    expect(of("refunds")).toMatchObject({
      own: null,
      inherited: { maxLevel: "view", groupName: "Northern Clubs" },
    });
    expect(of("credits")).toMatchObject({ own: null, inherited: { maxLevel: "none", groupName: "East" } });
    expect(of("report_fin_1")).toMatchObject({ own: "none", inherited: null });
    expect(of("admin")).toBeUndefined();
    expect(body.accountCount).toBe(1);
    const weaker = await set(coastAdmin, coast, change("credits", null, "view"));
    expect([weaker.status, weaker.body.code, weaker.body.groupName]).toEqual([
      409,
      "parent_stricter",
      "East",
    ]);
    expect((await set(coastAdmin, coast, change("refunds", null, "none"))).status).toBe(200);
    expect(await rightsOf(accountAdmin)).not.toHaveProperty("refunds");
    const { body: staffPage } = await accountAdmin.get(`/staff/${person.id}`);
    const reasons = staffPage.access.rights.find(
      ({ right }: { right: string }) => right === "refunds",
    ).reasons;
    expect(reasons.map(({ text }: { text: string }) => text)).toEqual([
      "No group and no personal grant gives this right.",
      "“Northern Clubs” lets it be seen at most, for everybody.",
      "“Coast” takes it away, for everybody.",
    ]);
  });

  it("never touch the way in: refused when set, ignored when found", async () => {
    for (const right of ["admin", "office"])
      expect((await set(owner, null, change(right, null, "none"))).body.code).toBe("way_in");
    expect((await set(owner, null, change("no_such", null, "none"))).body.code).toBe("right_unknown");
    await writeControl(sql`insert into enterprise_overrides (id, enterprise_id, right_key, max_level, set_by, created_at, updated_at)
      select 'eov_' || value, ${enterprise.id}, value, 'none', (select id from enterprise_users limit 1), 0, 0
      from json_each('["office","admin"]')`);
    house.clock.nowMs += DIRECTORY_TTL_MS;
    expect(await rightsOf(accountAdmin)).toMatchObject({ admin: "full", office: "full", settings: "full" });
    await writeControl(sql`delete from enterprise_overrides where right_key in ('office', 'admin')`);
  });

  const places = { enterprise: null, east, coast, west, unknown: "egr_none" } as const;
  const visible: [string, EnterpriseClient, (keyof typeof places)[]][] = [
    ["an enterprise admin", owner, ["enterprise", "east", "coast", "west"]],
    ["a group admin", eastAdmin, ["east", "coast"]],
    ["a subgroup admin", coastAdmin, ["coast"]],
  ];
  it.each(visible)(
    "are seen, set and previewed by %s where they manage, and nowhere else",
    async (_who, client, own) => {
      for (const [name, id] of Object.entries(places) as [keyof typeof places, string | null][]) {
        const found = own.includes(name) ? 200 : 404;
        const body = { groupId: id, changes: [change("import", null, null)] };
        if (id !== null) expect((await client.get(`/permissions?group=${id}`)).status, name).toBe(found);
        expect((await client.send("PUT", "/permissions", body)).status, name).toBe(found);
        expect((await client.post("/permissions/preview", body)).status, name).toBe(found);
      }
      const { body } = await client.get("/permissions");
      expect(body.nodes.map((node: { id: string | null }) => node.id)).toEqual(
        own.map((name) => places[name]),
      );
    },
  );

  it("are for admins", async () => {
    const body = { groupId: null, changes: [change("import", null, "none")] };
    const answers = [await user.get("/permissions"), await set(user, null, change("import", null, "none"))];
    for (const answer of [...answers, await user.post("/permissions/preview", body)])
      expect([answer.status, answer.body.code]).toEqual([403, "admins_only"]);
  });

  it("let one of two people decide who decide at once", async () => {
    const both = await Promise.all([
      set(owner, east, change("settings", null, "none")),
      set(eastAdmin, east, change("settings", null, "view")),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe("changed_meanwhile");
    const { rows } = await control.read({
      rows: select(
        { level: sql<string>`max_level` },
        sql`from enterprise_overrides where right_key = 'settings'`,
      ),
    });
    expect(rows).toHaveLength(1);
  });

  it("tell before who would lose what, account by account, and write down who decided", async () => {
    const changes = [change("report_cla_5", null, "none"), change("families", null, "view")];
    const frames = framesOf(await owner.post("/permissions/preview", { groupId: null, changes }));
    expect(frames[0]).toEqual({ kind: "accounts", total: 2 });
    const at = (name: string) => frames.find((frame) => frame.name === name);
    const losses = (name: string) =>
      Object.fromEntries(
        at(name).losses.map((loss: { right: string; people: object[] }) => [loss.right, loss.people]),
      );
    // In Coast nobody has more than a look at families already.
    expect(Object.keys(losses("Coast Gym"))).toEqual(["report_cla_5"]);
    expect(losses("West Gym").families).toEqual([{ name: expect.any(String), from: "full", to: "view" }]);
    expect(frames.at(-1)).toMatchObject({ kind: "done", failed: 0 });

    const { rows } = await control.read({
      rows: select(
        {
          by: sql<string>`user_name`,
          summary: sql<string>`summary`,
          before: sql<string>`before`,
          after: sql<string>`after`,
        },
        sql`from enterprise_audit where enterprise_id = ${enterprise.id} and action = 'overrides.set' order by seq limit 1`,
      ),
    });
    expect(rows).toEqual([
      {
        by: "Olga Owner",
        summary: "Rights in “Coast”: FIN-1 Aged accounts removed, Families at most to look at",
        before: '{"report_fin_1":"as granted","families":"as granted"}',
        after: '{"report_fin_1":"none","families":"view"}',
      },
    ]);
  });

  it("hold up no school while a deployment waits for its control plane to be migrated", async () => {
    const { CONTROL } = house.bindings as { CONTROL: D1Database };
    const before = openControl(CONTROL, undefined, (engine) => ({
      kind: engine.kind,
      batch: async (statements, mode) => {
        const isNew = statements.some((one) => one.sql.includes("enterprise_overrides"));
        if (isNew) throw new StatementFailed("no such table: enterprise_accounts");
        return engine.batch(statements, mode);
      },
    }));
    const found = await new Directory().find(before, { accountId: inCoast.account.id });
    expect(found).toMatchObject({ displayName: "Coast Gym", restrictions: [] });
  });

  it("end with the Enterprise plan", async () => {
    await writeControl(sql`update accounts set plan = 'premium' where id = ${inCoast.account.id}`);
    house.clock.nowMs += DIRECTORY_TTL_MS;
    expect(await rightsOf(coach)).toMatchObject({ report_fin_1: "view", families: "full" });
  });
});
