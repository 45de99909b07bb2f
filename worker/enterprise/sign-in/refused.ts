export type RefusalCode =
  | "not_configured"
  | "cancelled"
  | "stale"
  | "failed"
  | "unavailable"
  | "not_invited"
  | "invite_over"
  | "other_address"
  | "bound_elsewhere"
  | "wrong_organization"
  | "suspended"
  | "group_off"
  | "no_plan"
  | "too_many";

/** Nobody was signed in; the page to sign in says why in words, by the code. */
export class SignInRefused extends Error {
  readonly code: RefusalCode;
  /** Who the provider said it was, so that somebody with two addresses sees which one was used. */
  readonly email: string | null;

  constructor(code: RefusalCode, email: string | null = null, options?: ErrorOptions) {
    super(`Signing in was refused: ${code}`, options);
    this.name = "SignInRefused";
    this.code = code;
    this.email = email;
  }
}
