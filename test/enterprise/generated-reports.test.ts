import { sql } from "drizzle-orm";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { read as readSheet, utils } from "xlsx";
import { KEPT_MS } from "../../worker/domains/reports/runs/run-rows.ts";
import { startForAll } from "../../worker/enterprise/generated-reports/start-for-all.ts";
import { addStudents } from "../enrollments/school.ts";
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
import type { TestTenant } from "../harness/tenant.ts";
import { enrollment, taughtClass } from "../reports/harness.ts";
import { entered, generated, started } from "./generate.ts";

const NOVEMBER = { period: "custom", from: "2026-11-01", to: "2026-11-30" };
const CLA_9 = { code: "CLA-9", filter: { ...NOVEMBER, basis: "start", group: "none" } };

async function withStudents(tenant: TestTenant, count: number): Promise<string> {
  const { id, locationId } = await taughtClass(tenant, { program: "Swim", name: "Minnows" });
  for (const student of await addStudents({ database: tenant.database, locationId }, count))
    await enrollment(tenant, student, id, { starts_on: "2026-11-03" });
  return locationId;
}

type Account = {
  accountName: string;
  state: string;
  error: string | null;
  fileName: string;
  rowCount: number;
};
const detail = async (client: EnterpriseClient, id: string) =>
  (await client.get(`/generated-reports/${id}`)).body;
const states = async (client: EnterpriseClient, id: string) =>
  Object.fromEntries((await detail(client, id)).accounts.map((one: Account) => [one.accountName, one.state]));
const errorOf = async (client: EnterpriseClient, id: string, name: string) =>
  (await detail(client, id)).accounts.find((one: Account) => one.accountName === name).error;

const door = testHouse();

describe("a report for all accounts", async () => {
  const enterprise = await testEnterprise(await testPlatform());
  const east = await addGroup(enterprise, "East");
  const coast = await addGroup(enterprise, "Coast", { parentId: east });
  const west = await addGroup(enterprise, "West");
  const harbor = await addAccount(enterprise, { groupId: coast, name: "Harbor: Gym" });
  const inland = await addAccount(enterprise, { groupId: east, name: "Inland Gym", engine: "libsql" });
  const far = await addAccount(enterprise, { groupId: west, name: "Far Gym" });
  await withStudents(harbor, 3);
  await withStudents(inland, 2);
  const house = testHouse();
  const owner = await signedInEnterprise(house, enterprise, { name: "Olga Owner" });

  it("runs once in each account, ends in unique files, one workbook and a zip", async () => {
    const id = await started(house, harbor, owner, CLA_9);
    expect(house.sent.map(({ body }) => body.kind)).toEqual(Array(3).fill("generated-report.account"));
    expect(await states(owner.client, id)).toEqual({
      "Harbor: Gym": "waiting",
      "Inland Gym": "waiting",
      "Far Gym": "waiting",
    });
    await house.drain();
    const report = await detail(owner.client, id);
    expect(report).toMatchObject({
      counts: { done: 3, failed: 0 },
      files: "ready",
      isForAdmins: true,
      hiddenAccounts: 0,
    });
    expect(report.accounts.map((one: Account) => [one.accountName, one.rowCount])).toEqual([
      ["Far Gym", 0],
      ["Harbor: Gym", 3],
      ["Inland Gym", 2],
    ]);
    const file = (name: string) => `${name} CLA-9 New enrollments 2026-11-01–2026-11-30 2026-11-21 120000`;
    expect(report.accounts.map((one: Account) => one.fileName)).toEqual(
      ["Far Gym", "Harbor- Gym", "Inland Gym"].map(file),
    );

    const { bytes: workbook } = await bytesOf(owner.client, id, "workbook");
    const sheets = readSheet(workbook, { cellDates: true });
    expect(sheets.SheetNames).toEqual(["All accounts", "Far Gym", "Harbor Gym", "Inland Gym"]);
    const rows = utils.sheet_to_json<Record<string, unknown>>(sheets.Sheets["All accounts"]!);
    expect(rows.map((row) => row.Account)).toEqual([
      ...Array(3).fill("Harbor: Gym"),
      ...Array(2).fill("Inland Gym"),
    ]);
    expect(rows[0]).toMatchObject({
      Class: "Minnows",
      Program: "Swim",
      Start: new Date("2026-11-03T00:00:00Z"),
    });
    expect(utils.sheet_to_json(sheets.Sheets["Inland Gym"]!)).toHaveLength(2);

    const { bytes: zip, name } = await bytesOf(owner.client, id, "zip");
    expect(name).toBe('attachment; filename="All accounts CLA-9 New enrollments 2026-11-21 180000.zip"');
    const entries = unzipSync(zip);
    expect(Object.keys(entries)).toEqual(
      ["Far Gym", "Harbor- Gym", "Inland Gym"].map((one) => `${file(one)}.xlsx`),
    );
    const one = readSheet(entries[`${file("Harbor- Gym")}.xlsx`]!);
    expect(utils.sheet_to_json(one.Sheets[one.SheetNames[0]!]!)).toHaveLength(3);
    const audit = await harbor.database.read({
      found: {
        sql: "select actor_name as name, actor_id as id from changes where action = 'reports.run'",
        params: [],
        decoders: { name: String, id: String },
      },
    });
    expect(audit.found).toEqual([{ name: "Olga Owner (enterprise, Northern Clubs)", id: owner.user.id }]);
  });

  it("is mapped to each account by names; one that lacks the name says so and can be tried again", async () => {
    const place = async (tenant: TestTenant) =>
      (
        await tenant.database.read({
          found: {
            sql: "select id, name from locations order by id limit 1",
            params: [],
            decoders: { id: String, name: String },
          },
        })
      ).found[0] as { id: string; name: string };
    await harbor.database.commit({ statements: [{ sql: "update locations set name = 'Pier'", params: [] }] });
    await inland.database.commit({
      statements: [{ sql: "update locations set name = ' pier '", params: [] }],
    });
    const asked = { ...CLA_9, filter: { ...CLA_9.filter, location: (await place(harbor)).id } };
    const id = await generated(house, harbor, owner, asked);
    expect(await states(owner.client, id)).toEqual({
      "Harbor: Gym": "done",
      "Inland Gym": "done",
      "Far Gym": "failed",
    });
    expect(await errorOf(owner.client, id, "Far Gym")).toBe("This account has no location called “Pier”.");
    expect((await detail(owner.client, id)).asked.join(" ")).toContain("Location: Pier");

    await withStudents(far, 1);
    await far.database.commit({ statements: [{ sql: "update locations set name = 'PIER'", params: [] }] });
    const retry = `/generated-reports/${id}/accounts/${far.account.id}/retry`;
    expect((await owner.client.post(retry, {})).status).toBe(202);
    expect((await owner.client.post(retry, {})).body).toMatchObject({ code: "not_failed" });
    expect((await bytesOf(owner.client, id, "workbook")).status).toBe(422);
    await house.drain();
    expect(await detail(owner.client, id)).toMatchObject({ counts: { done: 3, failed: 0 }, files: "ready" });
    const rows = utils.sheet_to_json(
      readSheet((await bytesOf(owner.client, id, "workbook")).bytes).Sheets["All accounts"]!,
    );
    expect(rows).toHaveLength(6);
  });

  it("goes on in the other accounts when one is shut, down or no longer granted", async () => {
    await writeControl(sql`update accounts set status = 'suspended' where id = ${far.account.id}`);
    house.services.house.directory.forget(far.account.id);
    const group = await signedInEnterprise(house, enterprise, { groupId: east, name: "Gil Group" });
    const first = await generated(house, harbor, owner, CLA_9);
    expect(await states(owner.client, first)).toEqual({
      "Harbor: Gym": "done",
      "Inland Gym": "done",
      "Far Gym": "failed",
    });
    expect(await errorOf(owner.client, first, "Far Gym")).toContain("suspended");
    await writeControl(sql`update accounts set status = 'ready' where id = ${far.account.id}`);
    house.services.house.directory.forget(far.account.id);

    // Started for two accounts; one leaves the group before its message arrives.
    const second = await started(house, harbor, group, CLA_9);
    await writeControl(
      sql`update enterprise_accounts set group_id = ${west} where account_id = ${inland.account.id}`,
    );
    await house.drain();
    expect(await states(group.client, second)).toEqual({ "Harbor: Gym": "done" });
    expect(await detail(group.client, second)).toMatchObject({ hiddenAccounts: 1, files: "ready" });
    expect(await errorOf(owner.client, second, "Inland Gym")).toBe(
      "Whoever asked for this may no longer enter the account.",
    );
    // What is done in an account that left afterwards stays out of reach with the files that hold it.
    await writeControl(
      sql`update enterprise_accounts set group_id = ${west} where account_id = ${harbor.account.id}`,
    );
    expect((await bytesOf(group.client, second, "workbook")).status).toBe(422);
    expect((await bytesOf(owner.client, second, "workbook")).status).toBe(200);
    await writeControl(
      sql`update enterprise_accounts set group_id = ${coast} where account_id = ${harbor.account.id}`,
      sql`update enterprise_accounts set group_id = ${east} where account_id = ${inland.account.id}`,
    );
  });

  it("is nobody's who came in by the account's own door, and of six reports only", async () => {
    const ctx = await entered(harbor, owner);
    const asked = { code: "CLA-9", filter: {}, parsed: {} };
    await expect(
      startForAll({ ...ctx, actor: { ...ctx.actor, enterprise: null } }, house.services, asked),
    ).rejects.toMatchObject({
      code: "enterprise_only",
    });
    await expect(startForAll(ctx, house.services, { ...asked, code: "FIN-9" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is seen by whom the rule says", async () => {
    const people = {
      "enterprise admin": owner,
      "enterprise user": await signedInEnterprise(house, enterprise, { level: "user" }),
      "east admin": await signedInEnterprise(house, enterprise, { groupId: east }),
      "east user": await signedInEnterprise(house, enterprise, { groupId: east, level: "user" }),
      "coast admin": await signedInEnterprise(house, enterprise, { groupId: coast }),
      "coast user": await signedInEnterprise(house, enterprise, { groupId: coast, level: "user" }),
      "west admin": await signedInEnterprise(house, enterprise, { groupId: west }),
    } as const;
    const other = await testEnterprise(enterprise.platform, "Others");
    const stranger = await signedInEnterprise(house, other);
    /** What each has run, and who sees it: everybody of the group and above, only Admins when an Admin ran it. */
    const seenBy: Record<string, (keyof typeof people)[]> = {
      "enterprise admin": ["enterprise admin"],
      "enterprise user": ["enterprise admin", "enterprise user"],
      "east admin": ["enterprise admin", "east admin"],
      "east user": ["enterprise admin", "enterprise user", "east admin", "east user"],
      "coast admin": ["enterprise admin", "east admin", "coast admin"],
      "coast user": [
        "enterprise admin",
        "enterprise user",
        "east admin",
        "east user",
        "coast admin",
        "coast user",
      ],
      "west admin": ["enterprise admin", "west admin"],
    };
    for (const [author, expected] of Object.entries(seenBy)) {
      const who = people[author as keyof typeof people];
      const level = author.endsWith("admin") ? "admin" : "user";
      const tenant = author.startsWith("west") ? far : harbor;
      const id = await started(house, tenant, { ...who, level }, CLA_9);
      const sees = await Promise.all(
        Object.entries(people).map(async ([name, { client }]) => {
          const listed = (await client.get("/generated-reports")).body.rows.some(
            (row: { id: string }) => row.id === id,
          );
          const opened = (await client.get(`/generated-reports/${id}`)).status;
          expect([name, opened]).toEqual([name, listed ? 200 : 404]);
          return listed ? name : "";
        }),
      );
      expect([author, sees.filter(Boolean).sort()]).toEqual([author, [...expected].sort()]);
      expect((await stranger.client.get(`/generated-reports/${id}`)).status).toBe(404);
      expect((await stranger.client.get(`/generated-reports/${id}/file?kind=zip`)).status).toBe(404);
    }
    house.sent.length = 0;
  });

  it("is forgotten after the time for which accounts keep theirs", async () => {
    const id = await generated(house, harbor, owner, CLA_9);
    const prefix = `enterprises/${enterprise.id}/reports/${id}/`;
    const files = house.services.env.FILES;
    expect((await files.list({ prefix })).objects.length).toBe(5);
    const later = testHouse({ nowMs: house.clock.nowMs + KEPT_MS + 1 });
    await later.handlers.scheduled(later.bindings, { waitUntil: () => {} });
    door.clock.nowMs = later.clock.nowMs;
    expect((await files.list({ prefix })).objects).toEqual([]);
    const again = await signedInEnterprise(later, enterprise);
    expect(await detail(again.client, id)).toMatchObject({ isExpired: true, files: "none" });
    expect((await bytesOf(again.client, id, "zip")).status).toBe(422);
  });
});

async function bytesOf(client: EnterpriseClient, id: string, kind: "workbook" | "zip") {
  const cookie = [...client.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const path = `/api/enterprise/generated-reports/${id}/file?kind=${kind}`;
  const response = await door.fetch(path, { headers: { cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const name = response.headers.get("content-disposition")?.split("; filename*")[0];
  return { bytes, status: response.status, name };
}
