import { NOW_MS } from "../school.ts";
import type { Ground } from "./ground.ts";
import { History, type Operation } from "./history.ts";
import { check } from "./invariants.ts";
import { useCases } from "./use-cases.ts";

/** Lives one history and takes it back. @throws where something differs from the plain model */
export async function live(ground: Ground, operations: readonly Operation[]): Promise<void> {
  ground.node.sqlite.exec("savepoint history");
  try {
    const history = new History(ground, useCases, NOW_MS);
    for (const [i, op] of operations.entries()) {
      await history.step(op);
      if (i % 10 === 9) await check(ground, history.model);
    }
    await check(ground, history.model);
  } finally {
    ground.node.sqlite.exec("rollback to history; release history");
  }
}
