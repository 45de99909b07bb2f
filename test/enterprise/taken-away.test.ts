import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { createFeed } from "../../worker/domains/calendar-feeds/create-feed.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import type { DashboardAccount } from "../../worker/enterprise/dashboard/schemas.ts";
import type { FoundRow } from "../../worker/enterprise/family-search/schemas.ts";
import { scheduleSyncs } from "../../worker/jobs/schedule-syncs.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { OfficeClient } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import type { TestTenant } from "../harness/tenant.ts";

const ROWS = Array.from({ length: 600 }, (_, i) => `Kid${i},Lee${i},Ann${i} Lee${i},ann${i}@x.example`);
const FILE = ["First Name,Last Name,Parent Name,Parent Email", ...ROWS].join("\n");

describe("what an enterprise takes away", async () => {
  const enterprise = await testEnterprise(await testPlatform());
  const east = await addGroup(enterprise, "East");
  const gym = await addAccount(enterprise, { groupId: east, name: "East Gym" });
  const other = await addAccount(enterprise, { name: "West Gym" });
  let afterStep: (() => Promise<void>) | null = null;
  const wrap = (engine: Engine): Engine => ({
    kind: engine.kind,
    async batch(statements, mode) {
      const results = await engine.batch(statements, mode);
      const next = statements.some((one) => /update "tasks" set cursor/.test(one.sql)) ? afterStep : null;
      if (next) afterStep = null;
      await next?.();
      return results;
    },
  });
  const house = testHouse({ wrap });
  const admin = await signedInEnterprise(house, enterprise, { name: "Ada Admin" });
  const user = await signedInEnterprise(house, enterprise, { level: "user", name: "Uma User" });
  let generatedId: string;

  async function take(right: string | null, level: "none" | "view" = "none"): Promise<void> {
    await writeControl(sql`delete from enterprise_overrides where enterprise_id = ${enterprise.id}`);
    if (right !== null)
      await writeControl(sql`insert into enterprise_overrides (id, enterprise_id, group_id, right_key, max_level, set_by,
        created_at, updated_at) values ('eov_x', ${enterprise.id}, ${east}, ${right}, ${level}, ${admin.user.id}, 0, 0)`);
    house.clock.nowMs += 31_000;
    for (const { account } of [gym, other]) house.services.house.directory.forget(account.id);
  }

  async function enter(client: EnterpriseClient, tenant: TestTenant): Promise<OfficeClient> {
    const { body } = await client.post(`/accounts/${tenant.account.id}/handoff`, { path: "/" });
    const office = new OfficeClient(house, tenant.account.urlName, new Map(client.cookies));
    await office.raw(body.href, { headers: { accept: "text/html" } });
    return office;
  }
  const runForAll = async (office: OfficeClient, code: string) => {
    const { body } = await office.post("/reports/runs", { code, filter: {}, forAllAccounts: true });
    await house.drain();
    return body.generatedReportId as string;
  };
  async function startImport(office: OfficeClient): Promise<string> {
    const form = new FormData();
    form.append("files", new File([FILE], "families.csv", { type: "text/csv" }));
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type")!;
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    const draft = await office.send("POST", "/imports", bytes, { "content-type": type });
    const { id, guess } = draft.body;
    const started = await office.post(`/imports/${id}/start`, { mapping: guess });
    expect(started.status, started.text).toBe(202);
    return started.body.taskId;
  }

  beforeAll(async () => {
    for (const tenant of [gym, other]) {
      const guardians = [
        { firstName: "Ana", lastName: "Baker", emails: [], phones: [{ number: "312 555 0106" }] },
      ];
      await createFamily(await staffContext(tenant), familyInput({ guardians }));
    }
    await scheduleSyncs(house.services);
    await house.drain();
    generatedId = await runForAll(await enter(user.client, gym), "FIN-6");
  }, 60_000);

  /** What of two accounts somebody is shown across them; the second one has nothing taken away. */
  async function shownTo(client: EnterpriseClient) {
    const search = (await client.get("/family-search?name=ana")).body;
    const phone = (await client.get("/phone-search?phone=3125550106")).text;
    const figures = (await client.get("/dashboard")).body;
    const csv = (await client.get("/dashboard/figures.csv?months=2")).text;
    const report = (await client.get(`/generated-reports/${generatedId}`)).body;
    const file = await client.get(`/generated-reports/${generatedId}/file?kind=workbook`);
    const line = csv.split("\r\n").find((one) => one.includes("East Gym")) ?? "";
    return {
      families: search.rows.map(({ accountName }: FoundRow) => accountName).sort(),
      withheld: search.withheldCount,
      callers: phone.split('"kind":"match"').length - 1,
      figures: figures.accounts.find((one: DashboardAccount) => one.name === "East Gym").shows,
      csv: { people: /,\d+,\d+,\d+,\d+,/.test(line), money: line.includes("0.00") },
      withheldFigures: figures.withheld,
      report: report.accounts.length,
      file: file.status,
    };
  }
  const all = {
    families: ["East Gym", "West Gym"],
    withheld: 0,
    callers: 2,
    figures: { people: true, money: true },
    csv: { people: true, money: true },
    withheldFigures: { people: 0, money: 0 },
    report: 2,
    file: 200,
  };
  const oneReport = { report: 1, file: 422 };

  it.each([
    ["nothing", null, "none", {}],
    ["families", "families", "none", { families: ["West Gym"], withheld: 1, callers: 1 }],
    ["changing families", "families", "view", {}],
    [
      "enrollments",
      "enrollments",
      "none",
      {
        figures: { people: false, money: true },
        csv: { people: false, money: true },
        withheldFigures: { people: 1, money: 0 },
      },
    ],
    [
      "the money overview",
      "money_overview",
      "none",
      {
        figures: { people: true, money: false },
        csv: { people: true, money: false },
        withheldFigures: { people: 0, money: 1 },
      },
    ],
    ["the report that was generated", "report_fin_6", "none", oneReport],
    ["another report", "report_fin_1", "none", {}],
    ["all reports", "reports", "none", oneReport],
    ["the way in, which nothing takes", "office", "none", {}],
  ] as const)(
    "across accounts, %s: from normal users and not from Admins",
    async (_what, right, level, less) => {
      await take(right, level);
      expect(await shownTo(user.client)).toEqual({ ...all, ...less });
      expect(await shownTo(admin.client)).toEqual(all);
    },
  );

  it("is in no list of everybody's tasks, nor what an Admin ran in all accounts", async () => {
    await take(null);
    await runForAll(await enter(admin.client, gym), "FIN-2");
    const { client: coach } = await signedIn(house, gym, { reports: "view", report_fin_1: "view" });
    await coach.post("/reports/runs", { code: "FIN-1", filter: {} });
    await house.drain();
    const titles = async (office: OfficeClient) =>
      (await office.get("/tasks?mine=0")).body.rows.map(
        ({ title }: { title: string }) => /FIN-\d/.exec(title)?.[0],
      );
    const [asAdmin, asUser] = [await enter(admin.client, gym), await enter(user.client, gym)];
    expect((await titles(asAdmin)).sort()).toEqual(["FIN-1", "FIN-2", "FIN-6"]);
    expect((await titles(asUser)).sort()).toEqual(["FIN-1", "FIN-6"]);
    await take("report_fin_1");
    expect(await titles(asUser)).toEqual(["FIN-6"]);
    const [hidden] = (await asAdmin.get("/tasks?mine=0")).body.rows;
    expect((await asUser.get(`/tasks/${hidden.id}`)).status).toBe(404);
    expect((await asUser.post(`/tasks/${hidden.id}/cancel`)).status).toBe(404);
    // One's own is told all the same: they began it.
    expect((await coach.get("/tasks")).body.rows).toHaveLength(1);
  });

  it("stops a task at its next step, an undo too, and refuses to begin either", async () => {
    await take(null);
    const { client: desk } = await signedIn(house, gym, { import: "full", families: "full" });
    const stopped = await startImport(desk);
    // The first step reads the files, the second one writes.
    afterStep = async () => {
      afterStep = () => take("import", "view");
    };
    await house.drain();
    const taken = {
      status: "failed",
      error: expect.stringContaining("the right “Import” away since this began"),
    };
    const first = (await desk.get(`/tasks/${stopped}`)).body;
    expect(first).toMatchObject(taken);
    expect(first.done).toBeGreaterThan(0);
    expect((await desk.post(`/change-groups/${first.changeGroup}/undo`)).body).toMatchObject({
      code: "right_missing",
      right: "import",
    });

    await take(null);
    const undo = (await desk.post(`/change-groups/${first.changeGroup}/undo`)).body.taskId;
    await take("import", "view");
    await house.drain();
    expect((await desk.get(`/tasks/${undo}`)).body).toMatchObject({ ...taken, done: 0 });

    await take(null);
    const family = await desk.post("/families", familyInput());
    await take("families", "view");
    const refused = await desk.post(`/changes/${family.body.change.id}/undo`);
    expect([refused.status, refused.body.code]).toEqual([403, "right_missing"]);
    await take(null);
    expect((await desk.post(`/changes/${family.body.change.id}/undo`)).status).toBe(200);
  });

  it("stops a task of an enterprise user who is suspended, but none for what binds no Admin", async () => {
    await take(null);
    const byAdmin = await startImport(await enter(admin.client, other));
    await take("import");
    await house.drain();
    const [asAdmin, asUser] = [await enter(admin.client, other), await enter(user.client, gym)];
    expect((await asAdmin.get(`/tasks/${byAdmin}`)).body).toMatchObject({ status: "done" });
    await take(null);
    const byUser = await startImport(asUser);
    const { users } = (await admin.client.get("/users")).body;
    const { version } = users.find(({ id }: { id: string }) => id === user.user.id);
    const cookie = [...asUser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const live = () =>
      house.fetch(`/api/office/${gym.account.urlName}/live`, {
        headers: { cookie, origin: ORIGIN, upgrade: "websocket" },
      });
    const { webSocket } = await live();
    let closedWith = 0;
    webSocket!.accept();
    webSocket!.addEventListener("close", ({ code }) => {
      closedWith = code;
    });
    const suspend = await admin.client.send("PATCH", `/users/${user.user.id}`, {
      version,
      isSuspended: true,
    });
    expect(suspend.status, suspend.text).toBe(200);
    await house.drain();
    expect((await (await enter(admin.client, gym)).get(`/tasks/${byUser}`)).body).toMatchObject({
      status: "failed",
      error: expect.stringContaining("may no longer enter the account"),
    });
    expect((await asUser.get("/session")).status).toBe(401);
    await expect.poll(() => closedWith).toBe(4401);
    expect((await live()).status).toBe(401);
  });

  it("shuts the calendars outside, which open again", async () => {
    await take(null);
    const ctx = await staffContext(gym, { classes: "full" });
    const { url } = await createFeed(ctx, { kind: "staff", ownerId: ctx.actor.id }, ORIGIN);
    const asked = async () => (await house.fetch(url.slice(ORIGIN.length))).status;
    expect(await asked()).toBe(200);
    await take("classes");
    expect(await asked()).toBe(404);
    await take("classes", "view");
    expect(await asked()).toBe(200);
  });
});
