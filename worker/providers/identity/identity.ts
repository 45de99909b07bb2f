/** Whom an identity provider says somebody is, after its token was checked. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  /** An address that the provider vouches for; null when it does not. */
  readonly email: string | null;
  /** The organization at Microsoft. */
  readonly tenantId: string | null;
  readonly expiresAtMs: number;
  readonly refreshToken: string | null;
}

export interface SignInStart {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface SignInCode {
  readonly code: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Signs people in by OpenID Connect. @throws IdentityRefused, IdentityUnavailable */
export interface IdentityProviderPort {
  readonly issuer: string;
  authorizationUrl(start: SignInStart): string;
  exchange(code: SignInCode, nowMs: number): Promise<Identity>;
  /** What the provider says of the same person now. */
  refresh(refreshToken: string, nowMs: number): Promise<Identity>;
}

/** The provider said no, or what it said does not hold. */
export class IdentityRefused extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The identity was refused: ${reason}`, options);
    this.name = "IdentityRefused";
  }
}

/** The provider did not answer; trying again may help. */
export class IdentityUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super("The identity provider cannot be reached", options);
    this.name = "IdentityUnavailable";
  }
}
