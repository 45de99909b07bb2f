import fc from "fast-check";
import { describe, it } from "vitest";
import { prepareGround } from "./histories/ground.ts";
import { operation } from "./histories/history.ts";
import { live } from "./histories/live-history.ts";
import { nodeSchool } from "./histories/node-school.ts";

const HISTORIES = Number(process.env.HISTORIES ?? 1000);
const OPERATIONS = 50;
/** A seed that was printed with a failure runs the same histories again. */
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

describe("enrollments, waitlists, transfers, makeups and their undo", async () => {
  const ground = await prepareGround(nodeSchool());

  it("do what a plain model says, whatever happens in which order", { timeout: 900_000 }, async () => {
    const histories = fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS });
    await fc.assert(
      fc.asyncProperty(histories, (operations) => live(ground, operations)),
      { numRuns: HISTORIES, ...SEED },
    );
  });
});
