import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { requireGoodPassword } from "../staff-sessions/password-rules.ts";
import { hashPassword } from "../staff-sessions/passwords.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import { type Arrival, addSession, asPerson, type Entered, firstOpenFamily } from "./enter.ts";
import { loginQuery, openFamiliesQuery } from "./login-queries.ts";
import type { RedeemFamilyResetInput } from "./schemas.ts";
import { endLoginSessions } from "./session-times.ts";

/**
 * Sets a new password with the token of a mail, once and in time; ends everything the person was signed in to, and
 * signs in here. @throws Precondition `reset_link_unusable` | `password_weak`, Forbidden `family_suspended`
 */
export async function redeemFamilyReset(
  ctx: Context<AnonymousActor>,
  input: RedeemFamilyResetInput,
  from: Arrival,
): Promise<Entered> {
  const { nowMs } = ctx;
  const tokenHash = await hashToken(input.token);
  const unused = sql`from password_resets where token_hash = ${tokenHash} and used_at is null
    and login_id is not null and expires_at > ${nowMs}`;
  const owner = sql`(select login_id ${unused})`;
  const found = await ctx.database.read({ login: loginQuery(owner), families: openFamiliesQuery(owner) });
  const [login] = found.login;
  if (!login || found.families.length === 0) throw unusable();
  const family = firstOpenFamily(found.families);
  requireGoodPassword(input.password, [login.email, family.guardianName]);
  const phc = hashPassword(input.password, from.pepper);
  const person = asPerson(ctx, { id: login.id, name: family.guardianName ?? login.email });
  const change = new Change(person, {
    action: "passwords.reset",
    summary: "Chose a new password",
    right: null,
  });
  change.guard("token_unused", sql`exists (select 1 ${unused})`);
  change.also(
    sql`update password_resets set used_at = ${nowMs} where login_id = ${login.id} and used_at is null`,
  );
  change.also(sql`update logins set phc = ${phc} where id = ${login.id}`);
  change.also(endLoginSessions(login.id, "password_changed", nowMs));
  const entered = await addSession(person, change, login, family, from);
  try {
    await commit(person, change);
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? unusable() : error;
  }
  return entered;
}

function unusable(): Precondition {
  return new Precondition(
    "reset_link_unusable",
    "This link was used already, or it is too old. Ask for a new one on the log-in page.",
  );
}
