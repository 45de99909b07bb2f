import { type SQL, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { compile, dialect } from "../../control-plane/compile-sql.ts";
import { classes } from "../../tenant-schema/classes.ts";
import { sessions } from "../../tenant-schema/staff.ts";
import { cartQueries } from "../../worker/domains/cart/cart-queries.ts";

const nested = sql`exists (select 1 from ${sessions} where ${sessions.tokenHash} = ${"hash"} and ${sessions.endedAt} is null)`;

const TEMPLATES: Readonly<Record<string, SQL>> = {
  values: sql`select ${1}, ${"a"}, ${null}, ${true}, ${undefined}, ${sql.raw("x -> 'y'")}`,
  names: sql`select ${sql.identifier('odd"name')} from ${classes} where ${classes.sortName} = ${"b"}`,
  nested: sql`select ${nested} and ${sql.join([nested, sql`1`], sql` or `)} ${sql``}`,
  encoded: sql`insert into ${classes} (${classes.isArchived}) values (${sql.param(true, classes.isArchived)})`,
  "left to drizzle: lists": sql`select 1 where 1 in ${[1, 2, 3]}`,
  "left to drizzle: aliases": sql`select ${sql`1`.as("one")}`,
  "left to drizzle: inline": sql`select ${sql`${"it's"}`.inlineParams()}`,
  "left to drizzle: objects": sql`select ${sql.param({ a: 1 }, { mapToDriverValue: (value) => JSON.stringify(value) })}`,
};

describe("statements compiled by ourselves", () => {
  it.each(Object.entries(TEMPLATES))("say what drizzle makes of them: %s", (_, template) => {
    const { sql: text, params } = dialect.sqlToQuery(template);
    const compiled = compile(template);
    expect(compiled.sql).toBe(text);
    expect(compiled.params).toEqual(params);
  });

  it("keep a list of columns and not what is asked about them", () => {
    const [one, other] = [cartQueries("fam_one").cart, cartQueries("fam_other").cart];
    expect(one.sql).toBe(other.sql);
    expect(one.params).toContain("fam_one");
    expect(other.params).not.toContain("fam_one");
  });
});
