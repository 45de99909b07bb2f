import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import { Forbidden, Limit, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import type { BiToken, BiTokenInput } from "./schemas.ts";

const MAX_TOKENS = 20;
const PREFIX = "cbi_";

/** A key opens the figures of every account, so only who works for the whole enterprise sees and makes keys. */
function requireWhole({ actor }: EnterpriseContext): void {
  if (actor.groupId === null) return;
  throw new Forbidden(
    "enterprise_admins_only",
    "These keys open the figures of every account. Ask an Admin of the whole enterprise.",
  );
}

/** Keys that are in force, the newest first. @throws Forbidden */
export async function listBiTokens(ctx: EnterpriseContext): Promise<{ readonly tokens: readonly BiToken[] }> {
  requireWhole(ctx);
  const { tokens } = await ctx.control.read({
    tokens: select(
      {
        id: sql<string>`id`,
        name: sql<string>`name`,
        createdByName: sql<string>`created_by_name`,
        createdAt: sql<number>`created_at`,
        lastUsedAt: sql<number | null>`last_used_at`,
      },
      sql`from enterprise_bi_tokens where enterprise_id = ${ctx.actor.enterpriseId} and revoked_at is null
        order by created_at desc`,
    ),
  });
  return { tokens };
}

/** Makes a key; it is answered once and never again. @throws Forbidden, Limit `too_many_keys` */
export async function createBiToken(
  ctx: EnterpriseContext,
  { name }: BiTokenInput,
): Promise<{ readonly id: string; readonly token: string }> {
  const { tokens } = await listBiTokens(ctx);
  if (tokens.length >= MAX_TOKENS) {
    throw new Limit("too_many_keys", `There are ${MAX_TOKENS} keys already. Revoke one that is not used.`);
  }
  const { actor, nowMs } = ctx;
  const [id, token] = [newId("biToken", nowMs), `${PREFIX}${newToken()}`];
  const act = { action: "bi_keys.create", summary: `Made the BI key “${name}”`, subjectId: id };
  const row = sql`insert into enterprise_bi_tokens (id, enterprise_id, name, token_hash, created_by, created_by_name, created_at)
    values (${id}, ${actor.enterpriseId}, ${name}, ${await hashToken(token)}, ${actor.id}, ${actor.name}, ${nowMs})`;
  // What is kept of the answer for a repeated request does not hold the key.
  await commitEnterprise(ctx, act, [row], { id });
  return { id, token };
}

/** From now on the key opens nothing. @throws Forbidden, NotFound */
export async function revokeBiToken(
  ctx: EnterpriseContext,
  id: string,
): Promise<{ readonly summary: string }> {
  const { tokens } = await listBiTokens(ctx);
  const token = tokens.find((one) => one.id === id);
  if (!token) throw new NotFound("key");
  const summary = `Revoked the BI key “${token.name}”`;
  const living = sql`exists (select 1 from enterprise_bi_tokens where id = ${id} and revoked_at is null)`;
  await commitEnterprise(
    ctx,
    { action: "bi_keys.revoke", summary, subjectId: id },
    [
      controlGuard("row_living", living),
      sql`update enterprise_bi_tokens set revoked_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
    ],
    { summary },
  );
  return { summary };
}
