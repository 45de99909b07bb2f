import { describe, expect, test } from "vitest";
import { controlMigrations } from "../../control-plane/migrations/manifest.ts";
import { splitSql } from "../../control-plane/split-sql.ts";
import { migrations } from "../../tenant-schema/migrations/manifest.ts";

describe("splitting a migration", () => {
  test.each([
    ["two statements", "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]],
    ["empty ones vanish", ";; SELECT 1;; ;", ["SELECT 1"]],
    ["a semicolon in a string", "SELECT 'a;b', 'it''s; fine';", ["SELECT 'a;b', 'it''s; fine'"]],
    ["in a quoted name", 'SELECT "a;b", `c;d`, [e;f];', ['SELECT "a;b", `c;d`, [e;f]']],
    ["in comments, which are dropped", "-- one; two\nSELECT /* a; b */ 1; -- end", ["SELECT   1"]],
    ["a quote in a comment", "-- it's\nSELECT 1; /* \" */ SELECT 2;", ["SELECT 1", "SELECT 2"]],
    [
      "BEGIN and END outside a trigger",
      "CREATE TABLE t (begin TEXT, end TEXT); SELECT 1;",
      ["CREATE TABLE t (begin TEXT, end TEXT)", "SELECT 1"],
    ],
    [
      "CASE outside a trigger",
      "SELECT CASE WHEN 1 THEN 2 END; SELECT 3;",
      ["SELECT CASE WHEN 1 THEN 2 END", "SELECT 3"],
    ],
    [
      "words that contain END",
      "SELECT backend, calendar, end_at FROM t; SELECT 1;",
      ["SELECT backend, calendar, end_at FROM t", "SELECT 1"],
    ],
  ])("%s", (_, text, statements) => {
    expect(splitSql(text)).toEqual(statements);
  });

  test("a trigger is one statement, with its own semicolons, CASE and strings", () => {
    const trigger = `CREATE TRIGGER IF NOT EXISTS t AFTER UPDATE OF a ON b WHEN CASE WHEN NEW.a THEN 1 ELSE 0 END BEGIN
      UPDATE c SET d = CASE WHEN NEW.a = 'END;' THEN 1 ELSE 2 END;
      DELETE FROM e;
    END`;
    expect(splitSql(`${trigger};\nSELECT 1;`)).toEqual([trigger, "SELECT 1"]);
  });

  test("a text that ends inside a statement is refused", () => {
    expect(() => splitSql("SELECT 1; SELECT 2")).toThrow("does not end with a semicolon: SELECT 2");
    expect(() => splitSql("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b;")).toThrow("semicolon");
  });

  test("every migration we have splits into whole statements", () => {
    for (const { sql } of [...migrations, ...controlMigrations]) {
      for (const statement of splitSql(sql))
        expect(statement).toMatch(/^(CREATE|ALTER|INSERT|UPDATE|DELETE|DROP (INDEX|VIEW|TRIGGER)) ?/);
    }
  });
});
