import * as z from "zod/mini";
import type { FamilyRole } from "../../kernel/context.ts";

// Who may sign in to a family, as owners and staff manage it.

const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());

export const familyRoles = [
  "owner",
  "payer",
  "viewer",
  "pickup_only",
] as const satisfies readonly FamilyRole[];
const role = z.enum(familyRoles);
const language = z._default(z.enum(["en", "es"]), "en");

export const inviteInput = z.object({
  email: z
    .string()
    .check(
      z.trim(),
      z.maxLength(254),
      z.regex(
        /^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+\.[^\s@<>(),;:\\"[\]]+$/,
        "Enter an address such as name@example.org",
      ),
    ),
  role: z._default(role, "viewer"),
  /** The guardian it is for, where the school has one. */
  guardianId: z._default(z.nullable(id), null),
  language,
});
export type InviteInput = z.infer<typeof inviteInput>;

export const resendInput = z.object({ version, language });
export type ResendInput = z.infer<typeof resendInput>;

export const roleInput = z.object({ role, version });
export type RoleInput = z.infer<typeof roleInput>;

export const versionInput = z.object({ version });

const token = z.string().check(z.minLength(1), z.maxLength(200));
export const inviteTokenInput = z.object({ token });

/** Who has a log-in already needs no password: the invitation came to its mailbox. */
export const acceptInviteInput = z.object({
  token,
  password: z._default(
    z.nullable(z.string().check(z.minLength(8, "At least 8 characters"), z.maxLength(200))),
    null,
  ),
});
export type AcceptInviteInput = z.infer<typeof acceptInviteInput>;

/** What somebody who was invited is shown before accepting. */
export interface InviteView {
  readonly email: string;
  readonly familyName: string;
  readonly role: FamilyRole;
  readonly hasLogin: boolean;
}

/** Somebody who can sign in to the family. */
export interface AccessPerson {
  readonly id: string;
  readonly version: number;
  readonly loginId: string;
  readonly guardianId: string | null;
  readonly name: string | null;
  readonly email: string;
  readonly role: FamilyRole;
  readonly hasPassword: boolean;
  readonly lastSeenAt: number | null;
  readonly liveSessions: number;
}

export interface AccessInvite {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly role: FamilyRole;
  readonly invitedBy: string;
  readonly expiresAt: number;
}

export interface FamilyAccess {
  readonly people: readonly AccessPerson[];
  readonly invites: readonly AccessInvite[];
  /** Guardians with an address who can be invited, for a form to choose from. */
  readonly invitable: readonly {
    readonly guardianId: string;
    readonly name: string;
    readonly email: string;
  }[];
}

/** A browser in which the log-in is signed in. */
export interface OwnSession {
  readonly id: string;
  readonly isThis: boolean;
  readonly lastSeenAt: number;
  readonly createdAt: number;
  readonly userAgent: string | null;
}

export interface OwnPasskey {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What a guardian decides of coming in: for everybody who owns the family, and of the own log-in. */
export interface OwnAccess {
  /** Null for whoever does not manage the family. */
  readonly family: FamilyAccess | null;
  readonly sessions: readonly OwnSession[];
  readonly passkeys: readonly OwnPasskey[];
}
