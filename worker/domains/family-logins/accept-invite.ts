import { sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import { flag, select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context, FamilyRole } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { addLogin, joinFamily } from "../family-sessions/add-login.ts";
import {
  type Arrival,
  addSession,
  asPerson,
  type Entered,
  familySuspended,
} from "../family-sessions/enter.ts";
import { loginIdByEmail, loginQuery } from "../family-sessions/login-queries.ts";
import { requireGoodPassword } from "../staff-sessions/password-rules.ts";
import { hashPassword } from "../staff-sessions/passwords.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import type { AcceptInviteInput, InviteView } from "./schemas.ts";

/** What the invitation behind a link says. @throws Precondition `invite_unusable` */
export async function viewInvite(ctx: Context<AnonymousActor>, token: string): Promise<InviteView> {
  const { email, familyName, role, hasPassword } = await inviteOf(ctx, token);
  return { email, familyName, role, hasLogin: hasPassword };
}

/**
 * Takes an invitation up, once and in time: with the log-in of its address, or a new one with that password; and signs
 * in. @throws Precondition `invite_unusable` | `password_weak`, Forbidden `family_suspended`
 */
export async function acceptInvite(
  ctx: Context<AnonymousActor>,
  input: AcceptInviteInput,
  from: Arrival,
): Promise<Entered> {
  const row = await inviteOf(ctx, input.token);
  const { email, familyId, role, guardianId, guardianName } = row;
  if (row.isSuspended) throw familySuspended();
  const { login } = await ctx.database.read({ login: loginQuery(loginIdByEmail(email)) });
  let phc: string | null = null;
  if (!login[0]?.phc) {
    requireGoodPassword(input.password ?? "", [email, guardianName]);
    phc = hashPassword(input.password ?? "", from.pepper);
  }
  const { id, add } = addLogin(ctx, login[0] ?? null, email, phc);
  const person = asPerson(ctx, { id, name: guardianName ?? email });
  const change = new Change(person, {
    action: "family_invites.accept",
    summary: `Joined the family ${row.familyName}`,
    right: null,
  });
  change.guard("token_unused", sql`exists (select 1 ${usable(await hashToken(input.token), ctx.nowMs)})`);
  add(change);
  joinFamily(change, ctx.nowMs, { loginId: id, familyId, guardianId, role });
  change.also(
    sql`update family_invites set accepted_at = ${ctx.nowMs}, version = version + 1 where id = ${row.id}`,
  );
  const entered = await addSession(person, change, { id, email }, { familyId, role, guardianName }, from);
  try {
    await commit(person, change);
  } catch (error) {
    const isLate = error instanceof GuardFailed && error.guard === "token_unused";
    throw isLate || error instanceof UniqueViolation ? unusable() : error;
  }
  return entered;
}

function usable(tokenHash: string, nowMs: number) {
  return sql`from living_family_invites i join living_families f on f.id = i.family_id
    where i.token_hash = ${tokenHash} and i.accepted_at is null and i.expires_at > ${nowMs}`;
}

async function inviteOf(ctx: Context<AnonymousActor>, token: string) {
  const tokenHash = await hashToken(token);
  const { found } = await ctx.database.read({
    found: select(
      {
        id: sql<string>`i.id`,
        email: sql<string>`i.email`,
        familyId: sql<string>`f.id`,
        familyName: sql<string>`f.name`,
        role: sql<FamilyRole>`i.role`,
        guardianId: sql<string | null>`i.guardian_id`,
        guardianName: sql<
          string | null
        >`(select trim(g.first_name || ' ' || g.last_name) from living_guardians g
          where g.id = i.guardian_id)`,
        hasPassword: flag(sql`exists (select 1 from living_logins l where l.email_folded = i.email_folded
          and l.phc is not null)`),
        isSuspended: flag(sql`exists (select 1 from family_suspensions x where x.family_id = f.id
          and x.lifted_at is null and x.deleted_at is null)`),
      },
      usable(tokenHash, ctx.nowMs),
    ),
  });
  if (!found[0]) throw unusable();
  return found[0];
}

function unusable(): Precondition {
  return new Precondition(
    "invite_unusable",
    "This invitation was used, taken back, or is too old. Ask the person who invited you for another one.",
  );
}
