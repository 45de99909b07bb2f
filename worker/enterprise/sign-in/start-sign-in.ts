import { sql } from "drizzle-orm";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { statement } from "../../../control-plane/query.ts";
import { sealSecret } from "../../../control-plane/secrets.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import type { IdentityProviderPort } from "../../providers/identity/identity.ts";
import type { EnterpriseVisitor } from "../context.ts";

/** Long enough for a forgotten password and a second factor. */
const FLOW_MS = 10 * 60_000;
const KEPT_MS = 24 * 3_600_000;

export interface SignInWish {
  readonly provider: IdentityProvider;
  readonly port: IdentityProviderPort;
  readonly redirectUri: string;
  readonly returnTo: string;
  readonly invite: string | null;
}

/** Begins to sign somebody in: where to send them, and what their browser keeps so that only it can come back. */
export async function startSignIn(
  { control, services, nowMs }: EnterpriseVisitor,
  { provider, port, redirectUri, returnTo, invite }: SignInWish,
): Promise<{ readonly location: string; readonly browser: string }> {
  const [state, browser, nonce, codeVerifier] = [newToken(), newToken(), newToken(), newToken()];
  const stateHash = await hashToken(state);
  const sealed = await sealSecret(
    services.env.MASTER_KEY,
    { accountId: stateHash, purpose: "sign-in-verifier" },
    codeVerifier,
  );
  await control.commit({
    statements: [
      statement(sql`delete from enterprise_flows where expires_at < ${nowMs - KEPT_MS}`),
      statement(sql`insert into enterprise_flows (state_hash, browser_hash, provider, nonce, code_verifier, return_to,
          invite_hash, created_at, expires_at)
        values (${stateHash}, ${await hashToken(browser)}, ${provider}, ${nonce}, ${sealed}, ${returnTo},
          ${invite === null ? null : await hashToken(invite)}, ${nowMs}, ${nowMs + FLOW_MS})`),
    ],
  });
  return { location: port.authorizationUrl({ state, nonce, codeVerifier, redirectUri }), browser };
}
