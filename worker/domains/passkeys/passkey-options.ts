import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { AnonymousActor, Context, GuardianActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { newChallenge } from "./challenge.ts";
import type { RelyingParty } from "./relying-party.ts";

const TIMEOUT_MS = 5 * 60_000;

export const purposeOf = {
  add: (ctx: Context<GuardianActor>) => `${ctx.account.id}/add/${ctx.actor.id}`,
  use: (ctx: Context) => `${ctx.account.id}/use`,
};

/** What a browser needs to make a passkey for the log-in; devices that have one of it are left out. */
export async function newPasskeyOptions(ctx: Context<GuardianActor>, party: RelyingParty, pepper: string) {
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const { known } = await read(ctx, {
    known: select(
      { id: sql<string>`credential_id` },
      sql`from living_passkeys where login_id = ${ctx.actor.id}`,
    ),
  });
  return generateRegistrationOptions({
    rpName: ctx.account.displayName,
    rpID: party.id,
    userName: ctx.actor.email,
    userDisplayName: `${ctx.actor.name} · ${ctx.account.displayName}`,
    userID: Uint8Array.from(new TextEncoder().encode(ctx.actor.id)),
    challenge: await newChallenge(pepper, purposeOf.add(ctx), ctx.nowMs),
    timeout: TIMEOUT_MS,
    attestationType: "none",
    excludeCredentials: known,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** The same for everybody: a list of passkeys would tell who has one. */
export async function signInOptions(ctx: Context<AnonymousActor>, party: RelyingParty, pepper: string) {
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: await newChallenge(pepper, purposeOf.use(ctx), ctx.nowMs),
    timeout: TIMEOUT_MS,
    userVerification: "required",
  });
}
