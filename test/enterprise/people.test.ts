import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  type TestEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";

let enterprise: TestEnterprise;
let house: TestHouse;
const groups = { west: "", coast: "", south: "" };
const accounts: Record<"none" | "west" | "coast" | "south", TestTenant> = {} as never;
const clients: Record<string, EnterpriseClient> = {};
const ids: Record<string, string> = {};

beforeAll(async () => {
  const platform = await testPlatform();
  enterprise = await testEnterprise(platform);
  house = testHouse();
  groups.west = await addGroup(enterprise, "West");
  groups.coast = await addGroup(enterprise, "Coast", { parentId: groups.west });
  groups.south = await addGroup(enterprise, "South");
  accounts.none = await addAccount(enterprise);
  for (const name of ["west", "coast", "south"] as const)
    accounts[name] = await addAccount(enterprise, { groupId: groups[name] });
  for (const [name, groupId] of Object.entries({ whole: null, ...groups })) {
    for (const level of ["admin", "user"] as const) {
      const { client, user } = await signedInEnterprise(house, enterprise, { level, groupId });
      clients[`${name} ${level}`] = client;
      ids[`${name} ${level}`] = user.id;
    }
  }
}, 60_000);

const as = (who: string) => clients[who]!;
const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body?.code];

describe("who sees what", () => {
  const ALL = ["none", "west", "coast", "south"];
  const table: [string, string[], string[], number][] = [
    ["whole admin", ALL, ["Coast", "South", "West"], 8],
    ["whole user", ALL, ["Coast", "South", "West"], 8],
    ["west admin", ["west", "coast"], ["Coast", "West"], 4],
    ["west user", ["west", "coast"], ["Coast", "West"], 4],
    ["coast admin", ["coast"], ["Coast"], 2],
    ["coast user", ["coast"], ["Coast"], 2],
    ["south admin", ["south"], ["South"], 2],
    ["south user", ["south"], ["South"], 2],
  ];
  it.each(table)("%s: accounts, keys, groups, users", async (who, reach, names, users) => {
    const list = (await as(who).get("/accounts")).body;
    const expected = ALL.filter((name) => reach.includes(name)).map(
      (name) => accounts[name as "none"].account.id,
    );
    expect(list.accounts.map(({ id }: { id: string }) => id).sort()).toEqual(expected.sort());
    expect(list.groups.map(({ name }: { name: string }) => name)).toEqual(names);
    expect((await as(who).get("/users")).body.users).toHaveLength(users);
    for (const name of ALL) {
      const key = await as(who).post(`/accounts/${accounts[name as "none"].account.id}/handoff`, {});
      expect(key.status, `${who} → ${name}`).toBe(reach.includes(name) ? 200 : 404);
    }
  });
});

describe("users", () => {
  it("are invited by mail within one's reach, once an address, and the link can be sent again", async () => {
    const person = { name: "Sam Hill", email: "Sam.Hill@example.org", level: "user", groupId: groups.coast };
    const invited = await as("west admin").post("/users", person);
    expect([invited.status, invited.body.mailed]).toEqual([201, true]);
    const first = house.mails.at(-1)!;
    expect([first.to, first.text]).toEqual([
      "Sam.Hill@example.org",
      expect.stringContaining("/enterprise/join?invite="),
    ]);
    expect(code(await as("west admin").post("/users", { ...person, email: "sam.hill@EXAMPLE.org" }))).toEqual(
      [422, "email_taken"],
    );
    house.mailFaults.push(new Error("down"));
    const unsent = await as("west admin").post(`/users/${invited.body.id}/invite`, { version: 1 });
    expect(unsent.body).toEqual({ id: invited.body.id, version: 2, mailed: false });
    const resent = await as("coast admin").post(`/users/${invited.body.id}/invite`, { version: 2 });
    expect(resent.body.mailed).toBe(true);
    expect(house.mails.at(-1)!.text).not.toBe(first.text);
    expect(code(await as("west admin").post(`/users/${invited.body.id}/invite`, { version: 1 }))).toEqual([
      409,
      "changed_meanwhile",
    ]);
    const suspended = await as("west admin").send("PATCH", `/users/${invited.body.id}`, {
      version: 3,
      isSuspended: true,
    });
    expect(code(suspended)).toEqual([409, "still_invited"]);
  });

  it("are managed by Admins of their group or above, and nobody gives more than they have", async () => {
    const person = (groupId: string | null) => ({
      name: "X",
      email: `x${groupId}@example.org`,
      level: "user",
      groupId,
    });
    expect(code(await as("west admin").post("/users", person(null)))).toEqual([403, "below_own_group"]);
    expect(code(await as("west admin").post("/users", person(groups.south)))).toEqual([404, "not_found"]);
    expect(code(await as("coast admin").post("/users", person(groups.west)))).toEqual([404, "not_found"]);
    const change = (who: string, whom: string, input: object) =>
      as(who).send("PATCH", `/users/${ids[whom]}`, { version: 1, ...input });
    expect(code(await change("coast admin", "west user", { level: "admin" }))).toEqual([404, "not_found"]);
    expect(code(await change("west admin", "whole user", { isSuspended: true }))).toEqual([404, "not_found"]);
    expect(code(await change("west admin", "coast user", { groupId: null }))).toEqual([
      403,
      "below_own_group",
    ]);
    expect(code(await change("west admin", "west admin", { level: "user" }))).toEqual([403, "own_access"]);
    expect(code(await change("whole admin", "coast user", { groupId: groups.south }))).toEqual([
      200,
      undefined,
    ]);
    expect((await as("coast user").get("/accounts")).body.accounts[0].id).toBe(accounts.south.account.id);
    const removal = as("west admin").send("DELETE", `/users/${ids["coast user"]}`, { version: 2 });
    expect(code(await removal)).toEqual([404, "not_found"]);
  });

  it("are shut out at once by a suspension or a removal, which can be taken back; the last Admin stays", async () => {
    const { client, user } = await signedInEnterprise(house, enterprise, { groupId: groups.south });
    const set = (version: number, isSuspended: boolean) =>
      as("whole admin").send("PATCH", `/users/${user.id}`, { version, isSuspended });
    expect((await set(1, true)).status).toBe(200);
    expect((await client.get("/session")).status).toBe(401);
    expect((await set(2, false)).status).toBe(200);
    expect((await client.get("/session")).status).toBe(401);
    const gone = await as("whole admin").send("DELETE", `/users/${user.id}`, { version: 3 });
    expect(gone.body).toEqual({ id: user.id, version: 4 });
    const back = await as("south admin").post(`/users/${user.id}/restore`, { version: 4 });
    expect(back.body).toEqual({ id: user.id, version: 5 });
    const other = await signedInEnterprise(house, enterprise);
    const demoted = await other.client.send("PATCH", `/users/${ids["whole admin"]}`, {
      version: 1,
      level: "user",
    });
    expect(demoted.status).toBe(200);
    const last = await as("whole admin").send("PATCH", `/users/${other.user.id}`, {
      version: 1,
      level: "user",
    });
    expect(code(last)).toEqual([403, "admins_only"]);
    const undone = { version: 2, level: "admin" };
    expect((await other.client.send("PATCH", `/users/${ids["whole admin"]}`, undone)).status).toBe(200);
  });
});

describe("groups", () => {
  it("are a tree: made off, renamed, moved without circles, deleted when empty and brought back", async () => {
    const admin = as("whole admin");
    const made = await admin.post("/groups", { name: "Lakes", parentId: groups.west });
    expect(made.status).toBe(201);
    const id = made.body.id as string;
    const tree = (await as("west admin").get("/groups")).body.groups;
    expect(tree.find((group: { id: string }) => group.id === id)).toMatchObject({
      isActive: false,
      users: 0,
    });
    expect(code(await admin.post("/groups", { name: "lakes", parentId: groups.west }))).toEqual([
      422,
      "name_taken",
    ]);
    const patch = (who: EnterpriseClient, of: string, input: object) =>
      who.send("PATCH", `/groups/${of}`, input);
    expect(code(await patch(admin, groups.west, { version: 1, parentId: id }))).toEqual([
      409,
      "group_circle",
    ]);
    expect((await patch(admin, id, { version: 1, isActive: true, name: "Lake" })).body.version).toBe(2);
    expect(code(await patch(as("west admin"), groups.west, { version: 1, isActive: false }))).toEqual([
      403,
      "own_group",
    ]);
    expect(code(await patch(as("west admin"), id, { version: 2, parentId: null }))).toEqual([
      403,
      "below_own_group",
    ]);
    expect(code(await patch(as("south admin"), id, { version: 2, name: "Mine" }))).toEqual([
      404,
      "not_found",
    ]);
    expect((await patch(as("west admin"), id, { version: 2, parentId: groups.coast })).body.version).toBe(3);
    expect(code(await admin.send("DELETE", `/groups/${groups.coast}`, { version: 1 }))).toEqual([
      409,
      "group_in_use",
    ]);
    expect((await admin.send("DELETE", `/groups/${id}`, { version: 3 })).body.version).toBe(4);
    expect(code(await as("south admin").post(`/groups/${id}/restore`, { version: 4 }))).toEqual([
      404,
      "not_found",
    ]);
    expect((await as("west admin").post(`/groups/${id}/restore`, { version: 4 })).status).toBe(200);
  });

  it("shut their users out while they are off, and take accounts with them", async () => {
    const admin = as("whole admin");
    const off = await admin.send("PATCH", `/groups/${groups.west}`, { version: 1, isActive: false });
    expect(off.status).toBe(200);
    expect((await as("coast admin").get("/session")).status).toBe(401);
    expect((await as("whole user").get("/accounts")).body.accounts).toHaveLength(4);
    await admin.send("PATCH", `/groups/${groups.west}`, { version: 2, isActive: true });
    expect((await as("coast admin").get("/session")).status).toBe(200);
    const account = accounts.none.account.id;
    const place = (who: string, groupId: string | null, version: number) =>
      as(who).send("PUT", `/accounts/${account}/group`, { version, groupId });
    expect(code(await place("coast admin", groups.coast, 1))).toEqual([404, "not_found"]);
    expect((await place("whole admin", groups.coast, 1)).status).toBe(200);
    expect(code(await place("coast admin", null, 2))).toEqual([403, "below_own_group"]);
    expect(code(await place("coast admin", groups.west, 2))).toEqual([404, "not_found"]);
    expect((await place("west admin", groups.west, 2)).status).toBe(200);
    const contact = {
      ownerName: "O",
      contactName: "C",
      contactEmail: "c@x.org",
      contactPhone: "",
      place: "P",
    };
    const describe = (more: object, version = 3) =>
      as("west admin").send("PUT", `/accounts/${account}/contact`, { version, ...contact, ...more });
    expect((await describe({})).status).toBe(200);
    expect(code(await describe({ place: "Late" }))).toEqual([409, "changed_meanwhile"]);
    expect((await describe({ contactEmail: "nobody" }, 4)).status).toBe(400);
    expect((await describe({ place: "Q", contactEmail: "" }, 4)).status).toBe(200);
    const { rows } = (await admin.get("/audit?action=accounts.describe")).body;
    expect(rows[0]).toMatchObject({
      before: { contactEmail: "c@x.org", place: "P" },
      after: { contactEmail: "", place: "Q" },
    });
    expect((await as("west user").send("PUT", `/accounts/${account}/contact`, {})).status).toBe(403);
  });
});

describe("the audit log", () => {
  it("shows Admins of the enterprise all, of a group its own and below, and everybody else what they did", async () => {
    const seenBy = async (who: string) => {
      const { rows } = (await as(who).get("/audit")).body;
      return new Set(rows.map((row: { userId: string }) => row.userId));
    };
    const whole = await seenBy("whole admin");
    for (const who of ["whole admin", "west admin", "coast admin"]) expect(whole).toContain(ids[who]);
    const west = await seenBy("west admin");
    expect([west.has(ids["west admin"]), west.has(ids["coast admin"]), west.has(ids["whole admin"])]).toEqual(
      [true, true, false],
    );
    expect([...(await seenBy("coast admin"))]).toEqual([ids["coast admin"]]);
    expect([...(await seenBy("west user"))]).toEqual([]);
    const { rows } = (await as("whole admin").get(`/audit?action=groups&user=${ids["west admin"]}`)).body;
    expect(rows.map((row: { action: string }) => row.action)).toEqual(["groups.restore", "groups.move"]);
    const csv = await as("whole admin").get("/audit/export.csv?action=users");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.text.split("\r\n")[0]).toBe("When,Who,Level,Group,What,Action,Account,Before,After");
    expect(csv.text).toContain("Invited Sam Hill as User");
  });

  it("begins and ends its days by the clock of whoever reads it", async () => {
    const day = (at: string) => Date.parse(at);
    for (const [seq, at] of [
      day("2026-03-08T05:59:59Z"),
      day("2026-03-08T06:00:00Z"),
      day("2026-03-09T04:59:59Z"),
    ].entries())
      await writeControl(sql`insert into enterprise_audit (at, enterprise_id, user_id, user_name, user_level, action, summary)
        select ${at}, enterprise_id, id, name, level, 'test.days', ${`act ${seq}`} from enterprise_users where id = ${ids["whole admin"]}`);
    const acts = async (zone: string) => {
      const days = `from=2026-03-08&to=2026-03-08&zone=${encodeURIComponent(zone)}`;
      const { body } = await as("whole admin").get(`/audit?action=test.days&${days}`);
      return body.rows?.map(({ summary }: { summary: string }) => summary) ?? body.code;
    };
    // The day on which Chicago's clocks go forward has 23 hours there.
    expect(await acts("America/Chicago")).toEqual(["act 2", "act 1"]);
    expect(await acts("UTC")).toEqual(["act 1", "act 0"]);
    expect(await acts("Mars/Base")).toBe("bad_input");
  });
});
