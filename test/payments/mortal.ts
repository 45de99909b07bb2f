import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import type { Desk } from "../../worker/domains/payments/desk.ts";
import type { PaymentProcessor } from "../../worker/providers/payments/payments.ts";
import { Killed } from "../harness/faults.ts";

/** Kills at the n-th call, counted over the database and the processor together. */
export function mortal(n: number, moment: "before" | "after") {
  let calls = 0;
  const one = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls > n || (calls === n && moment === "before")) throw new Killed();
    const answer = await work();
    if (calls >= n) throw new Killed();
    return answer;
  };
  const databaseOf = (database: TenantDatabase): TenantDatabase => {
    const dying = Object.create(database) as TenantDatabase;
    dying.read = (queries) => one(() => database.read(queries));
    dying.commit = (batch) => one(() => database.commit(batch));
    return dying;
  };
  const deskOf = (desk: Desk): Desk => ({
    ...desk,
    async open() {
      const processor = await desk.open();
      return new Proxy(processor, {
        get(target, name: keyof PaymentProcessor) {
          const member = target[name];
          if (typeof member !== "function") return member;
          return (...input: unknown[]) =>
            one(() => (member as (...of: unknown[]) => Promise<unknown>)(...input));
        },
      });
    },
  });
  return { one, databaseOf, deskOf, calls: () => calls };
}

const MOMENTS = ["before", "after"] as const;

/** Runs an act that dies at every call in turn, and the check after it; answers at how many calls it did. */
export async function everywhere(
  act: (fault: ReturnType<typeof mortal>, moment: string) => Promise<() => Promise<void>>,
): Promise<number> {
  let deaths = 0;
  for (let n = 1; ; n++) {
    let anyDied = false;
    for (const moment of MOMENTS) {
      const fault = mortal(n, moment);
      const check = await act(fault, `${moment} ${n}`);
      if (fault.calls() >= n) {
        anyDied = true;
        deaths += 1;
      }
      await check();
    }
    if (!anyDied) return deaths;
  }
}

/** What a killed act throws is no failure of the test. */
export function died(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}
