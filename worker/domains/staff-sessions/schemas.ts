import * as z from "zod/mini";

const login = z.string().check(z.trim(), z.minLength(1, "Enter your e-mail or user name"), z.maxLength(254));
// Longer ones would only make the server work.
const password = z.string().check(z.maxLength(200, "At most 200 characters"));

export const signInInput = z.object({
  login,
  password: password.check(z.minLength(1, "Enter your password")),
});
export type SignInInput = z.infer<typeof signInInput>;

export const requestResetInput = z.object({ login });
export const redeemResetInput = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(100)),
  password: password.check(z.minLength(8, "At least 8 characters")),
});
export type RedeemResetInput = z.infer<typeof redeemResetInput>;

/** Who is signed in, where, and what they may do. */
export interface Me {
  readonly account: {
    readonly id: string;
    readonly urlName: string;
    readonly displayName: string;
    readonly plan: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly currency: string;
    readonly phoneRegion: string;
    readonly locations: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[];
  };
  readonly actor: {
    readonly id: string;
    readonly name: string;
    readonly initials: string;
    readonly email: string;
    readonly kind: "staff";
  };
  /** Set for somebody who is here through the enterprise portal. */
  readonly enterprise: { readonly groupName: string; readonly level: "admin" | "user" } | null;
  readonly rights: Readonly<Record<string, "view" | "full">>;
  readonly features: readonly string[];
  readonly demo: boolean;
}
