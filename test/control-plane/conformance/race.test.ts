import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { returning, select, statement } from "../../../control-plane/query.ts";
import { SqlDatabase } from "../../../control-plane/tenant-database.ts";
import { barrier } from "../../harness/barrier.ts";
import { ENGINES, emptyDatabase } from "../../harness/databases.ts";

const CAPACITY = 3;
const taken = sql`(select count(*) from places where class_id = 'c1')`;

describe.each(ENGINES)("the last place on %s", (kind) => {
  let database: SqlDatabase;

  beforeAll(async () => {
    database = new SqlDatabase(await emptyDatabase(kind));
    await database.commit({
      statements: [
        sql`create table places (class_id text not null, student_id text not null, primary key (class_id, student_id)) strict, without rowid`,
        sql`create table guard (place_left integer constraint guard_place_left check (place_left = 1)) strict`,
      ].map(statement),
    });
  });

  beforeEach(async () => {
    await database.commit({
      statements: [
        statement(sql`delete from places`),
        statement(sql`insert into places (class_id, student_id) values ('c1', 's1'), ('c1', 's2')`),
      ],
    });
  });

  /** Reads, decides, waits until everybody has decided, and commits. */
  async function enrol(
    student: string,
    meet: () => Promise<void>,
    guarded: boolean,
  ): Promise<"held" | "full"> {
    const { rows } = await database.read({ rows: select({ n: sql<number>`${taken}` }, sql``) });
    if ((rows[0]?.n ?? 0) >= CAPACITY) return "full";
    await meet();
    const place = statement(sql`insert into places (class_id, student_id) values ('c1', ${student})`);
    const guard = statement(
      sql`insert into guard (place_left) select 0 where (${taken} < ${CAPACITY}) is not true`,
    );
    try {
      await database.commit({ statements: guarded ? [guard, place] : [place] });
      return "held";
    } catch (error) {
      if (error instanceof GuardFailed && error.guard === "place_left") return "full";
      throw error;
    }
  }

  const race = async (writers: number, guarded: boolean) => {
    const meet = barrier(writers);
    const outcomes = await Promise.all(
      Array.from({ length: writers }, (_, i) => enrol(`x${i}`, meet, guarded)),
    );
    const { rows } = await database.read({ rows: select({ n: sql<number>`${taken}` }, sql``) });
    return { held: outcomes.filter((outcome) => outcome === "held").length, taken: rows[0]?.n };
  };

  test.each([2, 8])("of %i writers who all saw it free exactly one gets it", async (writers) => {
    expect(await race(writers, true)).toEqual({ held: 1, taken: CAPACITY });
  });

  test("without the guard both get it: the race is real, and the guard is what decides it", async () => {
    expect(await race(2, false)).toEqual({ held: 2, taken: CAPACITY + 1 });
  });

  test("where no is an expected answer, INSERT … SELECT … WHERE … RETURNING gives it without failing the batch", async () => {
    const ask = (student: string) =>
      database.commit({
        statements: [
          returning(
            sql`insert into places (class_id, student_id) select 'c1', ${student} where ${taken} < ${CAPACITY}`,
            {
              student: sql<string>`student_id`,
            },
          ),
        ],
      });
    const answers = await Promise.all(["y1", "y2", "y3", "y4"].map(ask));
    expect(answers.flat(2)).toHaveLength(1);
  });
});
