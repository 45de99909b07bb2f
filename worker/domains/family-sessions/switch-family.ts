import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { familySuspended } from "./enter.ts";
import { openFamiliesQuery } from "./login-queries.ts";

/**
 * Puts the session to work on another family that the log-in opens; answers the guardian there.
 * @throws NotFound for any other family, Forbidden `family_suspended`
 */
export async function switchFamily(ctx: Context<GuardianActor>, familyId: string): Promise<GuardianActor> {
  const { id, tokenHash, email } = ctx.actor;
  const { families } = await read(ctx, { families: openFamiliesQuery(sql`${id}`) });
  const family = families.find((candidate) => candidate.familyId === familyId);
  if (!family) throw new NotFound("family");
  if (family.isSuspended) throw familySuspended();
  const summary = `Switched to the family ${family.familyName}`;
  const change = new Change(ctx, { action: "sessions.switch_family", summary, right: null });
  change.guard(
    "token_unused",
    sql`exists (select 1 from living_family_logins where login_id = ${id} and family_id = ${familyId})`,
  );
  change.also(
    sql`update sessions set family_id = ${familyId} where token_hash = ${tokenHash} and ended_at is null`,
  );
  try {
    await commit(ctx, change);
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? new NotFound("family") : error;
  }
  return { ...ctx.actor, familyId, role: family.role, name: family.guardianName ?? email };
}
