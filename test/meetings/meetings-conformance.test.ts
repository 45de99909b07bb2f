import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { askedFor, dayOf, meetingsOf, rowsFor, spanOfDays, world } from "./meetings-model.ts";

describe.each(ENGINES)("meetings on %s", async (engine) => {
  it.each([1, 2, 3])("are what a plain reading of the rules says (school %i)", async (seed) => {
    const tenant = await openTestTenant({ engine });
    const [school] = fc
      .sample(world, { seed, numRuns: 60 })
      .sort((a, b) => meetingsOf(b).length - meetingsOf(a).length);
    await tenant.database.commit({ statements: rowsFor(school!) });
    const expected = meetingsOf(school!);
    expect(expected.length).toBeGreaterThan(20);
    for (const [first, last] of fc.sample(spanOfDays, { seed, numRuns: 5 })) {
      const [from, to] = [dayOf(first), dayOf(last)];
      const within = expected.filter(({ onDate }) => onDate >= from && onDate <= to);
      const { found } = await tenant.database.read({ found: askedFor({ from, to }) });
      expect(found).toEqual(within);
      const ruled = await tenant.database.read({ found: askedFor({ from, to, byRule: true }) });
      expect(ruled.found).toEqual(expected.filter(({ meetsOn }) => meetsOn >= from && meetsOn <= to));
    }
    const named = JSON.stringify(expected.map(({ slotId, meetsOn }) => [slotId, meetsOn]));
    const { found } = await tenant.database.read({ found: askedFor({ named }) });
    expect(found).toEqual(expected);
  });
});
