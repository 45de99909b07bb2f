import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import type { DashboardAccount } from "../../worker/enterprise/dashboard/schemas.ts";
import { scheduleSyncs } from "../../worker/jobs/schedule-syncs.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { BARE_DOCUMENT, builtPages } from "../harness/built-pages.ts";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  type TestEnterprise,
  testEnterprise,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";

let enterprise: TestEnterprise;
let house: TestHouse;
let owner: EnterpriseClient;
let member: EnterpriseClient;
let group: string;

/** Two children in a class of four: one since October, one until the end of October, and 80.00 owed since then. */
async function fill(tenant: TestTenant): Promise<void> {
  const ctx = await staffContext(tenant);
  const students = ["Ada", "Ben"].map((firstName) => ({ firstName, lastName: "X" }));
  await createFamily(ctx, familyInput({ students }));
  const stamps = sql`0, 0`;
  await tenant.database.commit({
    statements: [
      sql`insert into locations (id, name, time_zone, created_at, updated_at) values ('loc', 'L', 'America/Chicago', ${stamps})`,
      sql`insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
        values ('cls', 'loc', 'Class', 4, '2026-01-01', ${stamps})`,
      sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at)
        select 'enr_' || first_name, id, 'cls', 'active', '2026-10-05', iif(first_name = 'Ben', '2026-11-10', null), ${stamps} from students`,
      sql`insert into charges (id, number, family_id, location_id, title, charge_on, due_on, source, created_at, updated_at)
        select 'chg', 1, id, 'loc', 'T', '2026-10-05', '2026-10-05', 'manual', ${stamps} from families`,
      sql`insert into charge_lines (id, charge_id, family_id, kind, description, base_minor, net_minor, total_minor, created_at, updated_at)
        select 'chl', 'chg', id, 'tuition', 'T', 8000, 8000, 8000, ${stamps} from families`,
      sql`insert into postings (kind, debit, credit, amount_minor, family_id, location_id, charge_id, line_id, effective_on, posted_at, change_id)
        select 'charge', 'receivable', 'revenue', 8000, id, 'loc', 'chg', 'chl', '2026-10-05', 0, 'chn' from families`,
    ].map((row) => statement(row)),
  });
}

beforeAll(async () => {
  enterprise = await testEnterprise(await testPlatform());
  group = await addGroup(enterprise, "North");
  await fill(await addAccount(enterprise, { groupId: group, name: "North Gym" }));
  await fill(await addAccount(enterprise, { name: "South Gym" }));
  house = testHouse({ bindings: builtPages("/enterprise/index.html", BARE_DOCUMENT) });
  owner = (await signedInEnterprise(house, enterprise)).client;
  member = (await signedInEnterprise(house, enterprise, { groupId: group })).client;
  await scheduleSyncs(house.services);
  await house.drain();
}, 60_000);

describe("the dashboard", () => {
  it("adds up what may be seen, by month", async () => {
    const { body } = await owner.get("/dashboard?months=3");
    expect(body.months).toEqual(["2026-09", "2026-10", "2026-11"]);
    expect(body.people[1]).toMatchObject({ enrollments: 4, started: 4, students: 4, filled: 4, places: 8 });
    expect(body.people[2]).toMatchObject({
      enrollments: 2,
      ended: 2,
      studentsBefore: 4,
      studentsLost: 2,
      filled: 2,
    });
    expect(body.money[0].months[1]).toMatchObject({ revenueMinor: 16_000, receivableMinor: 16_000 });
    expect(body.money[0].aging).toMatchObject({ to60Minor: 16_000, to30Minor: 0 });
    const page = await owner.page("/dashboard");
    expect(page.text).toContain("South Gym");
  });

  it("is of one's own group for whoever is of a group, and of one group for whoever asks", async () => {
    const names = ({ accounts }: { accounts: DashboardAccount[] }) => accounts.map(({ name }) => name);
    expect(names((await member.get("/dashboard")).body)).toEqual(["North Gym"]);
    expect(names((await owner.get(`/dashboard?group=${group}`)).body)).toEqual(["North Gym"]);
    expect((await owner.get("/dashboard?group=egr_unknown")).status).toBe(404);
    const csv = await member.get("/dashboard/figures.csv?months=2");
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.text).toContain("North Gym,2026-11,1,0,1,1,1,0.5,4,1,3,0.25,USD,0.00,0.00,80.00,0.00");
    expect(csv.text).not.toContain("South Gym");
  });

  it("begins a month once its schools are in it, and not when London is", async () => {
    const { nowMs } = house.clock;
    const monthsAt = async (instant: string) => {
      house.clock.nowMs = Date.parse(instant);
      return (await owner.get("/dashboard?months=2")).body.months;
    };
    expect(await monthsAt("2026-11-01T04:59:00Z")).toEqual(["2026-09", "2026-10"]);
    expect(await monthsAt("2026-11-01T05:00:00Z")).toEqual(["2026-10", "2026-11"]);
    house.clock.nowMs = nowMs;
  });
});

describe("figures for BI tools", () => {
  const ask = (path: string, token: string) =>
    house.fetch(`/api/enterprise-bi/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });

  it("are opened by a key that is shown once, until it is revoked; both are audited", async () => {
    expect((await member.post("/bi-tokens", { name: "Sheet" })).status).toBe(403);
    const { body } = await owner.post("/bi-tokens", { name: "Sheet" });
    const csv = await ask("figures.csv?months=1", body.token);
    expect(await csv.text()).toMatch(/^account_id,account,month,enrollments,/);
    const { rows } = await (await ask("receivables.json", body.token)).json<{ rows: object[] }>();
    expect(rows).toMatchObject([
      { account: "North Gym", due_31_60: "80.00", total: "80.00" },
      { account: "South Gym" },
    ]);
    const { tokens } = (await owner.get("/bi-tokens")).body;
    expect(tokens).toMatchObject([{ name: "Sheet" }]);
    expect(JSON.stringify(tokens)).not.toContain(body.token);
    expect((await owner.delete(`/bi-tokens/${body.id}`)).status).toBe(200);
    expect((await owner.delete(`/bi-tokens/${body.id}`)).status).toBe(404);
    expect((await ask("figures.csv", body.token)).status).toBe(401);
    const { acts } = await house.services.control.read({
      acts: select(
        { action: sql<string>`action` },
        sql`from enterprise_audit where action like 'bi_keys.%' order by seq`,
      ),
    });
    expect(acts.map(({ action }) => action)).toEqual(["bi_keys.create", "bi_keys.revoke"]);
  });

  it("are nobody's without a key, of no other enterprise, and not asked for without end", async () => {
    expect((await ask("figures.csv", "cbi_wrong")).status).toBe(401);
    const other = await testEnterprise(enterprise.platform, "Others");
    await addAccount(other, { name: "Elsewhere" });
    const stranger = (await signedInEnterprise(house, other)).client;
    const { body } = await stranger.post("/bi-tokens", { name: "Theirs" });
    expect(await (await ask("figures.csv", body.token)).text()).not.toContain("Gym");
    expect((await owner.delete(`/bi-tokens/${body.id}`)).status).toBe(404);
    expect((await ask("figures.csv?months=99", body.token)).status).toBe(400);
    expect((await ask("secrets.csv", body.token)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask("figures.csv", body.token)));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});
