import { getTableColumns } from "drizzle-orm";
import type { AnySQLiteColumn, AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { attendance, makeupEntries, makeupTokens, placeHolds } from "./attendance.ts";
import { classes, enrollments, levels, programs } from "./classes.ts";
import {
  emails,
  emergencyContacts,
  families,
  familyLogins,
  familySuspensions,
  guardians,
  logins,
  notes,
  phones,
  pickups,
  students,
} from "./families.ts";
import { files, settings } from "./foundation.ts";
import { chargeCategories, chargeLines, charges, disputes, payments, refunds } from "./ledger.ts";
import { messagingEntities } from "./messaging-entities.ts";
import { paymentAttempts, paymentMethods } from "./payments.ts";
import {
  activityItems,
  cartItems,
  carts,
  familyFeeds,
  familyInvites,
  mailTemplates,
  newsItems,
  notificationChoices,
  passkeys,
  policies,
  policyAnswers,
  policyVersions,
} from "./portal.ts";
import { reportPresets, reportSchedules } from "./reports.ts";
import {
  calendarFeeds,
  classSessions,
  closures,
  meetingExceptions,
  meetingSubstitutes,
  rooms,
  sessionLinks,
  slots,
  slotVersions,
  staffAbsences,
} from "./schedule.ts";
import { customFields, keywordLinks, keywords, listItems } from "./school-lists.ts";
import { featureRequests, grants, locations, staff, staffGroupMembers, staffGroups } from "./staff.ts";
import {
  anniversaryExceptions,
  anniversaryFees,
  billingAutomations,
  billingRuns,
  billingSchedules,
  classTuitions,
  discountSchedules,
  promoCodes,
  taxRates,
  tuitionRates,
} from "./tuition.ts";

/**
 * The records a change may write: what a person calls one, whose history shows it (`subject`, the first of these fields that is filled)
 * and whose erasure must empty its audit rows (`person`). Every such table has id, version and updated_at; all but
 * `settings` also created_at and deleted_at.
 */
export const entities = {
  settings: { table: settings, noun: "settings", subject: "id", person: null },
  locations: { table: locations, noun: "location", subject: "id", person: null },
  staff: { table: staff, noun: "staff member", subject: "id", person: "id" },
  staffGroups: { table: staffGroups, noun: "group", subject: "id", person: null },
  staffGroupMembers: { table: staffGroupMembers, noun: "group membership", subject: "staffId", person: null },
  grants: { table: grants, noun: "right", subject: ["staffId", "groupId"], person: null },
  files: { table: files, noun: "file", subject: "ownerId", person: null },
  featureRequests: { table: featureRequests, noun: "feature request", subject: "id", person: null },
  listItems: { table: listItems, noun: "list entry", subject: "id", person: null },
  families: { table: families, noun: "family", subject: "id", person: "id" },
  familySuspensions: {
    table: familySuspensions,
    noun: "suspension",
    subject: "familyId",
    person: "familyId",
  },
  guardians: { table: guardians, noun: "guardian", subject: "familyId", person: "id" },
  emails: { table: emails, noun: "e-mail", subject: "familyId", person: "familyId" },
  phones: { table: phones, noun: "phone", subject: "familyId", person: "familyId" },
  students: { table: students, noun: "student", subject: "familyId", person: "id" },
  emergencyContacts: {
    table: emergencyContacts,
    noun: "emergency contact",
    subject: "familyId",
    person: "familyId",
  },
  pickups: { table: pickups, noun: "pick-up person", subject: "familyId", person: "familyId" },
  notes: { table: notes, noun: "note", subject: "familyId", person: "familyId" },
  keywords: { table: keywords, noun: "keyword", subject: "id", person: null },
  keywordLinks: { table: keywordLinks, noun: "keyword", subject: ["familyId", "entityId"], person: null },
  customFields: { table: customFields, noun: "custom field", subject: "id", person: null },
  programs: { table: programs, noun: "program", subject: "id", person: null },
  levels: { table: levels, noun: "level", subject: "id", person: null },
  classes: { table: classes, noun: "class", subject: "id", person: null },
  rooms: { table: rooms, noun: "room", subject: "id", person: null },
  classSessions: { table: classSessions, noun: "session", subject: "id", person: null },
  sessionLinks: { table: sessionLinks, noun: "session of a class", subject: "classId", person: null },
  closures: { table: closures, noun: "closure", subject: "id", person: null },
  slots: { table: slots, noun: "weekly slot", subject: "classId", person: null },
  slotVersions: { table: slotVersions, noun: "weekly slot", subject: "classId", person: null },
  meetingExceptions: { table: meetingExceptions, noun: "meeting", subject: "classId", person: null },
  meetingSubstitutes: { table: meetingSubstitutes, noun: "substitute", subject: "classId", person: null },
  staffAbsences: { table: staffAbsences, noun: "staff absence", subject: "staffId", person: "staffId" },
  calendarFeeds: { table: calendarFeeds, noun: "calendar feed", subject: "ownerId", person: null },
  enrollments: { table: enrollments, noun: "enrollment", subject: "studentId", person: "studentId" },
  placeHolds: { table: placeHolds, noun: "held place", subject: "classId", person: "studentId" },
  // A mark a student and meeting would drown a history; the roll sheet tells who marked, the audit log tells all.
  attendance: { table: attendance, noun: "attendance mark", subject: null, person: "studentId" },
  makeupTokens: { table: makeupTokens, noun: "makeup token", subject: "studentId", person: "studentId" },
  makeupEntries: { table: makeupEntries, noun: "makeup entry", subject: "studentId", person: "studentId" },
  chargeCategories: { table: chargeCategories, noun: "charge category", subject: "id", person: null },
  charges: {
    table: charges,
    noun: "charge",
    subject: "familyId",
    person: "familyId",
    counter: "charge_number",
    neverRewritten: ["facts"],
  },
  chargeLines: {
    table: chargeLines,
    noun: "line of a charge",
    subject: "familyId",
    person: "familyId",
    neverRewritten: ["trace"],
  },
  payments: {
    table: payments,
    noun: "payment",
    subject: "familyId",
    person: "familyId",
    counter: "payment_number",
  },
  refunds: {
    table: refunds,
    noun: "refund",
    subject: "familyId",
    person: "familyId",
    counter: "refund_number",
  },
  disputes: { table: disputes, noun: "dispute", subject: "familyId", person: "familyId" },
  paymentMethods: { table: paymentMethods, noun: "payment method", subject: "familyId", person: "familyId" },
  paymentAttempts: {
    table: paymentAttempts,
    noun: "payment attempt",
    subject: "familyId",
    person: "familyId",
  },
  billingSchedules: { table: billingSchedules, noun: "billing schedule", subject: "id", person: null },
  tuitionRates: { table: tuitionRates, noun: "tuition rate", subject: "id", person: null },
  classTuitions: { table: classTuitions, noun: "tuition of a class", subject: "classId", person: null },
  discountSchedules: { table: discountSchedules, noun: "discount schedule", subject: "id", person: null },
  promoCodes: { table: promoCodes, noun: "promo code", subject: "id", person: null },
  taxRates: { table: taxRates, noun: "tax rate", subject: "id", person: null },
  anniversaryFees: { table: anniversaryFees, noun: "anniversary fee", subject: "id", person: null },
  anniversaryExceptions: {
    table: anniversaryExceptions,
    noun: "exception of an anniversary fee",
    subject: "familyId",
    person: "familyId",
  },
  billingRuns: { table: billingRuns, noun: "billing run", subject: "id", person: null },
  billingAutomations: { table: billingAutomations, noun: "billing automation", subject: "id", person: null },
  reportPresets: { table: reportPresets, noun: "report preset", subject: "id", person: null },
  reportSchedules: { table: reportSchedules, noun: "report schedule", subject: "id", person: null },
  logins: { table: logins, noun: "log-in", subject: "id", person: "id" },
  familyLogins: { table: familyLogins, noun: "access to the portal", subject: "familyId", person: "loginId" },
  passkeys: { table: passkeys, noun: "passkey", subject: "loginId", person: "loginId" },
  familyInvites: { table: familyInvites, noun: "invitation", subject: "familyId", person: "familyId" },
  newsItems: { table: newsItems, noun: "news item", subject: "id", person: null },
  policies: { table: policies, noun: "policy", subject: "id", person: null },
  policyVersions: { table: policyVersions, noun: "text of a policy", subject: "policyId", person: null },
  policyAnswers: {
    table: policyAnswers,
    noun: "answer to a policy",
    subject: "familyId",
    person: "familyId",
  },
  carts: { table: carts, noun: "cart", subject: "familyId", person: "familyId" },
  cartItems: { table: cartItems, noun: "line of a cart", subject: "familyId", person: "familyId" },
  activityItems: {
    table: activityItems,
    noun: "online activity",
    subject: "familyId",
    person: "familyId",
    counter: "activity_number",
  },
  notificationChoices: {
    table: notificationChoices,
    noun: "notification choice",
    subject: "loginId",
    person: "loginId",
  },
  mailTemplates: { table: mailTemplates, noun: "mail template", subject: "id", person: null },
  familyFeeds: { table: familyFeeds, noun: "calendar feed", subject: "familyId", person: "familyId" },
  ...messagingEntities,
} as const satisfies Readonly<Record<string, EntityDefinition>>;

interface EntityDefinition {
  readonly table: AnySQLiteTable;
  readonly noun: string;
  readonly subject: string | readonly string[] | null;
  readonly person: string | null;
  /** Which counter gives each new row its `number`, inside the batch: without gaps, and never the same twice. */
  readonly counter?: string;
  /** Large fields that no write ever changes: the row itself keeps what the audit would only repeat. */
  readonly neverRewritten?: readonly string[];
}

export type EntityName = keyof typeof entities;
export type Row<E extends EntityName> = (typeof entities)[E]["table"]["$inferSelect"];
type Given<E extends EntityName> = (typeof entities)[E] extends { readonly counter: string }
  ? "number"
  : never;
/** What a new row is made of; a number that people use is given by the database. */
export type NewRow<E extends EntityName> = Omit<(typeof entities)[E]["table"]["$inferInsert"], Given<E>>;

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

/** The columns of an entity by field name. */
export function columnsOf(entity: EntityName): Readonly<Record<string, AnySQLiteColumn>> {
  return getTableColumns(entities[entity].table as AnySQLiteTable);
}
