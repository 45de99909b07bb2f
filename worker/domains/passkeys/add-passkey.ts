import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { answeredChallenge, challengeUnused, spendChallenge } from "./challenge.ts";
import { purposeOf } from "./passkey-options.ts";
import type { RelyingParty } from "./relying-party.ts";
import type { AddPasskeyInput } from "./schemas.ts";

/** Keeps a new passkey of the own log-in. @throws Precondition `passkey_refused` */
export async function addPasskey(
  ctx: Context<GuardianActor>,
  { name, response }: AddPasskeyInput,
  from: { readonly party: RelyingParty; readonly pepper: string },
): Promise<{ id: string; change: Committed }> {
  const { clientDataJSON, transports = [] } = response.response;
  const challenge = await answeredChallenge(from.pepper, purposeOf.add(ctx), clientDataJSON, ctx.nowMs);
  if (!challenge) throw refused();
  const credential = await verified(response, challenge.encoded, from.party);
  const id = newId("passkey", ctx.nowMs);
  const summary = `Added the passkey “${name}”`;
  const change = new Change(ctx, { action: "passkeys.create", summary, right: null });
  change.guard("token_unused", challengeUnused(challenge));
  change.insert("passkeys", {
    ...{ id, loginId: ctx.actor.id, credentialId: credential.id, name, transports },
    publicKey: btoa(String.fromCharCode(...credential.publicKey)),
    counter: credential.counter,
  });
  for (const statement of spendChallenge(challenge, ctx.actor.id, ctx.nowMs)) change.also(statement);
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    const isReplay = error instanceof GuardFailed && error.guard === "token_unused";
    throw isReplay || isKnown(error) ? refused() : error;
  }
}

function isKnown(error: unknown): boolean {
  return error instanceof UniqueViolation && error.columns[0]?.startsWith("passkeys.") === true;
}

async function verified(
  response: AddPasskeyInput["response"],
  expectedChallenge: string,
  party: RelyingParty,
) {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    });
    if (registrationInfo) return registrationInfo.credential;
  } catch {
    // The library tells every mistake of a browser or of an attacker by throwing; all are one case.
  }
  throw refused();
}

function refused(): Precondition {
  return new Precondition(
    "passkey_refused",
    "This passkey could not be added. Try again, or use another device.",
  );
}
