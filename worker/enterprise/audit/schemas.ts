import * as z from "zod/mini";

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "Enter a day such as 2026-03-14"));

/** By whose clock days begin and end: that of the reader. */
const zone = z.string().check(
  z.maxLength(60),
  z.refine((name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
    } catch {
      return false;
    }
  }, "Name a time zone such as America/Chicago"),
);

export const auditFilter = z.object({
  user: z.optional(z.string().check(z.maxLength(40))),
  action: z.optional(z.string().check(z.maxLength(60))),
  account: z.optional(z.string().check(z.maxLength(40))),
  group: z.optional(z.string().check(z.maxLength(40))),
  from: z.optional(day),
  to: z.optional(day),
  zone: z._default(zone, "UTC"),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export interface EnterpriseAuditEntry {
  readonly id: string;
  readonly at: number;
  readonly userId: string | null;
  readonly userName: string;
  readonly userLevel: "admin" | "user" | "system";
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly action: string;
  readonly summary: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface EnterpriseAuditPage {
  readonly rows: readonly EnterpriseAuditEntry[];
  readonly nextCursor: string | null;
  readonly total: null;
}

/** What the filters offer. */
export interface EnterpriseAuditOptions {
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly actions: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}
