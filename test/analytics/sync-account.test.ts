import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { analyticsMigrations } from "../../analytics/migrations/manifest.ts";
import { accountSyncs } from "../../analytics/schema.ts";
import {
  type AccountSource,
  type AnalyticsStore,
  type LoggedChange,
  syncAccount,
} from "../../analytics/sync-account.ts";
import { migrate } from "../../control-plane/migrator.ts";
import { select } from "../../control-plane/query.ts";
import { changeLog } from "../../tenant-schema/foundation.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { emptyDatabase } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("the sync", () => {
  it("has a store whose tables are those of its migrations", async () => {
    const engine = await emptyDatabase("d1");
    expect(await migrate(engine, analyticsMigrations, 0)).toBe(analyticsMigrations.length);
    const { name, columns } = getTableConfig(accountSyncs);
    const [answer] = await engine.batch(
      [{ sql: "select name from pragma_table_info(?)", params: [name] }],
      "read",
    );
    expect(answer!.rows.map((row) => row.name)).toEqual(columns.map((column) => column.name));
  });

  it("reads an account's change log from where it was, in pages, and may be stopped between any two", async () => {
    const tenant = await openTestTenant({ engine: "d1" });
    const ctx = await staffContext(tenant);
    await createFamily(ctx, familyInput());
    const seen: LoggedChange[] = [];
    let cursor = 0;
    let failures = 1;
    const source: AccountSource = {
      accountId: tenant.account.id,
      async changesAfter(seq, limit) {
        const { rows } = await tenant.database.read({
          rows: select(
            {
              seq: changeLog.seq,
              tableName: changeLog.tableName,
              rowId: changeLog.rowId,
              op: sql<LoggedChange["op"]>`${changeLog.op}`,
            },
            sql`from ${changeLog} where ${changeLog.seq} > ${seq} order by ${changeLog.seq} limit ${limit}`,
          ),
        });
        return rows;
      },
    };
    const store: AnalyticsStore = {
      cursorOf: async () => cursor,
      async apply(_accountId, changes) {
        if (failures-- > 0) throw new Error("the store is away");
        seen.push(...changes);
        cursor = changes.at(-1)?.seq ?? cursor;
      },
    };
    await expect(syncAccount(source, store, 1)).rejects.toThrow("the store is away");
    const first = await syncAccount(source, store, 1);
    expect(new Set(seen.map(({ tableName }) => tableName))).toContain("families");
    expect(seen).toHaveLength(first);
    expect(await syncAccount(source, store, 2)).toBe(0);
    await createFamily(ctx, familyInput());
    const more = await syncAccount(source, store, 3);
    expect(more).toBeGreaterThan(0);
    expect(new Set(seen.map(({ seq }) => seq)).size).toBe(first + more);
  });
});
