import { DatabaseSync } from "node:sqlite";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Query, statement } from "../../control-plane/query.ts";
import { dumpAccount } from "../../worker/domains/exports/dump-account.ts";
import { literal } from "../../worker/domains/exports/dump-text.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { recordPayment } from "../../worker/domains/ledger/record-payment.ts";
import { createChargeInput, recordPaymentInput } from "../../worker/domains/ledger/schemas.ts";
import type { Context, SystemActor } from "../../worker/kernel/context.ts";
import { openSchool } from "../enrollments/school.ts";
import { familyInput } from "../families/factories.ts";
import { nodeAccount } from "./node-account.ts";

const NOT_COPIED = [
  "guard",
  "staff_passwords",
  "sessions",
  "password_resets",
  "login_attempts",
  "idempotency",
  "outbox",
  "job_runs",
];
const STRANGE = "it's\r\nthree\nlines; -- \u0001 'quoted' \"double\" 李 😀\r";

/** Every row of every table that a copy has, in one order, as plain values. */
function canonical(tables: readonly string[], rowsOf: (query: string) => readonly Record<string, unknown>[]) {
  return Object.fromEntries(
    tables.map((table) => {
      const rows = rowsOf(`select * from ${table}`).map((row) => JSON.stringify({ ...row, phc: undefined }));
      return [table, rows.sort()];
    }),
  );
}

async function source(ctx: Context) {
  const rows = async (text: string) =>
    (
      await ctx.database.read({
        rows: { sql: text, params: [] } as unknown as Query<Record<string, unknown>>,
      })
    ).rows;
  const tables = (await rows("select name from sqlite_schema where type = 'table'"))
    .map((row) => String(row.name))
    .filter(
      (name) => !NOT_COPIED.includes(name) && !name.startsWith("sqlite_") && !name.startsWith("libsql_"),
    );
  const contents = new Map<string, readonly Record<string, unknown>[]>();
  for (const table of tables) {
    const where = { change_log: "order by seq desc limit 1", tasks: "where status = 'done'" }[table] ?? "";
    contents.set(`select * from ${table}`, await rows(`select * from ${table} ${where}`));
  }
  return { tables, content: canonical(tables, (query) => contents.get(query)!) };
}

function loaded(text: string): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  database.exec(text);
  return database;
}

describe("a dump of the whole account", () => {
  let ctx: Context<SystemActor>;
  beforeAll(async () => {
    ctx = await nodeAccount();
    const school = await openSchool(ctx.database);
    for (let i = 0; i < 12; i++) {
      const { id: familyId } = await createFamily(ctx, familyInput());
      if (i > 2) continue;
      const common = { familyId, locationId: school.locationId };
      const lines = [{ description: "Leotard", baseMinor: 5_000 }];
      await createCharge(ctx, createChargeInput.parse({ ...common, chargeOn: "2026-11-02", lines }));
      const paid = { ...common, method: "cash", amountMinor: 1_000 + i, receivedOn: "2026-11-03" };
      await recordPayment(ctx, recordPaymentInput.parse(paid));
    }
    await ctx.database.commit({
      statements: [
        statement(sql`insert into notes (id, family_id, body, author_name, created_at, updated_at)
          select 'not_strange', id, ${STRANGE}, 'x', 1, 1 from families limit 1`),
        statement(sql`insert into logins (id, email, email_folded, phc, created_at, updated_at)
          values ('lgn_1', 'a@x.example', 'a@x.example', '$argon2id$secret', 1, 1)`),
        statement(
          sql`insert into external_ids (source, key, id) values ('s', 'k1', 'fam_1'), ('s', 'k2', 'fam_2')`,
        ),
        statement(sql`insert into tasks (id, kind, title, status, actor_name, input, created_at)
          values ('tsk_done', 'k', 't', 'done', 'x', '{}', 1), ('tsk_open', 'k', 't', 'running', 'x', '{}', 1)`),
        statement(
          sql`insert into outbox (id, topic, payload, created_at, not_before) values ('out_1', 'mail', '"hunter2"', 1, 1)`,
        ),
      ],
    });
  });

  it("is the account as it was at the end, though people wrote all the while", {
    timeout: 30_000,
  }, async () => {
    let writes = 0;
    let text = "";
    const writer = async (): Promise<void> => {
      writes += 1;
      await createFamily(ctx, familyInput());
      await ctx.database.commit({
        statements: [
          statement(sql`update students set allergies = ${`Nuts ${writes}`}, version = version + 1
            where id = (select id from students order by id limit 1 offset ${writes % 7})`),
          statement(
            sql`update families set deleted_at = 5 where id = (select id from families where deleted_at is null order by id limit 1)`,
          ),
          statement(sql`delete from external_ids where key = ${`k${writes % 3}`}`),
          statement(sql`insert into external_ids (source, key, id) values ('s', ${`k${writes % 5}`}, 'fam_9')
            on conflict do update set id = 'fam_10'`),
          statement(sql`update counters set value = value + 1 where name = 'rights_version'`),
        ],
      });
    };
    for await (const piece of dumpAccount(ctx, 7)) {
      text += piece;
      if (!text.includes("-- as of change")) await writer();
      // From here on nothing is read any more, so the account stands still for the comparison.
    }
    expect(writes).toBeGreaterThan(30);
    const { tables, content } = await source(ctx);
    const copy = loaded(text);
    expect(canonical(tables, (query) => copy.prepare(query).all() as Record<string, unknown>[])).toEqual(
      content,
    );
    expect(content.family_list!.length).toBeGreaterThan(10);
    expect(content.search_tokens!.length).toBeGreaterThan(100);
    expect(copy.prepare("pragma foreign_key_check").all()).toEqual([]);
    expect(copy.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
    const objects =
      "select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by name";
    const { rows } = await ctx.database.read({
      rows: { sql: objects, params: [] } as unknown as Query<unknown>,
    });
    expect(
      copy
        .prepare(objects)
        .all()
        .map((row) => ({ ...row })),
    ).toEqual(rows);
  });

  it("keeps secrets and work under way out, and every character in", async () => {
    let text = "";
    for await (const piece of dumpAccount(ctx)) text += piece;
    expect(text).not.toContain("argon2id");
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("tsk_open");
    const copy = loaded(text);
    for (const table of NOT_COPIED) {
      expect(copy.prepare(`select count(*) as n from ${table}`).get(), table).toEqual({ n: 0 });
    }
    expect(copy.prepare("select body from notes where id = 'not_strange'").get()).toEqual({ body: STRANGE });
  });

  it("goes on as an account: triggers keep lists, log and tallies in the copy", async () => {
    let text = "";
    for await (const piece of dumpAccount(ctx)) text += piece;
    const copy = loaded(text);
    const tally = () =>
      copy.prepare("select value from tallies where name = 'families'").get() as { value: number };
    const before = tally().value;
    const newest = copy.prepare("select max(seq) as seq from change_log").get() as { seq: number };
    copy.exec(
      "insert into families (id, name, sort_name, created_at, updated_at) values ('fam_new', 'N', 'n', 1, 1)",
    );
    expect(tally().value).toBe(before + 1);
    expect(copy.prepare("select seq from change_log where row_id = 'fam_new'").get()).toEqual({
      seq: newest.seq + 1,
    });
  });

  it("writes texts that no text of SQL can hold as bytes", () => {
    const database = new DatabaseSync(":memory:");
    for (const text of ["", "'", "a\0b", "a\rb", "\r\n", "李'\0"]) {
      expect(
        database.prepare(`select ${literal(text)} as text, typeof(${literal(text)}) as kind`).get(),
      ).toEqual({ text, kind: "text" });
    }
  });
});
