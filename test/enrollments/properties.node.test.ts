import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEST_NOW_MS } from "../harness/actors.ts";
import { type Ground, History, type Operation, operation, prepareGround } from "./history.ts";
import { check } from "./invariants.ts";
import { nodeSchool } from "./node-school.ts";
import { useCases } from "./use-cases.ts";

const HISTORIES = Number(process.env.HISTORIES ?? 1_000);

async function live(ground: Ground, operations: readonly Operation[]): Promise<void> {
  ground.node.sqlite.exec("savepoint history");
  try {
    const history = new History(ground, useCases, TEST_NOW_MS);
    for (const [i, op] of operations.entries()) {
      await history.step(op);
      if (i % 10 === 9) await check(ground, history.model);
    }
    await check(ground, history.model);
  } finally {
    ground.node.sqlite.exec("rollback to history; release history");
  }
}

describe("enrollments, waitlists, transfers, makeups and their undo", async () => {
  const ground = await prepareGround(nodeSchool());

  it("do what a plain model says, whatever happens in which order", { timeout: 400_000 }, async () => {
    const histories = fc.array(operation, { minLength: 50, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(histories, (operations) => live(ground, operations)),
      {
        numRuns: HISTORIES,
        ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}),
        endOnFailure: process.env.QUICK === "1",
      },
    );
    expect(ground.classes).toHaveLength(3);
  });
});
