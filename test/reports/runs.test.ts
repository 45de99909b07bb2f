import { sql } from "drizzle-orm";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { reportTaskOf } from "../../worker/domains/reports/runs/report-task.ts";
import { KEPT_MS, runsPath } from "../../worker/domains/reports/runs/run-rows.ts";
import { forgetReportFiles } from "../../worker/jobs/forget-report-files.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { runEffect } from "../../worker/jobs/run-effect.ts";
import { runTaskOf } from "../../worker/jobs/run-task.ts";
import { addStudents } from "../enrollments/school.ts";
import { systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { killAt } from "../harness/faults.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { enrollment, finished, taughtClass } from "./harness.ts";

const NOVEMBER = { period: "custom", from: "2026-11-01", to: "2026-11-30", basis: "start", group: "none" };
const RIGHTS = { reports: "view", report_cla_9: "view" } as const;
const AGAIN_MS = 5 * 60_000 + 1000;

describe.each(ENGINES)("a report that is run on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, RIGHTS);
  const { client: colleague } = await signedIn(house, tenant, RIGHTS);
  const { client: chief } = await signedIn(house, tenant, { ...RIGHTS, all_tasks: "view" });
  const { client: bare } = await signedIn(house, tenant, { reports: "view" });
  const { id: classId } = await taughtClass(tenant, { program: "Swim", name: "Minnows" });
  const school = { database: tenant.database, locationId: "" };
  const students = await addStudents(school, 23);
  for (const [i, student] of students.entries()) {
    await enrollment(tenant, student, classId, {
      starts_on: `2026-11-${String((i % 20) + 1).padStart(2, "0")}`,
    });
  }
  const csvRows = (text: string) =>
    Papa.parse<Record<string, string>>(text.replace("\u{feff}", ""), { header: true, skipEmptyLines: true })
      .data;

  it("shows its progress, is kept for the person, and opens in every format", async () => {
    const id = await finished(house, client, "CLA-9", NOVEMBER);
    const run = (await client.get(`/reports/runs/${id}`)).body;
    expect(run).toMatchObject({ status: "done", rowCount: 23, code: "CLA-9", pdfRefusal: null });
    expect((await client.get(`/tasks/${run.taskId}`)).body).toMatchObject({
      status: "done",
      resultText: "23 rows",
      resultUrl: `/a/${tenant.account.urlName}/reports/runs/${id}`,
    });
    const shown = (await client.get(`/reports/runs/${id}/rows`)).body;
    expect([shown.rows.length, shown.hasMore]).toEqual([23, false]);
    const file = (format: string) => client.get(`/reports/runs/${id}/file?format=${format}`);
    const csv = await file("csv");
    expect(csv.headers.get("content-disposition")).toContain(
      'filename="CLA-9 New enrollments 2026-11-21.csv"',
    );
    expect(csvRows(csv.text)).toHaveLength(23);
    expect(csvRows(csv.text)[0]).toMatchObject({
      Class: "Minnows",
      Program: "Swim",
      Start: "2026-11-01",
      "New or known": "New",
    });
    const html = await file("html");
    expect(html.headers.get("content-type")).toContain("text/html");
    expect(html.headers.get("content-disposition")).toBeNull();
    expect(html.text).toContain("Nov 1, 2026 to Nov 30, 2026");
    expect((await file("pdf")).text.slice(0, 5)).toBe("%PDF-");
    expect((await file("xlsx")).text.slice(0, 2)).toBe("PK");
    expect((await file("docx")).status).toBe(400);
    expect((await client.get("/reports/print.css")).text).toContain("@page");
  });

  it("is nobody else's, but for those who see all tasks and the report itself", async () => {
    const id = await finished(house, client, "CLA-9", NOVEMBER);
    for (const path of ["", "/rows", "/file?format=csv"]) {
      const status = async (who: typeof client) => (await who.get(`/reports/runs/${id}${path}`)).status;
      expect([
        await status(client),
        await status(colleague),
        await status(chief),
        await status(bare),
      ]).toEqual([...[200, 404, 200, 404]]);
    }
    expect((await colleague.post(`/reports/runs/${id}/again`)).status).toBe(404);
    const { client: curious } = await signedIn(house, tenant, { reports: "view", all_tasks: "view" });
    expect((await curious.get(`/reports/runs/${id}`)).status).toBe(404);
  });

  it("takes the right of that very report, to preview, to run and to open", async () => {
    const query = `code=CLA-9&filter=${encodeURIComponent(JSON.stringify(NOVEMBER))}`;
    for (const refused of [
      await bare.get(`/reports/preview?${query}`),
      await bare.post("/reports/runs", { code: "CLA-9", filter: NOVEMBER }),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([403, "right_missing"]);
      expect(refused.body.detail).toContain("CLA-9 New enrollments");
    }
    const preview = await client.get(`/reports/preview?${query}`);
    expect([preview.body.rows.length, preview.body.hasMore]).toEqual([23, false]);
    const few = await client.get(`/reports/preview?rows=2&${query}`);
    expect([few.body.rows, few.body.hasMore]).toEqual([preview.body.rows.slice(0, 2), true]);
    expect((await client.get(`/reports/preview?rows=0&${query}`)).body.fields[0].path).toBe("rows");
    expect((await client.get("/reports/preview?code=CLA-9&filter={")).body.fields[0].path).toBe("filter");
    expect((await bare.get("/reports")).body.reports).toEqual([]);
    expect((await client.get("/reports")).body.reports.map(({ code }: { code: string }) => code)).toEqual([
      "CLA-9",
    ]);
    expect((await client.post("/reports/runs", { code: "CLA-99", filter: {} })).status).toBe(404);
  });

  it("names the field of a filter that cannot stand", async () => {
    const fields = async (filter: object) => {
      const { status, body } = await client.post("/reports/runs", { code: "CLA-9", filter });
      return [status, ...body.fields.map(({ path }: { path: string }) => path)];
    };
    expect(await fields({ ...NOVEMBER, to: "2026-10-31" })).toEqual([400, "to"]);
    expect(await fields({ period: "custom" })).toEqual([400, "from", "to"]);
    expect(await fields({ ...NOVEMBER, from: "2026-02-30" })).toEqual([400, "from"]);
    expect(await fields({ kind: "wait" })).toEqual([400, "kind"]);
  });

  it("runs again with the same filters, is told in the audit log, and expires", async () => {
    const id = await finished(house, client, "CLA-9", NOVEMBER);
    const again = await client.post(`/reports/runs/${id}/again`);
    expect(again.status).toBe(202);
    await house.drain();
    expect((await client.get(`/reports/runs/${again.body.id}`)).body).toMatchObject({
      status: "done",
      rowCount: 23,
    });
    await client.get(`/reports/runs/${id}/file?format=csv`);
    const { rows } = await tenant.database.read({
      rows: select(
        { count: sql<number>`count(*)` },
        sql`from changes where summary = 'Opened the result of CLA-9 New enrollments as CSV' and right_key = 'report_cla_9'`,
      ),
    });
    expect(rows[0]!.count).toBeGreaterThan(0);

    const later = testHouse({ nowMs: house.clock.nowMs + KEPT_MS });
    const { client: visitor } = await signedIn(later, tenant, { ...RIGHTS, all_tasks: "view" });
    expect((await visitor.get(`/reports/runs/${id}`)).body.status).toBe("expired");
    const gone = await visitor.get(`/reports/runs/${id}/file?format=csv`);
    expect([gone.status, gone.body.code]).toEqual([422, "report_expired"]);
    const files = house.services.env.FILES;
    const count = async () => (await files.list({ prefix: runsPath(tenant.account.id) })).objects.length;
    expect(await count()).toBeGreaterThan(2);
    expect(await forgetReportFiles(files, tenant.account.id, Date.now())).toBe(0);
    await forgetReportFiles(files, tenant.account.id, Date.now() + KEPT_MS + 60_000);
    expect(await count()).toBe(0);
  });

  it("fails with words when its owner lost the right while it waited", async () => {
    const { client: leaver, person } = await signedIn(house, tenant, RIGHTS);
    const { id } = (await leaver.post("/reports/runs", { code: "CLA-9", filter: NOVEMBER })).body;
    await tenant.database.commit({
      statements: [
        statement(sql`delete from grants where staff_id = ${person.id} and right_key = 'report_cla_9'`),
      ],
    });
    await house.drain();
    const { rows } = await tenant.database.read({
      rows: select(
        { status: sql<string>`t.status`, error: sql<string>`t.error` },
        sql`from tasks t join report_runs r on r.task_id = t.id where r.id = ${id}`,
      ),
    });
    expect(rows[0]).toMatchObject({
      status: "failed",
      error: expect.stringContaining("CLA-9 New enrollments"),
    });
  });

  const small = { task: runTaskOf({ report: reportTaskOf({ page: 3, step: 7 }) }) };
  /** Relays and delivers until nothing is left, a few rows a step. */
  const work = async (own: TestHouse) => {
    await relayOutbox(own.services, systemContext(tenant, own.clock.nowMs));
    while (own.sent.length > 0) {
      const { body } = own.sent.shift()!;
      if (body.kind === "outbox") await runEffect(own.services, body, 1, small).catch(() => undefined);
    }
  };
  const started = async () => {
    const own = testHouse();
    const { client: person } = await signedIn(own, tenant, RIGHTS);
    const { id, taskId } = (await person.post("/reports/runs", { code: "CLA-9", filter: NOVEMBER })).body;
    await own.settle();
    own.sent.length = 0;
    return { id, taskId, person };
  };

  // Claim, begin, load, then what each of four steps reads and commits, and the end.
  const moments = Array.from({ length: 26 }, (_, i) => i + 1).flatMap((n) =>
    (["before", "after"] as const).map((moment) => [n, moment] as const),
  );
  it.each(moments)("has each row once when the process dies at call %i, %s it", async (n, moment) => {
    const { id, taskId, person } = await started();
    const { rows } = await tenant.database.read({
      rows: select(
        { id: sql<string>`id`, attempts: sql<number>`attempts` },
        sql`from outbox where payload->>'taskId' = ${taskId}`,
      ),
    });
    const killer = killAt(n, moment);
    const dying = testHouse({ wrap: killer.wrap });
    const message = {
      kind: "outbox",
      accountId: tenant.account.id,
      jobId: rows[0]!.id,
      attempt: rows[0]!.attempts,
    } as const;
    await runEffect(dying.services, message, 1, small).catch(() => undefined);
    await work(testHouse({ nowMs: dying.clock.nowMs + AGAIN_MS }));
    const csv = csvRows((await person.get(`/reports/runs/${id}/file?format=csv`)).text);
    expect(new Set(csv.map(({ Student }) => Student)).size).toBe(23);
    expect(csv).toHaveLength(23);
  });

  it("has each row once when two runners have it", async () => {
    const { id, taskId, person } = await started();
    const run = runTaskOf({ report: reportTaskOf({ page: 3, step: 7 }) });
    const own = testHouse();
    const part = { services: own.services, id: "out_twice", payload: { taskId }, deliveries: 1 };
    const context = () => systemContext(tenant, own.clock.nowMs);
    await Promise.all([run({ ...part, ctx: context() }), run({ ...part, ctx: context() })]);
    expect(csvRows((await person.get(`/reports/runs/${id}/file?format=csv`)).text)).toHaveLength(23);
  });
});
