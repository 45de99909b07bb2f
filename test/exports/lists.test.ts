import { sql } from "drizzle-orm";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { auditFilter } from "../../worker/domains/audit/schemas.ts";
import { exportAccount } from "../../worker/domains/exports/export-account.ts";
import { exportAudit } from "../../worker/domains/exports/export-audit.ts";
import { exportFamilies } from "../../worker/domains/exports/export-families.ts";
import { exportStaff } from "../../worker/domains/exports/export-staff.ts";
import { exportStudents } from "../../worker/domains/exports/export-students.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { staffFilter } from "../../worker/domains/staff/schemas.ts";
import { studentFilter } from "../../worker/domains/students/schemas.ts";
import { familyInput } from "../families/factories.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { previewCsv } from "../imports/harness.ts";

async function rowsOf(response: Response): Promise<Record<string, string>[]> {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    await response.arrayBuffer(),
  );
  expect(text.startsWith("\u{feff}")).toBe(true);
  expect(text).not.toMatch(/[^\r]\n[A-Z]/);
  const parsed = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(parsed.errors).toEqual([]);
  return parsed.data;
}

describe.each(ENGINES)("exports of lists on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);
  const families = [
    familyInput({
      name: "Núñez, sr.",
      city: "=cmd()",
      guardians: [
        {
          firstName: "Lucía",
          lastName: "Núñez",
          emails: [{ address: "lucia@x.example" }, { address: "work@x.example" }],
          phones: [{ number: "(312) 555-0101" }],
        },
        { firstName: "Sean", lastName: "O'Neill", phones: [{ number: "ext. 12" }] },
      ],
      students: [
        { firstName: "Mateo", lastName: "Núñez", birthDate: "2016-02-29", allergies: "Nuts,\nmilk" },
        { firstName: "李", lastName: "小龙" },
      ],
    }),
    familyInput({ name: "Abbott" }),
  ];
  for (const family of families) await createFamily(ctx, family);

  it("has every family of the list with its people, harmless to a spreadsheet", async () => {
    const rows = await rowsOf(await exportFamilies(ctx, familyFilter.parse({})));
    expect(rows.map((row) => row["Family name"])).toEqual(["Abbott", "Núñez, sr."]);
    expect(rows[1]).toMatchObject({
      Status: "inactive",
      Suspended: "no",
      "Guardian 1 first name": "Lucía",
      "Guardian 1 e-mail": "lucia@x.example",
      "Guardian 1 phone": "+13125550101",
      "Guardian 2 last name": "O'Neill",
      "Guardian 2 phone": "ext. 12",
      "Family e-mail": "work@x.example",
      Children: "李 小龙; Mateo Núñez",
      City: "'=cmd()",
    });
  });

  it.each([
    { q: "nunez" },
    { q: "lucia neill" },
    { phone: "5550101" },
    { email: "work@" },
    { name: "abb" },
    { status: "active" },
    { q: "nobody" },
  ])("has what the list shows under %j", async (terms) => {
    const filter = familyFilter.parse(terms);
    const shown = (await listFamilies(ctx, filter)).rows.map((row) => row.id);
    const rows = await rowsOf(await exportFamilies(ctx, filter));
    expect(rows.map((row) => row["Family ID"]).sort()).toEqual([...shown].sort());
  });

  it("has students with their facts, narrowed like the list", async () => {
    const rows = await rowsOf(await exportStudents(ctx, studentFilter.parse({ q: "mateo" })));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      "Student last name": "Núñez",
      "Birth date": "2016-02-29",
      Allergies: "Nuts,\nmilk",
      "Guardian 1 first name": "Lucía",
    });
    expect(await rowsOf(await exportStudents(ctx, studentFilter.parse({ minAge: 90 })))).toEqual([]);
  });

  it("has staff, and nothing of their passwords", async () => {
    const rows = await rowsOf(await exportStaff(ctx, staffFilter.parse({})));
    expect(rows.map((row) => row["Staff ID"])).toContain(ctx.actor.id);
    expect(Object.keys(rows[0]!)).not.toContain("phc");
  });

  it.each([exportFamilies, exportStudents] as const)(
    "comes back through the import without changing anything (%o)",
    async (run) => {
      const response = await (run as typeof exportFamilies)(ctx, familyFilter.parse({}));
      const { counts } = await previewCsv(ctx, await response.text());
      expect(counts.rows).toMatchObject({ new: 0, changed: 0, refused: 0 });
      expect(counts.rows.matched).toBeGreaterThan(0);
    },
  );

  it("goes page by page through more than one page", async () => {
    await tenant.database.commit({
      statements: [
        statement(sql`insert into families (id, name, sort_name, created_at, updated_at)
          select 'fam_page' || value, 'Zed ' || value, 'zed ' || value, 1, 1 from json_each(${JSON.stringify([...Array(2_100).keys()])})`),
      ],
    });
    const rows = await rowsOf(await exportFamilies(ctx, familyFilter.parse({})));
    expect(new Set(rows.map((row) => row["Family ID"])).size).toBe(2_102);
    expect(rows.length).toBe(2_102);
  });

  it("needs both rights, and is in the audit log with its filter", async () => {
    const clerk = await staffContext(tenant, { export: "view", families: "view" });
    await exportFamilies(clerk, familyFilter.parse({ q: "abbott" }));
    const { audit } = await tenant.database.read({
      audit: select({ summary: sql<string>`summary` }, sql`from changes where actor_id = ${clerk.actor.id}`),
    });
    expect(audit).toEqual([{ summary: "Exported families (q: abbott)" }]);
    await expect(exportStudents(clerk, studentFilter.parse({}))).rejects.toMatchObject({ status: 403 });
    await expect(exportAccount(clerk)).rejects.toMatchObject({ status: 403 });
    const looker = await staffContext(tenant, { families: "full", students: "full", staff: "full" });
    await expect(exportFamilies(looker, familyFilter.parse({}))).rejects.toMatchObject({ status: 403 });
  });

  it("breaks off when the session ends while it runs", async () => {
    const clerk = await staffContext(tenant, { export: "view", families: "view" });
    const response = await exportFamilies(contextOf(tenant, clerk.actor), familyFilter.parse({}));
    await tenant.database.commit({
      statements: [statement(sql`update sessions set ended_at = 1 where staff_id = ${clerk.actor.id}`)],
    });
    await expect(response.text()).rejects.toThrow();
  });

  it("has the audit log, an act a line, and its own line in it", async () => {
    const auditor = await staffContext(tenant);
    const rows = await rowsOf(await exportAudit(auditor, auditFilter.parse({ entity: "families" })));
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.every((row) => row.Act === "families.create" && row.Who === ctx.actor.name)).toBe(true);
    const own = await rowsOf(await exportAudit(auditor, auditFilter.parse({ action: "exports.audit" })));
    expect(own.map((row) => [row.What, row["From address"]])).toContainEqual([
      "Exported audit (action: exports.audit)",
      "203.0.113.7",
    ]);
    const desk = contextOf(tenant, {
      ...auditor.actor,
      grants: auditor.actor.grants.map((grant) => ({ ...grant, right: "export" as const })),
    });
    await expect(exportAudit(desk, auditFilter.parse({}))).rejects.toMatchObject({ code: "right_missing" });
  });
});
