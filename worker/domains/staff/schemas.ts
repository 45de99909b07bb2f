import * as z from "zod/mini";

// Input and output of the staff room: wire, form and domain type at once.

const trimmed = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
const required = (max: number, what: string) =>
  z.string().check(z.trim(), z.minLength(1, `Enter ${what}`), z.maxLength(max, `At most ${max} characters`));
/** Text that may be empty; an empty one is stored as nothing. */
const optional = (max: number) =>
  z.nullable(
    z.pipe(
      trimmed(max),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  );
const optionalDate = z.nullable(z.iso.date("Enter a date such as 2019-04-30"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
/** No @: a user name must never be somebody's e-mail address, because people sign in with either. */
const username = z
  .string()
  .check(
    z.trim(),
    z.minLength(2, "Enter at least 2 characters"),
    z.maxLength(60, "At most 60 characters"),
    z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, "Letters, digits, dots, hyphens and underscores only"),
  );
const optionalEmail = z.nullable(
  z.pipe(
    trimmed(254).check(z.regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/, "Enter an address such as name@example.org")),
    z.transform((text: string) => (text === "" ? null : text)),
  ),
);

export const staffStatuses = ["active", "inactive", "all"] as const;

/** The staff list as its URL says it. */
export const staffFilter = z.object({
  status: z._default(z.enum(staffStatuses), "active"),
  q: z._default(trimmed(200), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type StaffFilter = z.infer<typeof staffFilter>;

export interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** One row of the list. */
export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly title: string | null;
  /** E.164 when the number is valid, else as typed. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly isActive: boolean;
  readonly groups: readonly GroupName[];
}

const facts = {
  firstName: required(80, "a first name"),
  lastName: required(80, "a last name"),
  username,
  email: optionalEmail,
  phone: optional(40),
  title: optional(120),
  bio: optional(4000),
  /** A picture of the portal; see portal-images. */
  photoFileId: z.nullable(id),
  /** Families meet them on the portal's page of the staff. */
  isInPortal: z.boolean(),
  portalPosition: z.int().check(z.minimum(0), z.maximum(999, "At most 999")),
  birthDate: optionalDate,
  hiredOn: optionalDate,
  addressLine1: optional(120),
  addressLine2: optional(120),
  city: optional(80),
  region: optional(80),
  postalCode: optional(20),
  country: z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/, "Choose a country"))),
  emergencyContactName: optional(120),
  emergencyContactPhone: optional(40),
};
export type StaffFact = keyof typeof facts;

/** A new member of staff; only the names have to be given. */
export const createStaffInput = z.object({
  firstName: facts.firstName,
  lastName: facts.lastName,
  username: facts.username,
  email: z._default(facts.email, null),
  phone: z._default(facts.phone, null),
  title: z._default(facts.title, null),
  hiredOn: z._default(facts.hiredOn, null),
  groupIds: z._default(z.array(id).check(z.maxLength(20)), []),
  /** A password that is told to the person; without one there is none yet. */
  password: z._default(z.nullable(z.string().check(z.maxLength(200, "At most 200 characters"))), null),
  /** Send a link with which the person chooses a password. */
  invite: z._default(z.boolean(), false),
});
export type CreateStaffInput = z.infer<typeof createStaffInput>;

export const updateStaffInput = z.extend(z.partial(z.object(facts)), {
  customValues: z.optional(z.record(z.string(), z.string().check(z.maxLength(2000)))),
  version,
});
export type UpdateStaffInput = z.infer<typeof updateStaffInput>;

export const deactivateInput = z.object({ reason: required(500, "a reason"), version });
export const versionInput = z.object({ version });
/** One session, or without it all of the person's. */
export const endSessionsInput = z.object({ sessionId: z.optional(id) });

export const groupInput = z.object({
  name: required(60, "a name"),
  description: z._default(optional(300), null),
});
export type GroupInput = z.infer<typeof groupInput>;
export const updateGroupInput = z.extend(groupInput, { version });
export const memberInput = z.object({ staffId: id });

const scope = {
  level: z.enum(["view", "full"]),
  /** One location, or everywhere. */
  locationId: z._default(z.nullable(id), null),
  ownClassesOnly: z._default(z.boolean(), false),
};

/** A right for a group or for one person. A second one for the same place replaces the first. */
export const grantInput = z.object({
  holder: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("group"), id }),
    z.object({ kind: z.literal("staff"), id }),
  ]),
  right: z.string().check(z.maxLength(40)),
  ...scope,
});
export type GrantInput = z.infer<typeof grantInput>;

export type RightLevel = "none" | "view" | "full";

/** A grant as the editor shows it. */
export interface GrantRow {
  readonly id: string;
  readonly version: number;
  readonly right: string;
  readonly level: "view" | "full";
  readonly locationId: string | null;
  readonly ownClassesOnly: boolean;
}

/** What somebody may do with one right, and why: the chain of the inspector. */
export interface RightReport {
  readonly right: string;
  readonly section: "application" | "pages" | "tasks" | "reports";
  readonly label: string;
  readonly description: string;
  readonly level: RightLevel;
  /** Where the level is another one than elsewhere. */
  readonly places: readonly {
    readonly locationId: string;
    readonly name: string;
    readonly level: RightLevel;
  }[];
  readonly reasons: readonly {
    readonly kind: "grant" | "admin" | "plan" | "enterprise" | "none" | "person";
    readonly text: string;
  }[];
  /** The group that settles it, or "personally"; null where nothing is given. */
  readonly through: string | null;
  /** The enterprise or its group that leaves less of it than was granted. */
  readonly restrictedBy: string | null;
  /** The answer to “why can she, why can't she”, in one sentence. */
  readonly sentence: string;
}

export interface StaffSession {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly isCurrent: boolean;
}

/** Everything a person's page shows but the history, read in one round trip. */
export interface StaffPage {
  readonly person: { readonly [K in StaffFact]: z.infer<(typeof facts)[K]> } & {
    readonly id: string;
    readonly version: number;
    readonly isActive: boolean;
    readonly deactivatedAt: number | null;
    readonly deactivatedBy: string | null;
    readonly deactivatedReason: string | null;
    readonly customValues: Readonly<Record<string, string>>;
    readonly createdAt: number;
    readonly hasPassword: boolean;
    /** An invitation that was sent and not used yet is good until then. */
    readonly invitedUntil: number | null;
  };
  readonly groups: readonly GroupName[];
  readonly sessions: readonly StaffSession[];
  readonly customFields: readonly {
    readonly id: string;
    readonly label: string;
    readonly fieldType: "text" | "number" | "date" | "yes_no" | "choice";
    readonly choices: readonly string[];
    readonly isRequired: boolean;
  }[];
  /** Null for those who may not look into rights. */
  readonly access: { readonly grants: readonly GrantRow[]; readonly rights: readonly RightReport[] } | null;
}

export interface GroupRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string | null;
  readonly memberCount: number;
  readonly grantCount: number;
}

export interface GroupPage {
  readonly group: Omit<GroupRow, "memberCount" | "grantCount">;
  readonly members: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[];
  readonly grants: readonly GrantRow[];
}

/** What can be granted at all, for the editors. */
export interface RightsCatalog {
  readonly rights: readonly {
    readonly key: string;
    readonly section: "application" | "pages" | "tasks" | "reports";
    readonly label: string;
    readonly description: string;
    /** False where the plan of the account leaves it without effect. */
    readonly inPlan: boolean;
    /** What the person who asks may hand out. */
    readonly grantable: RightLevel;
  }[];
  readonly locations: readonly { readonly id: string; readonly name: string }[];
}
