import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { nextDue } from "../../worker/domains/reports/schedules/next-due.ts";
import { startDueReports } from "../../worker/domains/reports/schedules/start-due.ts";
import { contextOf, staffContext, systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { racing } from "../harness/racing.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const RIGHTS = { reports: "view", report_cla_9: "view" } as const;
const DAY_MS = 86_400_000;

describe("the next time of a schedule", () => {
  const at = (text: string) => Date.parse(text);
  const next = (rhythm: "weekly" | "monthly", day: number, minute: number, after: string) =>
    new Date(nextDue({ rhythm, day, minute }, at(after), "America/Chicago")).toISOString();

  it("is on the school's clock, the same day if it is still ahead", () => {
    expect(next("weekly", 1, 420, "2026-11-21T18:00:00Z")).toBe("2026-11-23T13:00:00.000Z");
    expect(next("weekly", 6, 780, "2026-11-21T18:00:00Z")).toBe("2026-11-21T19:00:00.000Z");
    expect(next("weekly", 6, 720, "2026-11-21T18:00:00Z")).toBe("2026-11-28T18:00:00.000Z");
  });

  it("is the last day of a month that lacks the day", () => {
    expect(next("monthly", 31, 0, "2026-11-21T18:00:00Z")).toBe("2026-11-30T06:00:00.000Z");
    expect(next("monthly", 30, 0, "2027-02-01T18:00:00Z")).toBe("2027-02-28T06:00:00.000Z");
    expect(next("monthly", 1, 0, "2026-12-31T18:00:00Z")).toBe("2027-01-01T06:00:00.000Z");
  });

  it("keeps its hour over a change of the clock", () => {
    expect(next("weekly", 1, 420, "2027-03-10T18:00:00Z")).toBe("2027-03-15T12:00:00.000Z");
    expect(next("weekly", 7, 420, "2027-03-10T18:00:00Z")).toBe("2027-03-14T12:00:00.000Z");
  });
});

describe.each(ENGINES)("what staff keep of reports on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const house = testHouse();
  const { client, person } = await signedIn(house, tenant, RIGHTS);
  const { client: colleague } = await signedIn(house, tenant, RIGHTS);
  const { client: bare } = await signedIn(house, tenant, { reports: "view" });
  const page = async (who = client) => (await who.get("/reports")).body;
  const filter = { period: "last_month", group: "class" };

  it("presets are one's own until they are shared, and only their owner changes them", async () => {
    const made = await client.post("/reports/presets", { code: "CLA-9", name: "By class", filter });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect((await page()).presets).toMatchObject([{ id, name: "By class", isMine: true, filter }]);
    expect((await page(colleague)).presets).toEqual([]);
    const change = (who: typeof client, patch: object) => who.send("PATCH", `/reports/presets/${id}`, patch);
    expect((await change(colleague, { name: "Mine", version: 1 })).status).toBe(404);
    expect((await change(client, { isShared: true, version: 1 })).status).toBe(200);
    expect((await change(client, { isShared: false, version: 1 })).body.code).toBe("changed_meanwhile");
    expect((await page(colleague)).presets).toMatchObject([{ id, isMine: false, isShared: true }]);
    expect((await page(bare)).presets).toEqual([]);
    const twice = await client.post("/reports/presets", { code: "CLA-9", name: "by CLASS", filter });
    expect([twice.status, twice.body.fields[0].path]).toEqual([422, "name"]);
    const wrong = await client.post("/reports/presets", {
      code: "CLA-9",
      name: "X",
      filter: { kind: "wait" },
    });
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([400, "kind"]);
    const removed = await client.send("DELETE", `/reports/presets/${id}`, { version: 2 });
    expect((await page(colleague)).presets).toEqual([]);
    expect((await client.post(`/changes/${removed.body.change.id}/undo`)).status).toBe(200);
    expect((await page(colleague)).presets).toMatchObject([{ id }]);
  });

  it("favorites are everybody's own", async () => {
    const starred = async (who: typeof client) =>
      (await page(who)).reports.map(({ isFavorite }: { isFavorite: boolean }) => isFavorite);
    expect((await client.send("PUT", "/reports/favorites/CLA-9", {})).status).toBe(200);
    expect((await client.send("PUT", "/reports/favorites/CLA-9", {})).status).toBe(200);
    expect([await starred(client), await starred(colleague)]).toEqual([[true], [false]]);
    await client.send("DELETE", "/reports/favorites/CLA-9", {});
    expect(await starred(client)).toEqual([false]);
    expect((await bare.send("PUT", "/reports/favorites/CLA-9", {})).status).toBe(403);
  });

  it("a schedule runs in its hour, once, mails its owner the link and goes on", async () => {
    const wanted = { code: "CLA-9", filter, rhythm: "weekly", day: 1, minute: 420 };
    const made = await client.post("/reports/schedules", wanted);
    expect([made.status, made.body.dueAt]).toEqual([201, Date.parse("2026-11-23T13:00:00Z")]);
    house.clock.nowMs = made.body.dueAt + 1_000;
    const context = () => systemContext(tenant, house.clock.nowMs);
    expect(await startDueReports(context())).toBe(1);
    expect(await startDueReports(context())).toBe(0);
    const { relayOutbox } = await import("../../worker/jobs/relay-outbox.ts");
    await relayOutbox(house.services, context());
    await house.drain();
    expect(house.mails).toHaveLength(1);
    const [mail] = house.mails;
    expect(mail).toMatchObject({ to: person.email, subject: "New enrollments (CLA-9) is ready" });
    const link = /https:\S+\/reports\/runs\/(rpr_\w+)/.exec(mail!.text)!;
    const { rows } = await tenant.database.read({
      rows: select(
        { id: sql<string>`id`, staffId: sql<string>`staff_id`, done: sql<number>`finished_at is not null` },
        sql`from report_runs where schedule_id = ${made.body.id}`,
      ),
    });
    expect(rows).toEqual([{ id: link[1], staffId: person.id, done: 1 }]);
    const { rows: due } = await tenant.database.read({
      rows: select({ dueAt: sql<number>`due_at` }, sql`from report_schedules where id = ${made.body.id}`),
    });
    expect(due[0]!.dueAt).toBe(made.body.dueAt + 7 * DAY_MS);
    house.clock.nowMs = TEST_NOW_MS;
  });

  it("a schedule refuses fixed days and people without an address", async () => {
    const wanted = { code: "CLA-9", rhythm: "monthly", day: 31, minute: 0 };
    const fixed = { period: "custom", from: "2026-11-01", to: "2026-11-30" };
    expect((await client.post("/reports/schedules", { ...wanted, filter: fixed })).body.code).toBe(
      "fixed_days",
    );
    expect(
      (await client.post("/reports/schedules", { ...wanted, rhythm: "weekly" })).body.fields[0].path,
    ).toBe("day");
    await tenant.database.commit({
      statements: [
        statement(sql`update staff set email = null, email_folded = null where id = ${person.id}`),
      ],
    });
    const own = testHouse();
    const { client: fresh, person: other } = await signedIn(own, tenant, RIGHTS);
    await tenant.database.commit({
      statements: [statement(sql`update staff set email = null, email_folded = null where id = ${other.id}`)],
    });
    expect((await fresh.post("/reports/schedules", { ...wanted, filter })).body.code).toBe("no_address");
  });

  it("a schedule stops when its owner has left, and starts once when two runners see it", async () => {
    const owner = await staffContext(tenant, RIGHTS);
    const insert = (id: string, staffId: string) =>
      statement(sql`insert into report_schedules (id, code, filter, staff_id, rhythm, day, minute, due_at, created_at, updated_at)
        values (${id}, 'CLA-9', '{}', ${staffId}, 'weekly', 1, 0, 1, 0, 0)`);
    await tenant.database.commit({ statements: [insert("rps_twice", owner.actor.id)] });
    const started = async (without?: RegExp) => {
      const wait = barrier(2);
      const slow = () =>
        contextOf(tenant, systemContext(tenant).actor, { database: racing(tenant.database, wait, without) });
      const counts = await Promise.all([startDueReports(slow()), startDueReports(slow())]);
      return counts.reduce((sum, count) => sum + count, 0);
    };
    expect(await started()).toBe(1);
    await tenant.database.commit({
      statements: [statement(sql`update report_schedules set due_at = 1 where id = 'rps_twice'`)],
    });
    expect(await started(/insert into guard \("row_version"\)/)).toBe(2);

    await tenant.database.commit({
      statements: [
        insert("rps_left", owner.actor.id),
        statement(sql`update staff set is_active = 0 where id = ${owner.actor.id}`),
      ],
    });
    expect(await startDueReports(systemContext(tenant))).toBe(0);
    const { rows } = await tenant.database.read({
      rows: select({ dueAt: sql<number | null>`due_at` }, sql`from report_schedules where id = 'rps_left'`),
    });
    expect(rows).toEqual([{ dueAt: null }]);
  });
});
