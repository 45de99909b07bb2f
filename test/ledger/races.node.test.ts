import fc from "fast-check";
import { describe, it } from "vitest";
import { prepareBooks } from "./books/ground.ts";
import { race, runRace } from "./books/races.ts";

const RACES = Number(process.env.HISTORIES ?? 1000);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

describe("two acts at once on the same books", async () => {
  const ground = await prepareBooks();

  it("leave them sound, whichever act read before the other one wrote", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(race, (one) => runRace(ground, one)),
      { numRuns: RACES, ...SEED },
    );
  });
});
