import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { AppError, Replayed } from "../../worker/kernel/errors.ts";
import { barrier } from "../harness/barrier.ts";
import { racing } from "../harness/racing.ts";

/** Gets what makes a context one of this race; its database waits before its first write, and after it. */
export type Act = (own: (ctx: Context) => Context) => Promise<unknown>;

/**
 * All have read before any writes, and nobody goes on before every first write is answered: one that the database kept
 * waiting would else arrive after the winner had asked and booked, which is another race. `without` leaves a guard out;
 * answers what became of each.
 */
export async function together(
  database: TenantDatabase,
  acts: readonly Act[],
  without?: RegExp,
): Promise<string[]> {
  const [allHaveRead, allAreAnswered] = [barrier(acts.length), barrier(acts.length)];
  const answers = acts.map((act) => {
    let isFirst = true;
    return act((ctx) => {
      const own = racing(database, async () => {}, without);
      const write = own.commit;
      own.commit = async (batch) => {
        if (!isFirst) return write(batch);
        isFirst = false;
        await allHaveRead();
        try {
          return await write(batch);
        } finally {
          await allAreAnswered();
        }
      };
      return { ...ctx, database: own };
    });
  });
  return (await Promise.allSettled(answers)).map((answer) => {
    if (answer.status === "fulfilled")
      return (answer.value as { outcome?: string } | undefined)?.outcome ?? "ok";
    if (answer.reason instanceof Replayed) return "replayed";
    return answer.reason instanceof AppError ? answer.reason.code : (answer.reason as Error).name;
  });
}
