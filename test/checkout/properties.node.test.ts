import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mutate, nodeSchool } from "../enrollments/histories/node-school.ts";
import { NOW_MS } from "../enrollments/school.ts";
import { act, live } from "./histories.ts";
import { openNodeCounter } from "./node-counter.ts";
import { raceForLastPlace } from "./race.ts";

const HISTORIES = Number(process.env.HISTORIES ?? 1000);
const ACTS = 9;
/** A seed that was printed with a failure runs the same histories again. */
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const histories = fc.array(act, { minLength: ACTS, maxLength: ACTS });

describe("two families over few places", () => {
  it("never oversell, never pay without a place nor have one unpaid, whatever happens", {
    timeout: 300_000,
  }, async () => {
    const counter = await openNodeCounter();
    await fc.assert(
      fc.asyncProperty(histories, (acts) => live(counter, acts)),
      { numRuns: HISTORIES, ...SEED },
    );
  });

  const MUTANTS: Readonly<Record<string, Mutate>> = {
    "a hold holds nothing": (sql) => sql.replaceAll("and h.expires_at > ?", "and ? = 0"),
    "a declined card leaves the enrollment": (sql) =>
      sql.startsWith('update "enrollments" set') ? null : sql,
    "the payment is not booked": (sql) => (sql.startsWith('insert into "payments"') ? null : sql),
  };

  it.each(Object.entries(MUTANTS))(
    "taken out, it is noticed: %s",
    { timeout: 120_000 },
    async (_name, mutate) => {
      let isApplied = false;
      const counter = await openNodeCounter((sql) => {
        const mutated = mutate(sql);
        isApplied ||= mutated !== sql;
        return mutated;
      });
      const noticed = await fc.check(
        fc.asyncProperty(histories, (acts) => live(counter, acts)),
        { numRuns: 150, seed: 20_261_122, endOnFailure: true },
      );
      expect([isApplied, noticed.failed]).toEqual([true, true]);
    },
  );
});

describe("the guard of places", () => {
  const withoutPlaces: Mutate = (sql) => (sql.startsWith('insert into guard ("place_left")') ? null : sql);

  it.each(["hold", "send"] as const)("is what decides the race to %s the last place", async (what) => {
    const told = async (mutate?: Mutate) => {
      const { database, context } = nodeSchool(mutate);
      return (await raceForLastPlace({ database, account: context(NOW_MS).account }, what)).told;
    };
    const lost = what === "hold" ? ["added", "full"] : ["changed", "done"];
    expect(await told()).toEqual(lost);
    expect(new Set(await told(withoutPlaces)).size).toBe(1);
  });
});
