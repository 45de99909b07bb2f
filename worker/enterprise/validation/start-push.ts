import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Precondition } from "../../kernel/errors.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { NAME_KINDS } from "./name-kinds.ts";
import { chosenAccounts } from "./preview-push.ts";
import type { PushInput } from "./schemas.ts";
import { sendPushes } from "./send-pushes.ts";

/** Gives a name anew in the chosen accounts, one message each. @throws NotFound, Precondition */
export async function startPush(ctx: EnterpriseContext, input: PushInput): Promise<{ id: string }> {
  const { kind, from, to } = input;
  if (from === to) {
    const message = "This is the name it has. Enter another one.";
    throw new Precondition("same_name", message, [{ path: "to", message }]);
  }
  const accounts = await chosenAccounts(ctx, input.accountIds);
  const ids = accounts.map((account) => account.id);
  const { actor, nowMs } = ctx;
  const id = newId("namePush", nowMs);
  const where = accounts.length === 1 ? accounts[0]!.displayName : `${accounts.length} accounts`;
  const act = {
    action: "names.push",
    summary: `Renamed the ${NAME_KINDS[kind].noun} “${from}” to “${to}” in ${where}`,
    subjectId: id,
    before: { name: from },
    after: { name: to, accounts: accounts.map(({ displayName }) => displayName) },
    accountId: accounts.length === 1 ? ids[0]! : null,
  };
  const rows = [
    sql`insert into name_pushes (id, enterprise_id, user_id, user_name, kind, from_name, to_name, state, created_at, updated_at)
      values (${id}, ${actor.enterpriseId}, ${actor.id}, ${actor.name}, ${kind}, ${from}, ${to}, 'running', ${nowMs}, ${nowMs})`,
    sql`insert into name_push_accounts (push_id, account_id, state, updated_at)
      select ${id}, value, 'waiting', cast(${nowMs} as integer) from json_each(${JSON.stringify(ids)})`,
  ];
  await commitEnterprise(ctx, act, rows, { id });
  await sendPushes(
    ctx.services,
    ids.map((accountId) => ({ pushId: id, accountId })),
  );
  return { id };
}
