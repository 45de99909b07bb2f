import { CodeChallengeMethod, OAuth2Client, OAuth2RequestError, type OAuth2Tokens } from "arctic";
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import {
  type Identity,
  type IdentityProviderPort,
  IdentityRefused,
  IdentityUnavailable,
  type SignInCode,
  type SignInStart,
} from "./identity.ts";
import type { IdentitySettings } from "./settings.ts";

/** Clocks of two companies. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** Never `none`, nor a signature made with what both sides know. */
const ALGORITHMS = ["RS256", "PS256", "ES256"];
const SCOPES = ["openid", "profile", "email"];

/** What a provider wants before it gives a refresh token. */
const FOR_REFRESH: Readonly<
  Record<IdentityProvider, { scopes: readonly string[]; parameters: Readonly<Record<string, string>> }>
> = {
  google: { scopes: [], parameters: { access_type: "offline", prompt: "select_account" } },
  microsoft: { scopes: ["offline_access"], parameters: { prompt: "select_account" } },
};

/** One provider as it is configured. Keeps its public keys, so it lives as long as the isolate. */
export class OidcClient implements IdentityProviderPort {
  readonly #provider: IdentityProvider;
  readonly #settings: IdentitySettings;
  readonly #keys: JWTVerifyGetKey;

  constructor(provider: IdentityProvider, settings: IdentitySettings) {
    this.#provider = provider;
    this.#settings = settings;
    this.#keys = createRemoteJWKSet(new URL(settings.jwks));
  }

  get issuer(): string {
    return this.#settings.issuer;
  }

  authorizationUrl({ state, nonce, codeVerifier, redirectUri }: SignInStart): string {
    const { scopes, parameters } = FOR_REFRESH[this.#provider];
    const url = this.#oauth(redirectUri).createAuthorizationURLWithPKCE(
      this.#settings.authorization,
      state,
      CodeChallengeMethod.S256,
      codeVerifier,
      [...SCOPES, ...scopes],
    );
    for (const [name, value] of Object.entries({ ...parameters, nonce })) url.searchParams.set(name, value);
    return url.href;
  }

  async exchange(code: SignInCode, nowMs: number): Promise<Identity> {
    const tokens = await answered(() =>
      this.#oauth(code.redirectUri).validateAuthorizationCode(
        this.#settings.token,
        code.code,
        code.codeVerifier,
      ),
    );
    const claims = await this.#verified(tokens, nowMs);
    if (claims.nonce !== code.nonce) throw new IdentityRefused("the nonce is another one");
    return this.#identity(claims, tokens);
  }

  async refresh(refreshToken: string, nowMs: number): Promise<Identity> {
    const scopes = [...SCOPES, ...FOR_REFRESH[this.#provider].scopes];
    const tokens = await answered(() =>
      this.#oauth(null).refreshAccessToken(this.#settings.token, refreshToken, scopes),
    );
    return this.#identity(await this.#verified(tokens, nowMs), tokens);
  }

  #oauth(redirectUri: string | null): OAuth2Client {
    return new OAuth2Client(this.#settings.clientId, this.#settings.clientSecret, redirectUri);
  }

  /** Signature, audience, expiry and issuer; of an issuer with an organization in it, that organization's own. */
  async #verified(tokens: OAuth2Tokens, nowMs: number): Promise<JWTPayload> {
    const { clientId, issuer } = this.#settings;
    let claims: JWTPayload;
    try {
      const verified = await jwtVerify(idTokenOf(tokens), this.#keys, {
        audience: clientId,
        algorithms: ALGORITHMS,
        currentDate: new Date(nowMs),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ["exp", "iat", "sub", "iss"],
      });
      claims = verified.payload;
    } catch (cause) {
      if (cause instanceof errors.JWKSTimeout) throw new IdentityUnavailable({ cause });
      if (cause instanceof errors.JOSEError) throw new IdentityRefused(cause.code, { cause });
      if (cause instanceof IdentityRefused) throw cause;
      throw new IdentityUnavailable({ cause });
    }
    const expected = issuer.replace("{tid}", typeof claims.tid === "string" ? claims.tid : "");
    if (claims.iss !== expected) throw new IdentityRefused("the issuer is another one");
    if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims.azp !== clientId)
      throw new IdentityRefused("the token is for somebody else as well");
    return claims;
  }

  #identity(claims: JWTPayload, tokens: OAuth2Tokens): Identity {
    const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
    const { iss, sub, exp } = claims as { iss: string; sub: string; exp: number };
    return {
      issuer: iss,
      subject: sub,
      name: text(claims.name),
      email: this.#emailOf(claims),
      tenantId: text(claims.tid),
      expiresAtMs: exp * 1000,
      refreshToken: tokens.hasRefreshToken() ? tokens.refreshToken() : null,
    };
  }

  /** Google says whether an address is its owner's. Microsoft's organizations answer for those of their people. */
  #emailOf(claims: JWTPayload): string | null {
    const named = [claims.email, this.#provider === "microsoft" ? claims.preferred_username : null];
    const email = named.find((value) => typeof value === "string" && value.includes("@")) as
      | string
      | undefined;
    const isVouchedFor = this.#provider === "microsoft" || claims.email_verified === true;
    return email !== undefined && isVouchedFor ? email : null;
  }
}

function idTokenOf(tokens: OAuth2Tokens): string {
  try {
    return tokens.idToken();
  } catch (cause) {
    throw new IdentityRefused("there is no identity token", { cause });
  }
}

async function answered(ask: () => Promise<OAuth2Tokens>): Promise<OAuth2Tokens> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof OAuth2RequestError) throw new IdentityRefused(cause.code, { cause });
    throw new IdentityUnavailable({ cause });
  }
}
