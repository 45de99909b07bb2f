import fc from "fast-check";
import { expect, it } from "vitest";
import type { Statement } from "../../control-plane/query.ts";
import { nodeDatabase } from "../harness/node-database.ts";
import { askedFor, dayOf, meetingsOf, rowsFor, spanOfDays, world } from "./meetings-model.ts";

it("meetings are what a plain reading of the rules says, for any school and any days, by days and by name", () => {
  const database = nodeDatabase();
  const all = ({ sql, params }: Statement) =>
    database
      .prepare(sql)
      .all(...params)
      .map((row) => ({ ...row }));
  fc.assert(
    fc.property(
      world,
      fc.array(spanOfDays, { minLength: 2, maxLength: 3 }),
      fc.nat(6),
      (school, spans, every) => {
        database.exec("BEGIN");
        try {
          for (const statement of rowsFor(school)) all(statement);
          const expected = meetingsOf(school);
          for (const [from, to] of spans.map(([a, b]) => [dayOf(a), dayOf(b)] as const)) {
            const within = expected.filter(({ onDate }) => onDate >= from && onDate <= to);
            expect(all(askedFor({ from, to }))).toEqual(within);
            const ruled = expected.filter(({ meetsOn }) => meetsOn >= from && meetsOn <= to);
            expect(all(askedFor({ from, to, byRule: true }))).toEqual(ruled);
          }
          // Some of them by name, with names beside them that are none.
          const chosen = expected.filter((_, i) => i % 7 === every);
          const names = chosen.flatMap(({ slotId, meetsOn }) => [
            [slotId, meetsOn],
            [slotId, dayOf(200)],
            ["slt-x", meetsOn],
          ]);
          const found = all(askedFor({ named: JSON.stringify(names) }));
          // The plain reading ends before that day.
          expect(found.filter(({ meetsOn }) => meetsOn !== dayOf(200))).toEqual(chosen);
        } finally {
          database.exec("ROLLBACK");
        }
      },
    ),
    { numRuns: 1_000 },
  );
}, 120_000);
