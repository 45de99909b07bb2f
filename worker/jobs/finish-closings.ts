import { sql } from "drizzle-orm";
import { StatusConflict } from "../../control-plane/change-status.ts";
import { finishClosing } from "../../control-plane/close-account.ts";
import { pick, select } from "../../control-plane/query.ts";
import { accounts } from "../../control-plane/schema.ts";
import { openDeps, type Services } from "../services.ts";

const AT_ONCE = 50;

/** Ends the accounts whose grace is over. Nobody could enter them before either, so being late harms nobody. */
export async function finishClosings(services: Services): Promise<number> {
  const nowMs = services.house.now();
  const { due } = await services.control.read({
    due: select(
      pick(accounts, "id"),
      sql`from ${accounts} where ${accounts.status} = 'closing' and ${accounts.closesAt} <= ${nowMs}
        order by ${accounts.closesAt} limit ${AT_ONCE}`,
    ),
  });
  const actor = { kind: "system", id: "cron", requestId: null } as const;
  for (const { id } of due) {
    try {
      await finishClosing(openDeps(services), { accountId: id, reason: "The grace is over" }, actor);
    } catch (error) {
      // Reopened in the meantime: that is what the grace is for.
      if (!(error instanceof StatusConflict)) throw error;
    }
  }
  return due.length;
}
