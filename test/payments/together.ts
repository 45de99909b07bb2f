import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { AppError, Replayed } from "../../worker/kernel/errors.ts";
import { barrier } from "../harness/barrier.ts";
import { racing } from "../harness/racing.ts";

/** Gets what makes a context one of this race; its database waits before its first write. */
export type Act = (own: (ctx: Context) => Context) => Promise<unknown>;

/** All have read before any writes, and `without` leaves a guard out; answers what became of each. */
export async function together(
  database: TenantDatabase,
  acts: readonly Act[],
  without?: RegExp,
): Promise<string[]> {
  const wait = barrier(acts.length);
  const answers = acts.map((act) => {
    let waits = true;
    const once = async () => {
      if (waits) await wait();
      waits = false;
    };
    return act((ctx) => ({ ...ctx, database: racing(database, once, without) }));
  });
  return (await Promise.allSettled(answers)).map((answer) => {
    if (answer.status === "fulfilled")
      return (answer.value as { outcome?: string } | undefined)?.outcome ?? "ok";
    if (answer.reason instanceof Replayed) return "replayed";
    return answer.reason instanceof AppError ? answer.reason.code : (answer.reason as Error).name;
  });
}
