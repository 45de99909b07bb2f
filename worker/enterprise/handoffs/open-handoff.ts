import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import type { Handoff, HandoffInput } from "./schemas.ts";

const HANDOFF_MS = 60_000;

/**
 * Makes the way into one account, at a page of it. The audit tells of it when it is used.
 * @throws NotFound for an account that is not theirs, Conflict for one that nobody may enter
 */
export async function openHandoff(
  ctx: EnterpriseContext,
  accountId: string,
  { path }: HandoffInput,
): Promise<Handoff> {
  const { actor, nowMs } = ctx;
  const { found } = await ctx.control.read({
    found: select(
      { urlName: sql<string>`url_name`, status: sql<string>`status` },
      sql`from accounts where id = ${accountId} and id in ${accountsOf(actor)}`,
    ),
  });
  const account = found[0];
  if (!account) throw new NotFound("account");
  if (account.status === "suspended") {
    throw new Conflict(
      "account_suspended",
      "This account is suspended, so nobody can enter it; its data is safe. Its owner can ask support to open it again.",
    );
  }
  const token = newToken();
  await commitEnterprise(
    // The token is told once and stored nowhere, so a repeated request makes another one.
    { ...ctx, idempotency: null },
    [],
    [
      sql`insert into enterprise_handoffs (token_hash, session_id, user_id, account_id, path, created_at, expires_at)
        values (${await hashToken(token)}, ${actor.sessionId}, ${actor.id}, ${accountId}, ${path}, ${nowMs},
          ${nowMs + HANDOFF_MS})`,
    ],
  );
  return { href: `/a/${account.urlName}/enterprise-entry?token=${token}` };
}
