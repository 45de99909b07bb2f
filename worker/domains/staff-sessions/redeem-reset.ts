import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { passwordResets, staff, staffPasswords } from "../../../tenant-schema/staff.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { hashPassword } from "./passwords.ts";
import type { RedeemResetInput } from "./schemas.ts";
import { endSessionsOf } from "./session-times.ts";
import { hashToken } from "./tokens.ts";

/**
 * Sets a new password with the token of a mail: once, in time, and everything the person was signed in to ends.
 * @throws Precondition `reset_link_unusable` | `password_weak`
 */
export async function redeemReset(
  ctx: Context<AnonymousActor>,
  input: RedeemResetInput,
  pepper: string,
): Promise<void> {
  const tokenHash = await hashToken(input.token);
  const { nowMs } = ctx;
  const { found } = await ctx.database.read({
    found: select(
      {
        id: staff.id,
        firstName: staff.firstName,
        lastName: staff.lastName,
        username: staff.username,
        email: staff.email,
      },
      sql`from ${passwordResets} join ${staff} on ${staff.id} = ${passwordResets.staffId}
        where ${passwordResets.tokenHash} = ${tokenHash} and ${passwordResets.usedAt} is null
          and ${passwordResets.expiresAt} > ${nowMs} and ${staff.isActive} = 1 and ${staff.deletedAt} is null`,
    ),
  });
  const person = found[0];
  if (!person) throw unusable();
  const { id, firstName, lastName, username, email } = person;
  requireGoodPassword(input.password, [username, email, `${firstName} ${lastName}`]);
  const phc = hashPassword(input.password, pepper);
  const name = `${firstName} ${lastName}`.trim();
  const asPerson = {
    ...ctx,
    actor: { kind: "system", name: "Sign-in", onBehalfOf: { id, name } },
  } as const;
  const change = new Change(asPerson, {
    action: "passwords.reset",
    summary: "Chose a new password",
    right: null,
  });
  change.guard(
    "token_unused",
    sql`exists (select 1 from ${passwordResets} where ${passwordResets.tokenHash} = ${tokenHash}
      and ${passwordResets.usedAt} is null and ${passwordResets.expiresAt} > ${nowMs})`,
  );
  change.also(
    sql`update ${passwordResets} set used_at = ${nowMs} where staff_id = ${id} and used_at is null`,
  );
  change.also(sql`insert into ${staffPasswords} (staff_id, phc, changed_at) values (${id}, ${phc}, ${nowMs})
    on conflict (staff_id) do update set phc = excluded.phc, changed_at = excluded.changed_at`);
  change.also(endSessionsOf(id, "password_changed", nowMs));
  try {
    await commit(asPerson, change);
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? unusable() : error;
  }
}

function unusable(): Precondition {
  return new Precondition(
    "reset_link_unusable",
    "This link was used already, or it is too old. Ask for a new one on the log-in page.",
  );
}
