import { sql } from "drizzle-orm";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { returning } from "../../../control-plane/query.ts";
import { openSecret } from "../../../control-plane/secrets.ts";
import { hashToken } from "../../domains/staff-sessions/tokens.ts";
import type { Identity, IdentityProviderPort } from "../../providers/identity/identity.ts";
import { IdentityRefused, IdentityUnavailable } from "../../providers/identity/identity.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { bindInvited } from "./bind-invited.ts";
import { openSession } from "./open-session.ts";
import { SignInRefused } from "./refused.ts";

export interface SignInAnswer {
  readonly provider: IdentityProvider;
  readonly port: IdentityProviderPort;
  readonly redirectUri: string;
  readonly state: string;
  /** What the browser kept. */
  readonly browser: string;
  /** Null when the provider sent its own no instead. */
  readonly code: string | null;
  readonly userAgent: string | null;
}

interface Flow {
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  readonly inviteHash: string | null;
}

/** Ends what `startSignIn` began: each of it can be ended once, in the browser it was begun in. @throws SignInRefused */
export async function finishSignIn(
  visitor: EnterpriseVisitor,
  answer: SignInAnswer,
): Promise<{ readonly token: string; readonly returnTo: string }> {
  const flow = await takeFlow(visitor, answer);
  if (answer.code === null) throw new SignInRefused("cancelled");
  const identity = await exchanged(visitor, answer, flow);
  if (flow.inviteHash !== null) await bindInvited(visitor, answer.provider, flow.inviteHash, identity);
  const token = await openSession(visitor, answer, identity);
  return { token, returnTo: flow.returnTo };
}

async function takeFlow(visitor: EnterpriseVisitor, answer: SignInAnswer): Promise<Flow> {
  const { control, nowMs, services } = visitor;
  const [stateHash, browserHash] = await Promise.all([hashToken(answer.state), hashToken(answer.browser)]);
  const taken = returning(
    sql`update enterprise_flows set used_at = ${nowMs} where state_hash = ${stateHash} and browser_hash = ${browserHash}
      and provider = ${answer.provider} and used_at is null and expires_at > ${nowMs}`,
    {
      nonce: sql<string>`nonce`,
      sealed: sql<string>`code_verifier`,
      returnTo: sql<string>`return_to`,
      inviteHash: sql<string | null>`invite_hash`,
    },
  );
  const [rows] = (await control.commit({ statements: [taken] })) as [
    (Omit<Flow, "codeVerifier"> & { sealed: string })[],
  ];
  const flow = rows[0];
  if (!flow) throw new SignInRefused("stale");
  const { sealed, ...rest } = flow;
  const owner = { accountId: stateHash, purpose: "sign-in-verifier" } as const;
  return { ...rest, codeVerifier: await openSecret(services.env.MASTER_KEY, owner, sealed) };
}

async function exchanged(
  { nowMs }: EnterpriseVisitor,
  { port, code, redirectUri }: SignInAnswer,
  { nonce, codeVerifier }: Flow,
): Promise<Identity> {
  try {
    return await port.exchange({ code: code as string, nonce, codeVerifier, redirectUri }, nowMs);
  } catch (error) {
    if (error instanceof IdentityRefused) throw new SignInRefused("failed", null, { cause: error });
    if (error instanceof IdentityUnavailable) throw new SignInRefused("unavailable", null, { cause: error });
    throw error;
  }
}
