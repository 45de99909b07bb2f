import * as z from "zod/mini";
import type { FamilyRole } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { mailLanguage } from "../mail-templates/schemas.ts";

// What signing in takes and answers; the words of what is wrong are shown beside the field.

const email = z
  .string()
  .check(
    z.trim(),
    z.maxLength(254),
    z.regex(
      /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+\.[^\s@<>(),;:\\"[\]]+$/,
      "Enter an address such as name@example.org",
    ),
  );
const id = z.string().check(z.minLength(5), z.maxLength(40));
const secret = z.string().check(z.minLength(1), z.maxLength(200));
// Longer ones would only make the server work.
const newPassword = z
  .string()
  .check(z.minLength(8, "At least 8 characters"), z.maxLength(200, "At most 200 characters"));

const language = z._default(mailLanguage, "en");

/** The one field that everything begins with. */
export const startInput = z.object({ email, language });
export type StartInput = z.infer<typeof startInput>;

export const familySignInInput = z.object({
  email,
  password: z
    .string()
    .check(z.minLength(1, "Enter your password"), z.maxLength(200, "At most 200 characters")),
});
export type FamilySignInInput = z.infer<typeof familySignInInput>;

export const verifyCodeInput = z.object({
  email,
  code: z.string().check(
    z.trim(),
    z.regex(/^\d{3}[ -]?\d{3}$/, "Enter the six figures of the mail"),
    z.overwrite((code) => code.replace(/\D/g, "")),
  ),
});
export type VerifyCodeInput = z.infer<typeof verifyCodeInput>;

/** `proof` is what a right code was exchanged for: that the mailbox is theirs. */
export const firstPasswordInput = z.object({ proof: secret, password: newPassword });
export type FirstPasswordInput = z.infer<typeof firstPasswordInput>;

export const redeemFamilyResetInput = z.object({ token: secret, password: newPassword });
export type RedeemFamilyResetInput = z.infer<typeof redeemFamilyResetInput>;

export const switchFamilyInput = z.object({ familyId: id });

export const languageInput = z.object({ language: mailLanguage });

/** What comes after a right code. */
export type AfterCode =
  | { readonly next: "signed_in"; readonly me: FamilyMe }
  /** The school knows the address; a password makes it a log-in. */
  | { readonly next: "set_password"; readonly proof: string; readonly families: readonly string[] }
  | { readonly next: "create_account"; readonly proof: string }
  /** Nobody is known here, and the school takes no new accounts online. */
  | { readonly next: "closed" };

/** A child of the family as the portal's pages name it. */
export interface OwnStudent {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
}

/** Who is signed in, and the family they are at work on. */
export interface FamilyMe {
  readonly login: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    /** What they chose to read; null: nothing yet. */
    readonly language: Language | null;
  };
  readonly family: { readonly id: string; readonly name: string; readonly homeLocationId: string | null };
  readonly role: FamilyRole;
  readonly students: readonly OwnStudent[];
  /** Every family that the log-in opens, this one too. */
  readonly families: readonly { readonly id: string; readonly name: string }[];
  /** What is owed now; negative: credit. Null when the role does not show money. */
  readonly balanceMinor: number | null;
  readonly cartCount: number;
  /** A payment that the bank wants its payer to confirm; for who may pay. */
  readonly confirmation: { readonly attemptId: string; readonly amountMinor: number } | null;
  /** Required policies that nobody has accepted yet in their present text; nothing else works before. */
  readonly policiesDue: number;
}
