import type { FamilyRole } from "../../kernel/context.ts";

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
  readonly login: { readonly id: string; readonly name: string; readonly email: string };
  readonly family: { readonly id: string; readonly name: string; readonly homeLocationId: string | null };
  readonly role: FamilyRole;
  readonly students: readonly OwnStudent[];
  /** Every family that the log-in opens, this one too. */
  readonly families: readonly { readonly id: string; readonly name: string }[];
  /** What is owed now; negative: credit. Null when the role does not show money. */
  readonly balanceMinor: number | null;
  readonly cartCount: number;
  /** Required policies that nobody has accepted yet in their present text; nothing else works before. */
  readonly policiesDue: number;
}
