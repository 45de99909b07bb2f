import { type SQL, sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { UNDO_MS } from "../../kernel/change.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import type { NameKind, NamePush, PushAccount, PushState } from "./schemas.ts";

const LATEST = 20;

/** One push with what became of it in each account that the reader may enter. @throws NotFound */
export async function loadPush(ctx: EnterpriseContext, id: string): Promise<NamePush> {
  const [push] = await pushes(ctx, sql`and p.id = ${id}`);
  if (!push) throw new NotFound("renaming");
  return push;
}

/** The latest, the newest first. */
export function listPushes(ctx: EnterpriseContext): Promise<NamePush[]> {
  return pushes(ctx, sql``);
}

/** Pushes of the enterprise that touched an account which the reader may enter. */
async function pushes(ctx: EnterpriseContext, more: SQL): Promise<NamePush[]> {
  const reach = accountsOf(ctx.actor);
  const { found } = await ctx.control.read({
    found: select(
      {
        id: sql<string>`p.id`,
        kind: sql<NameKind>`p.kind`,
        from: sql<string>`p.from_name`,
        to: sql<string>`p.to_name`,
        userName: sql<string>`p.user_name`,
        createdAt: sql<number>`p.created_at`,
        state: sql<PushState>`p.state`,
        accounts: json<
          PushAccount[]
        >(sql`(select json_group_array(json_object('accountId', a.id, 'accountName',
            a.display_name, 'state', x.state, 'error', x.error) order by lower(a.display_name))
          from name_push_accounts x join accounts a on a.id = x.account_id
          where x.push_id = p.id and x.account_id in ${reach})`),
      },
      sql`from name_pushes p where p.enterprise_id = ${ctx.actor.enterpriseId} ${more}
        and exists (select 1 from name_push_accounts x where x.push_id = p.id and x.account_id in ${reach})
        order by p.id desc limit ${LATEST}`,
    ),
  });
  return found.map((push) => ({
    ...push,
    canUndo:
      push.state === "done" &&
      push.createdAt + UNDO_MS.ordinary > ctx.nowMs &&
      push.accounts.some(({ state }) => state === "done"),
  }));
}
