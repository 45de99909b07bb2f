import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { migrationFiles, nodeDatabase } from "../harness/node-database.ts";

interface Rule {
  readonly name: string;
  readonly forbidden: RegExp;
  /** A line that the rule must refuse, so that a rule that matches nothing is noticed. */
  readonly example: string;
  /** Files whose SQL never runs on an account: the dump is read by stock sqlite3. */
  readonly except?: readonly string[];
}

const DUMP = ["worker/domains/exports/dump-account.ts"];

/** What D1 would punish in production and a local SQLite would let pass. */
const RULES: readonly Rule[] = [
  {
    name: "no cascade: a rebuild of the parent would silently delete the children",
    forbidden: /on\s+delete\s+cascade/i,
    example: "REFERENCES a (id) ON DELETE CASCADE",
  },
  {
    name: "no table rebuilds",
    forbidden: /drop\s+table|rename\s+to|__new_/i,
    example: "ALTER TABLE a RENAME TO b;",
  },
  {
    name: "no pragma: D1 ignores foreign_keys = off and goes on",
    forbidden: /pragma\s+foreign_keys/i,
    example: "PRAGMA foreign_keys=OFF;",
    except: DUMP,
  },
  { name: "no search that scans", forbidden: /\blike\s+'%/i, example: "name LIKE '%x'" },
  {
    name: "no clock of the database: now is a parameter",
    forbidden: /'now'|current_timestamp|unixepoch\(\)/i,
    example: "datetime('now')",
  },
  {
    name: "no transactions of one's own",
    forbidden: /^\s*(begin(\s+(immediate|exclusive|transaction))?\s*;|savepoint\b|commit\s*;)/im,
    example: "BEGIN IMMEDIATE;",
    except: DUMP,
  },
  { name: "no temporary tables", forbidden: /create\s+temp/i, example: "CREATE TEMP TABLE a (b)" },
  {
    name: "no REPLACE: it deletes without firing delete triggers",
    forbidden: /(insert\s+or\s+replace|^\s*replace\s+into)/im,
    example: "INSERT OR REPLACE INTO a",
  },
  {
    name: "a guard says IS NOT TRUE: with NOT, a NULL would pass",
    forbidden: /insert\s+into\s+guard\b(?![\s\S]{0,300}?is\s+not\s+true)/i,
    example: "insert into guard (a) select 0 where not (x = 1)",
  },
];

const ROOT = new URL("../../", import.meta.url);

function sources(folder: string): { name: string; text: string }[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({
      name: `${folder}/${name}`,
      text: readFileSync(new URL(`${folder}/${name}`, ROOT), "utf8"),
    }));
}

const withoutComments = (text: string) => text.replace(/^\s*(--|\/\/|\*|\/\*\*).*$/gm, "");
const files = [
  ...migrationFiles().map(({ name, sql }) => ({ name, text: sql })),
  ...["worker", "control-plane", "analytics", "tenant-schema"].flatMap(sources),
];

describe("SQL lint", () => {
  it.each(RULES)("$name", ({ forbidden, example, except = [] }) => {
    expect(example).toMatch(forbidden);
    const offenders = files
      .filter(({ name, text }) => !except.includes(name) && forbidden.test(withoutComments(text)))
      .map(({ name }) => name);
    expect(offenders).toEqual([]);
  });

  it("every table is STRICT and has at most 100 columns", () => {
    const database = nodeDatabase();
    const tables = database
      .prepare(
        "select name, ncol, strict from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'",
      )
      .all() as { name: string; ncol: number; strict: number }[];
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter((table) => table.strict !== 1 || table.ncol > 100)).toEqual([]);
  });

  it("every kind of guard is named in a CHECK of its own", () => {
    const database = nodeDatabase();
    const { sql } = database.prepare("select sql from sqlite_schema where name = 'guard'").get() as {
      sql: string;
    };
    const columns = database.prepare("select name from pragma_table_info('guard')").all() as {
      name: string;
    }[];
    for (const { name } of columns) {
      expect(sql).toContain(`CONSTRAINT guard_${name} CHECK (${name} IS NULL)`);
      expect(() => database.exec(`INSERT INTO guard (${name}) SELECT 0 WHERE (NULL) IS NOT TRUE`)).toThrow(
        `guard_${name}`,
      );
      expect(() =>
        database.exec(`INSERT INTO guard (${name}) SELECT 0 WHERE (1 = 1) IS NOT TRUE`),
      ).not.toThrow();
    }
  });
});
