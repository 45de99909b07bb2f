import { sql } from "drizzle-orm";
import { Conflict } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { loadPush } from "./get-push.ts";
import { NAME_KINDS } from "./name-kinds.ts";
import { sendPushes } from "./send-pushes.ts";

/** Gives the names back where they were given and nobody has changed them since. @throws NotFound, Conflict */
export async function undoPush(ctx: EnterpriseContext, id: string): Promise<{ ok: true }> {
  const push = await loadPush(ctx, id);
  if (!push.canUndo) throw new Conflict("not_undoable", "There is nothing of this left to undo.");
  const given = push.accounts.filter(({ state }) => state === "done").map(({ accountId }) => accountId);
  const { noun } = NAME_KINDS[push.kind];
  const act = {
    action: "names.undo",
    summary: `Undid: renamed the ${noun} “${push.from}” to “${push.to}”`,
    subjectId: id,
    after: {
      accounts: push.accounts.flatMap(({ state, accountName }) => (state === "done" ? [accountName] : [])),
    },
  };
  const rows = [
    controlGuard(
      "row_version",
      sql`exists (select 1 from name_pushes where id = ${id} and state = ${push.state})`,
    ),
    sql`update name_pushes set state = 'undoing', updated_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
    sql`update name_push_accounts set state = 'waiting', error = null, updated_at = ${ctx.nowMs}
      where push_id = ${id} and state = 'done' and account_id in (select value from json_each(${JSON.stringify(given)}))`,
  ];
  await commitEnterprise(ctx, act, rows, { ok: true });
  await sendPushes(
    ctx.services,
    given.map((accountId) => ({ pushId: id, accountId })),
  );
  return { ok: true };
}
