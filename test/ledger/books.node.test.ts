import fc from "fast-check";
import { describe, it } from "vitest";
import { prepareBooks } from "./books/ground.ts";
import { live } from "./books/live-books.ts";
import { operation } from "./books/operations.ts";

const HISTORIES = Number(process.env.HISTORIES ?? 1000);
const OPERATIONS = 50;
/** A seed that was printed with a failure runs the same histories again. */
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };

describe("charges, payments, credits, refunds, allocations and voids", async () => {
  const ground = await prepareBooks();

  it("are what plain double-entry books say, whatever happens in which order", {
    timeout: 900_000,
  }, async () => {
    const histories = fc.array(operation, { minLength: OPERATIONS, maxLength: OPERATIONS });
    await fc.assert(
      fc.asyncProperty(histories, (operations) => live(ground, operations)),
      { numRuns: HISTORIES, ...SEED },
    );
  });
});
