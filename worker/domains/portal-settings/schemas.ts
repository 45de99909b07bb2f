import * as z from "zod/mini";

// What the school decides of its family portal; one settings row (`portal`), missing fields by default.

const flag = (value: boolean) => z._default(z.boolean(), value);
const count = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);
const text = (most: number) => z._default(z.string().check(z.trim(), z.maxLength(most)), "");
const fileId = z._default(z.nullable(z.string().check(z.minLength(5), z.maxLength(40))), null);
const link = z._default(
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(300),
      z.regex(/^(https:\/\/\S+)?$/, "Enter an address that begins with https://"),
    ),
  "",
);

/** Who gets in when a family books: staff decide, everybody at once, or holders of a keyword first. */
export const registrationModes = ["request", "auto_approve", "priority"] as const;
export type RegistrationMode = (typeof registrationModes)[number];
/** Whether families may do something by themselves, may ask for it, or neither. */
export const permissionModes = ["off", "request", "auto"] as const;
export type PermissionMode = (typeof permissionModes)[number];
const permission = (value: PermissionMode) => z._default(z.enum(permissionModes), value);

export const portalSettings = z.object({
  isOpen: flag(true),
  takesNewAccounts: flag(true),

  // Look
  logoFileId: fileId,
  backgroundFileId: fileId,
  /** #rrggbb; the portal corrects it until text on it can be read. Empty: Chalkline's own. */
  brandColor: z._default(
    z.string().check(z.regex(/^(#[0-9a-f]{6})?$/i, "Enter a colour such as #0d7490")),
    "",
  ),
  tagline: text(120),

  // Dashboard and toolbar, each of which can be switched off
  showsClasses: flag(true),
  showsNews: flag(true),
  showsFinder: flag(true),
  showsStaff: flag(false),
  showsWelcomeInfo: flag(false),
  welcomeTitle: text(80),
  welcomeText: text(4_000),
  appleAppUrl: link,
  googleAppUrl: link,

  // Classes
  registrationMode: z._default(z.enum(registrationModes), "auto_approve"),
  /** Exact numbers of openings, or only “Open” and “Full”. */
  showsOpeningCounts: flag(true),
  showsLevels: flag(true),
  showsPrices: flag(true),
  /** Today's meeting may still be booked until it begins. */
  allowsStartToday: flag(true),
  startsWithinDays: count(0, 365, 60),
  trials: permission("request"),
  waitlist: flag(true),
  makeups: permission("auto"),
  absences: permission("auto"),
  absenceNoticeMinutes: count(0, 43_200, 60),
  drops: permission("request"),
  /** A drop takes effect so many days after it was asked for, at the earliest. */
  dropNoticeDays: count(0, 120, 14),
  transfers: permission("request"),
  transferAheadDays: count(1, 365, 30),
  /** Also to the next level up, not only within the same one. */
  transfersMoveUp: flag(false),

  // Checkout
  /** For how long a place in a cart is held. */
  holdMinutes: count(3, 60, 15),
  dueAtSignUp: z._default(z.enum(["full", "nothing"]), "full"),
  requiresStoredMethod: flag(false),
  /** A payment at checkout that fails: the place is held for another try, or the student comes and the family owes. */
  whenPaymentFails: z._default(z.enum(["hold_place", "keep_enrolled"]), "hold_place"),
  takesCards: flag(true),
  takesBankAccounts: flag(true),
});
export type PortalSettings = z.infer<typeof portalSettings>;

/** Version 0: nobody has decided anything yet. */
export const updatePortalSettings = z.extend(portalSettings, { version: z.int().check(z.nonnegative()) });

/** Something of the settings that families would stumble over, with the place where it is changed. */
export interface PortalCheck {
  readonly id: string;
  readonly weight: "blocks" | "notice" | "hint";
  readonly text: string;
  /** A page of the office, or a field of this one. */
  readonly href: string;
  readonly action: string;
}

export interface PortalSettingsPage {
  readonly settings: PortalSettings;
  readonly version: number;
  readonly checks: readonly PortalCheck[];
}
