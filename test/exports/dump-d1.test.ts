import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import { type Query, statement } from "../../control-plane/query.ts";
import { dumpAccount } from "../../worker/domains/exports/dump-account.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { emptySqld } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";

const TABLES = [
  "families",
  "guardians",
  "emails",
  "phones",
  "students",
  "changes",
  "change_rows",
  "grants",
  "counters",
  "family_list",
  "student_list",
  "search_tokens",
  "tallies",
];

it("loads the dump of an account on D1 into another engine, though it was written to meanwhile", {
  timeout: 60_000,
}, async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const ctx = await staffContext(tenant);
  for (let i = 0; i < 8; i++) await createFamily(ctx, familyInput());
  let text = "";
  for await (const piece of dumpAccount(ctx, 9)) {
    text += piece;
    if (text.includes("-- as of change")) continue;
    await createFamily(ctx, familyInput());
    await tenant.database.commit({
      statements: [
        statement(sql`update students set allergies = 'Nuts', version = version + 1 where version < 3`),
      ],
    });
  }
  const url = await emptySqld();
  const answer = await fetch(`${url}/v2/pipeline`, {
    method: "POST",
    body: JSON.stringify({ baton: null, requests: [{ type: "sequence", sql: text }, { type: "close" }] }),
  });
  expect(await answer.json()).toMatchObject({ results: [{ type: "ok" }, { type: "ok" }] });
  const copy = libsqlEngine({ url, token: null });
  for (const table of TABLES) {
    const query = { sql: `select * from ${table}`, params: [] };
    const [loaded] = await copy.batch([query], "read");
    const { rows } = await tenant.database.read({ rows: query as unknown as Query<unknown> });
    const sorted = (list: readonly unknown[]) => list.map((row) => JSON.stringify(row)).sort();
    expect(rows.length, table).toBeGreaterThan(0);
    expect(sorted(loaded!.rows), table).toEqual(sorted(rows));
  }
});
