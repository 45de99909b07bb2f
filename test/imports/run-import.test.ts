import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { getImport } from "../../worker/domains/imports/get-import.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { contentOf, previewCsv, runCsv } from "./harness.ts";

const HEADER =
  "Family ID,Student First Name,Student Last Name,Birth Date,Allergies,Parent First Name,Parent Last Name,Parent Email,Parent Phone,City";
const ROWS = [
  "F1,Mia,Núñez,2016-04-30,Peanuts,Lucía,Núñez,lucia@x.example,(312) 555-0101,Chicago",
  "F1,Leo,Núñez,2018-01-02,,Lucía,Núñez,lucia@x.example,(312) 555-0101,Chicago",
  "F2,Ava,O'Neill,2015-07-08,,Sean,O'Neill,sean@x.example,312-555-0102,Evanston",
  "F3,小龙,李,2014-02-03,,,,,,",
];
const FILE = [HEADER, ...ROWS].join("\r\n");

describe.each(ENGINES)("an import on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full", families: "full" });

  it("makes families of rows, and nothing of the same file again", async () => {
    const first = await runCsv(tenant, ctx, FILE);
    expect(first.counts).toEqual({
      rows: { new: 4, changed: 0, matched: 0, refused: 0 },
      families: { new: 3, changed: 0, matched: 0 },
      students: { new: 4, changed: 0 },
      forReview: 0,
    });
    const content = await contentOf(tenant.database);
    expect(
      content.map(({ family, guardians, emails, phones, students, keys, audit }) => ({
        name: JSON.parse(family).name,
        people: [...JSON.parse(guardians), ...JSON.parse(students)],
        addresses: [...JSON.parse(emails), ...JSON.parse(phones)],
        keys: JSON.parse(keys),
        audit,
      })),
    ).toEqual([
      {
        name: "Núñez",
        people: ["Lucía Núñez 1 1 0", "Leo Núñez 2018-01-02  1", "Mia Núñez 2016-04-30 Peanuts 1"],
        addresses: ["lucia@x.example 1 1", "(312) 555-0101 +13125550101 1"],
        keys: ["import:previous system:family F1"],
        audit: 6,
      },
      {
        name: "O'Neill",
        people: ["Sean O'Neill 1 1 0", "Ava O'Neill 2015-07-08  1"],
        addresses: ["sean@x.example 1 1", "312-555-0102 +13125550102 1"],
        keys: ["import:previous system:family F2"],
        audit: 5,
      },
      {
        name: "李",
        people: ["小龙 李 2014-02-03  1"],
        addresses: [],
        keys: ["import:previous system:family F3"],
        audit: 2,
      },
    ]);
    expect((await listFamilies(ctx, familyFilter.parse({ q: "nunez mia" }))).rows).toHaveLength(1);
    expect((await listFamilies(ctx, familyFilter.parse({ phone: "312 555 0102" }))).rows).toHaveLength(1);
    const again = await runCsv(tenant, ctx, FILE);
    expect(again.counts.rows).toEqual({ new: 0, changed: 0, matched: 4, refused: 0 });
    expect(await contentOf(tenant.database)).toEqual(content);
  });

  it("changes only what a corrected file says otherwise, and never empties anything", async () => {
    const corrected = [
      HEADER,
      ROWS[0]!.replace("2016-04-30", "2016-05-01").replace("Chicago", "Oak Park"),
      ROWS[1]!.replace(",Chicago", ",Oak Park"),
      ROWS[2]!
        .replace("sean@x.example", "sean.oneill@x.example")
        .replace("Evanston", "")
        .replace("2015-07-08", ""),
      ROWS[3],
    ].join("\n");
    const { counts, rowsOf } = await previewCsv(ctx, corrected);
    expect(counts.rows).toEqual({ new: 0, changed: 2, matched: 2, refused: 0 });
    expect((await rowsOf("changed")).map(({ row, changes }) => ({ row, changes }))).toEqual([
      {
        row: 2,
        changes: [
          { what: "City", before: "Chicago", after: "Oak Park" },
          { what: "Mia Núñez: birth date", before: "2016-04-30", after: "2016-05-01" },
        ],
      },
      {
        row: 4,
        changes: [{ what: "Sean O'Neill: e-mail", before: "sean@x.example", after: "sean.oneill@x.example" }],
      },
    ]);
    const run = await runCsv(tenant, ctx, corrected);
    expect(run.counts).toMatchObject({ rows: counts.rows, students: { new: 0, changed: 1 } });
    const { audit } = await tenant.database.read({
      audit: select(
        { entity: sql<string>`entity`, before: sql<string>`before`, after: sql<string>`after` },
        sql`from change_rows where change_id in (select id from changes where group_id = ${run.changeGroup}) order by entity`,
      ),
    });
    expect(audit.map((row) => [row.entity, JSON.parse(row.before), JSON.parse(row.after)])).toEqual([
      [
        "emails",
        { address: "sean@x.example", addressFolded: "sean@x.example", version: 1 },
        { address: "sean.oneill@x.example", addressFolded: "sean.oneill@x.example", version: 2 },
      ],
      ["families", { city: "Chicago", version: 1 }, { city: "Oak Park", version: 2 }],
      ["students", { birthDate: "2016-04-30", version: 1 }, { birthDate: "2016-05-01", version: 2 }],
    ]);
    const status = await getImport(ctx, run.importId);
    expect(status).toMatchObject({ isUndone: false, task: { status: "done", done: 4, total: 4 } });
    expect(status.undoUntil).toBeGreaterThan(ctx.nowMs);
  });
});
