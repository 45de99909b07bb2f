import fc from "fast-check";
import type { Ground } from "./ground.ts";
import { History } from "./live-books.ts";
import { type Operation, operation } from "./operations.ts";
import { checkSound } from "./sound.ts";

/** Some acts one after another, then two at once; often the very same one, as with a double click. */
export const race = fc
  .record({
    before: fc.array(operation, { minLength: 12, maxLength: 25 }),
    slow: operation,
    fast: fc.option(operation, { freq: 2 }),
  })
  .filter(({ slow }) => slow.op !== "pass" && slow.op !== "night");
export type Race = {
  readonly before: Operation[];
  readonly slow: Operation;
  readonly fast: Operation | null;
};

/** Lives a race and takes it back. @throws when something is wrong with the books after it */
export async function runRace(ground: Ground, { before, slow, fast }: Race): Promise<void> {
  ground.node.sqlite.exec("savepoint history");
  try {
    const history = new History(ground);
    for (const op of before) await history.step(op);
    await history.race(slow, fast ?? slow);
    checkSound(ground);
  } finally {
    ground.node.sqlite.exec("rollback to history; release history");
  }
}
