import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { json, select } from "../../../control-plane/query.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Arrival, type Entered, enter } from "../family-sessions/enter.ts";
import { loginQuery, openFamiliesQuery } from "../family-sessions/login-queries.ts";
import { answeredChallenge, type Challenge, challengeUnused, spendChallenge } from "./challenge.ts";
import { purposeOf } from "./passkey-options.ts";
import type { RelyingParty } from "./relying-party.ts";
import type { UsePasskeyInput } from "./schemas.ts";

class PasskeyUnknown extends AppError {
  readonly status = 401;
  constructor() {
    super("passkey_unknown", "This passkey does not open anything here. Log in another way.");
  }
}

interface StoredPasskey {
  readonly id: string;
  readonly loginId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string[];
}

/** Checks a passkey and starts a session. @throws PasskeyUnknown, Forbidden `family_suspended` */
export async function signInWithPasskey(
  ctx: Context<AnonymousActor>,
  { response }: UsePasskeyInput,
  from: Arrival & { readonly party: RelyingParty },
): Promise<Entered> {
  const { clientDataJSON } = response.response;
  const challenge = await answeredChallenge(from.pepper, purposeOf.use(ctx), clientDataJSON, ctx.nowMs);
  if (!challenge) throw new PasskeyUnknown();
  const owner = sql`(select login_id from living_passkeys where credential_id = ${response.id})`;
  const found = await ctx.database.read({
    passkey: select(
      {
        id: sql<string>`id`,
        loginId: sql<string>`login_id`,
        publicKey: sql<string>`public_key`,
        counter: sql<number>`counter`,
        transports: json<string[]>(sql`transports`),
      },
      sql`from living_passkeys where credential_id = ${response.id}`,
    ),
    login: loginQuery(owner),
    families: openFamiliesQuery(owner),
  });
  const [passkey] = found.passkey;
  const [login] = found.login;
  if (!passkey || !login || found.families.length === 0) throw new PasskeyUnknown();
  const counter = await newCounter(response, passkey, challenge, from.party);
  // A counter that does not grow is a copy of the key; those that never count always say 0.
  const grows = sql`exists (select 1 from living_passkeys where id = ${passkey.id}
    and (counter < ${counter} or (counter = 0 and ${counter} = 0)))`;
  const used = sql`update passkeys set counter = cast(${counter} as integer), last_used_at = ${ctx.nowMs}
    where id = ${passkey.id}`;
  const statements = [used, ...spendChallenge(challenge, login.id, ctx.nowMs)];
  try {
    const guard = sql`${challengeUnused(challenge)} and ${grows}`;
    return await enter(ctx, login, found.families, from, { statements, guard });
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? new PasskeyUnknown() : error;
  }
}

/** How often the device says that the key was used, when the answer is right. */
async function newCounter(
  response: UsePasskeyInput["response"],
  passkey: StoredPasskey,
  challenge: Challenge,
  party: RelyingParty,
): Promise<number> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
      expectedChallenge: challenge.encoded,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: response.id,
        publicKey: Uint8Array.from(atob(passkey.publicKey), (character) => character.charCodeAt(0)),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    if (verified) return authenticationInfo.newCounter;
  } catch {
    // The library tells every mistake of a browser or of an attacker by throwing; all are one case.
  }
  throw new PasskeyUnknown();
}
