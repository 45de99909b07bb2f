import * as z from "zod/mini";

const version = z.int().check(z.positive());
const group = z.nullable(z.string().check(z.maxLength(40)));
const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(120, "At most 120 characters"));
const email = z
  .string()
  .check(z.trim(), z.maxLength(254), z.email("Enter an e-mail address, such as name@example.com"));
export const levels = ["admin", "user"] as const;
const level = z.enum(levels);

/** `groupId` null is an enterprise user, who may enter every account. */
export const inviteUserInput = z.object({ name, email, level, groupId: z._default(group, null) });
export type InviteUserInput = z.infer<typeof inviteUserInput>;

/** What is left out stays as it is. */
export const updateUserInput = z.object({
  version,
  name: z.optional(name),
  level: z.optional(level),
  groupId: z.optional(group),
  isSuspended: z.optional(z.boolean()),
});
export type UpdateUserInput = z.infer<typeof updateUserInput>;

export const userVersionInput = z.object({ version });

/** The organizations at Microsoft from which people may sign in, by their ids. */
export const signInRulesInput = z.object({
  version,
  tenants: z
    .array(
      z
        .string()
        .check(z.trim(), z.regex(/^[0-9a-fA-F-]{36}$/, "Enter the organization's tenant ID, 36 characters")),
    )
    .check(z.maxLength(20, "At most 20 organizations")),
});
export type SignInRulesInput = z.infer<typeof signInRulesInput>;

export interface SignInRules {
  readonly tenants: readonly string[];
  readonly version: number;
}

export interface EnterpriseUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly level: "admin" | "user";
  readonly groupId: string | null;
  readonly state: "invited" | "active" | "suspended";
  readonly provider: "google" | "microsoft" | null;
  readonly inviteExpiresAt: number | null;
  readonly lastSeenAt: number | null;
  readonly version: number;
}

export interface EnterpriseUsers {
  readonly users: readonly EnterpriseUser[];
}

/** What became of a write; `mailed` is false when the mail with the link could not be sent. */
export interface WrittenUser {
  readonly id: string;
  readonly version: number;
  readonly mailed?: boolean;
}
