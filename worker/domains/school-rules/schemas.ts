import * as z from "zod/mini";

// How the school enrolls, takes attendance and grants makeups; one settings row each, missing fields by default.

const days = (most: number) => z.int().check(z.minimum(0), z.maximum(most));
const hours = z.int().check(z.minimum(0), z.maximum(720));

export const enrollmentRules = z.object({
  /** Future starts within this many days take their places in the openings of today. */
  lookAheadDays: z._default(days(365), 14),
  /** How long a family may think about an offered place. */
  offerHours: z._default(z.int().check(z.minimum(1), z.maximum(336)), 24),
  isDropReasonRequired: z._default(z.boolean(), false),
  /** For how long after the first enrollment a student is marked as new. */
  newStudentDays: z._default(days(365), 30),
  /** What a single day is called here; “Casual” in Australia. */
  singleDayLabel: z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(30)), "Single day"),
});
export type EnrollmentRules = z.infer<typeof enrollmentRules>;

export const attendanceRules = z.object({
  /** The Enrollments page marks present or not, nothing else. */
  isCheckInMode: z._default(z.boolean(), false),
  /** An absence said at least this long before is excused by itself; null: never. */
  excusedNoticeMinutes: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(43_200))), 0),
});
export type AttendanceRules = z.infer<typeof attendanceRules>;

export const makeupRules = z.object({
  issueFor: z._default(z.enum(["every_absence", "excused_absences", "never"]), "excused_absences"),
  /** An absence earns a token only when it was said at least this long before; 0: whenever. */
  noticeHours: z._default(hours, 0),
  /** Null: tokens never expire. */
  expiryDays: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(1_095))), 90),
  /** At most this many tokens a student in `capPeriodDays`; null: no limit. */
  capTokens: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(100))), null),
  capPeriodDays: z._default(z.int().check(z.minimum(1), z.maximum(366)), 365),
  /** Only classes of the program in which the meeting was missed. */
  isSameProgramOnly: z._default(z.boolean(), false),
  bookAheadDays: z._default(days(365), 90),
  /** A makeup cancelled at least this long before gives its token back. */
  returnNoticeHours: z._default(hours, 12),
  expiresOnWithdrawal: z._default(z.boolean(), false),
});
export type MakeupRules = z.infer<typeof makeupRules>;

export const ruleSchemas = {
  enrollment: enrollmentRules,
  attendance: attendanceRules,
  makeups: makeupRules,
} as const;
export type RuleKind = keyof typeof ruleSchemas;
export interface SchoolRules {
  readonly enrollment: EnrollmentRules;
  readonly attendance: AttendanceRules;
  readonly makeups: MakeupRules;
}

/** Version 0: nobody has decided these rules yet. */
const version = z.int().check(z.nonnegative());
export const updateEnrollmentRules = z.extend(enrollmentRules, { version });
export const updateAttendanceRules = z.extend(attendanceRules, { version });
export const updateMakeupRules = z.extend(makeupRules, { version });

export interface RulesPage {
  readonly enrollment: EnrollmentRules & { readonly version: number };
  readonly attendance: AttendanceRules & { readonly version: number };
  readonly makeups: MakeupRules & { readonly version: number };
}
