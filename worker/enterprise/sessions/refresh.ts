import { sql } from "drizzle-orm";
import { returning, statement } from "../../../control-plane/query.ts";
import { openSecret, sealSecret } from "../../../control-plane/secrets.ts";
import { type Identity, IdentityRefused } from "../../providers/identity/identity.ts";
import type { Services } from "../../services.ts";
import type { LoadedUser } from "./load-user.ts";

/** A session in use is prolonged when this little is left of its identity token. */
const BEFORE_END_MS = 10 * 60_000;

/** Prolongs a session after the answer, when it is nearly over and the provider still stands by its user. */
export function refreshIfDue(services: Services, user: LoadedUser, nowMs: number): void {
  if (user.sealedRefreshToken === null || user.expiresAtMs - nowMs > BEFORE_END_MS) return;
  services.waitUntil(refreshSession(services, user, nowMs), `session ${user.sessionId}`);
}

/** Whoever takes the refresh token out of the row may use it: a provider that rotates them takes each only once. */
export async function refreshSession(services: Services, user: LoadedUser, nowMs: number): Promise<void> {
  const { tokenHash, sessionId, sealedRefreshToken: sealed, provider } = user;
  const port = services.house.identity[provider];
  if (!port || sealed === null) return;
  const take = returning(
    sql`update enterprise_sessions set refresh_token = null
      where token_hash = ${tokenHash} and refresh_token = ${sealed} and ended_at is null`,
    { id: sql<string>`id` },
  );
  const [taken] = await services.control.commit({ statements: [take] });
  if (taken?.length !== 1) return;
  const owner = { accountId: sessionId, purpose: "refresh-token" } as const;
  const token = await openSecret(services.env.MASTER_KEY, owner, sealed);
  let identity: Identity;
  try {
    identity = await port.refresh(token, nowMs);
  } catch (error) {
    // Refused: the provider no longer stands by this person, so nothing prolongs the session any more.
    const kept = error instanceof IdentityRefused ? null : sealed;
    await services.control.commit({
      statements: [
        statement(
          sql`update enterprise_sessions set refresh_token = ${kept} where token_hash = ${tokenHash}`,
        ),
      ],
    });
    throw error;
  }
  const next = await sealSecret(services.env.MASTER_KEY, owner, identity.refreshToken ?? token);
  const isSame = sql`exists (select 1 from enterprise_users u where u.id = ${user.id} and u.issuer = ${identity.issuer}
    and u.subject = ${identity.subject})`;
  await services.control.commit({
    statements: [
      statement(sql`update enterprise_sessions set refresh_token = ${next},
          expires_at = max(expires_at, ${identity.expiresAtMs})
        where token_hash = ${tokenHash} and ended_at is null and ${isSame}`),
    ],
  });
}
