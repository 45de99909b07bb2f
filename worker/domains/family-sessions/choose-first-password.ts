import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { requireGoodPassword } from "../staff-sessions/password-rules.ts";
import { hashPassword } from "../staff-sessions/passwords.ts";
import { addLogin, joinFamily } from "./add-login.ts";
import { proofQuery, proofUnusable, spendProof } from "./codes.ts";
import { type Arrival, addSession, asPerson, type Entered, firstOpenFamily } from "./enter.ts";
import { knownFamiliesQuery, loginIdByEmail, loginQuery } from "./login-queries.ts";
import type { FirstPasswordInput } from "./schemas.ts";

/**
 * Makes a log-in for a guardian whom the school knows already, joins it to the families that have the address, and
 * signs in. @throws Precondition `proof_unusable` | `password_weak`, Forbidden `family_suspended`
 */
export async function chooseFirstPassword(
  ctx: Context<AnonymousActor>,
  input: FirstPasswordInput,
  from: Arrival,
): Promise<Entered> {
  const {
    proof: [proof],
  } = await ctx.database.read({ proof: await proofQuery(input.proof, ctx.nowMs) });
  if (!proof) throw proofUnusable();
  const { email } = proof;
  const found = await ctx.database.read({
    login: loginQuery(loginIdByEmail(email)),
    known: knownFamiliesQuery(email),
    typed: addressAsTyped(email),
  });
  const known = [
    ...new Map(found.known.toReversed().map((family) => [family.familyId, family])).values(),
  ].reverse();
  if (known.length === 0) throw proofUnusable();
  const family = firstOpenFamily(known);
  requireGoodPassword(input.password, [email, family.guardianName]);
  const phc = hashPassword(input.password, from.pepper);
  const address = found.typed[0]?.address ?? email;
  const { id, add } = addLogin(ctx, found.login[0] ?? null, address, phc);
  const person = asPerson(ctx, { id, name: family.guardianName ?? address });
  const change = new Change(person, {
    action: "logins.create",
    summary: "Chose a password for the family portal",
    right: null,
  });
  spendProof(change, proof, ctx.nowMs);
  add(change);
  const roleOf = (isManager: boolean) => (isManager ? "owner" : "viewer");
  for (const one of known)
    joinFamily(change, ctx.nowMs, { ...one, loginId: id, role: roleOf(one.isManager) });
  const entered = await addSession(
    person,
    change,
    { id, email: address },
    { ...family, role: roleOf(family.isManager) },
    from,
  );
  try {
    await commit(person, change);
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? proofUnusable() : error;
  }
  return entered;
}

/** The address as the school wrote it; the proof only knows it folded. */
function addressAsTyped(email: string) {
  return select(
    { address: sql<string>`address` },
    sql`from living_emails where address_folded = ${email} limit 1`,
  );
}
