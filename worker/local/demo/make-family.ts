import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { NewRow } from "../../../tenant-schema/entities.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { fold, foldEmail } from "../../../tenant-schema/text.ts";
import { familyNames, guardianNames, phoneFields, studentNames } from "../../domains/families/family-rows.ts";
import {
  ALLERGIES,
  FIRST_NAMES,
  GUARDIAN_NAMES,
  LAST_NAMES,
  SCHOOLS,
  SHIRTS,
  STREETS,
  UNSPACED_NAMES,
} from "./names.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";

/** The entities a demonstration family is made of, parents first. */
export const FAMILY_ENTITIES = [
  "families",
  "guardians",
  "emails",
  "phones",
  "students",
  "emergencyContacts",
  "pickups",
  "notes",
  "familySuspensions",
  "keywordLinks",
  "enrollments",
] as const;
export type FamilyEntity = (typeof FAMILY_ENTITIES)[number];
type Rows = { [E in FamilyEntity]: Omit<NewRow<E>, "version" | "createdAt" | "updatedAt">[] };

/** What of the account the families refer to. */
export interface DemoPlace {
  readonly nowMs: number;
  readonly today: IsoDate;
  /** The first one is the big class. */
  readonly classIds: readonly string[];
  readonly relationshipIds: readonly string[];
  readonly referralSourceIds: readonly string[];
  readonly keywordIds: readonly string[];
}

/** How the families differ, by their number: the awkward ones come often enough to be met. */
const EVERY = {
  unspaced: 97,
  withoutGuardian: 83,
  sharedPhone: 31,
  divorced: 6,
  suspended: 47,
  review: 59,
  barred: 41,
} as const;
/** This many of the first families have a child in the big class. */
export const BIG_CLASS_SIZE = 40;

/** The n-th family of a school: the same for the same school, number and day. */
export function makeFamily(school: DemoSchool, index: number, account: DemoPlace): Rows {
  const random = new Random(school.randomSeed * 1_000_003 + index);
  const id = (kind: IdKind) =>
    newId(kind, account.nowMs - (index % 900) * 86_400_000, () => random.bytes(16));
  const rows: Rows = {
    families: [],
    guardians: [],
    emails: [],
    phones: [],
    students: [],
    emergencyContacts: [],
    pickups: [],
    notes: [],
    familySuspensions: [],
    keywordLinks: [],
    enrollments: [],
  };
  const unspaced = index % EVERY.unspaced === 5 ? random.pick(UNSPACED_NAMES) : null;
  const lastName = unspaced?.lastName ?? random.pick(LAST_NAMES);
  const divorced = index % EVERY.divorced === 3;
  const otherName = divorced ? random.pick(LAST_NAMES) : lastName;
  const familyId = id("family");
  const place = school.locations[index % school.locations.length]!;
  rows.families.push({
    id: familyId,
    ...familyNames(divorced && otherName !== lastName ? `${lastName} – ${otherName}` : lastName),
    addressLine1: `${1 + random.below(400)} ${random.pick(STREETS)}`,
    homeLocationId: place.id,
    referralSourceId: random.chance(0.6) ? random.pick(account.referralSourceIds) : null,
    city: place.city,
    region: place.region,
    country: school.phoneRegion,
    needsReview: index % EVERY.review === 11,
    reviewReason:
      index % EVERY.review === 11
        ? "Imported without an e-mail or phone. Check whether it is already here."
        : null,
  });
  const context = { school, index, random, id, familyId, account, rows };
  if (index % EVERY.withoutGuardian !== 7) addGuardians(context, lastName, divorced ? otherName : null);
  addStudents(context, lastName, unspaced?.firstName ?? null);
  addRest(context);
  return rows;
}

interface Making {
  readonly school: DemoSchool;
  readonly index: number;
  readonly random: Random;
  readonly id: (kind: IdKind) => string;
  readonly familyId: string;
  readonly account: DemoPlace;
  readonly rows: Rows;
}

function addGuardians(making: Making, lastName: string, otherName: string | null): void {
  const { random, id, familyId, rows, school, index, account } = making;
  const count = otherName !== null || random.chance(0.55) ? 2 : 1;
  for (let i = 0; i < count; i++) {
    const guardianId = id("guardian");
    const firstName = random.pick(GUARDIAN_NAMES);
    const name = i === 1 && otherName !== null ? otherName : lastName;
    const livesWithStudents = i === 0 || otherName === null;
    rows.guardians.push({
      id: guardianId,
      familyId,
      ...guardianNames(firstName, name),
      relationshipId: random.pick(account.relationshipIds),
      isPrimary: i === 0,
      position: i,
      livesWithStudents,
    });
    const address = fold(`${firstName}.${name}.${index}${i === 0 ? "" : "b"}@example.org`).replace(
      /[\s'’]/g,
      "",
    );
    rows.emails.push({
      id: id("email"),
      familyId,
      guardianId,
      address,
      addressFolded: foldEmail(address),
      isPrimary: i === 0,
    });
    // Some grandparents and some divorced couples share one number with another family.
    const line = index % EVERY.sharedPhone === 8 && i === 0 ? index - 1 : index * 2 + i;
    const phone = {
      number: school.phone(line),
      typeId: null,
      isPrimary: i === 0,
      textOptIn: random.chance(0.7),
    };
    rows.phones.push({ id: id("phone"), familyId, guardianId, ...phoneFields(phone, school.phoneRegion) });
  }
}

function addStudents(making: Making, lastName: string, firstName: string | null): void {
  const { random, id, familyId, rows, account, index } = making;
  const { classIds, today } = account;
  const count = 1 + (random.chance(0.45) ? 1 : 0) + (random.chance(0.12) ? 1 : 0);
  const enrolled = random.next();
  for (let i = 0; i < count; i++) {
    const gender = random.chance(0.62) ? "female" : "male";
    const studentId = id("student");
    const names = {
      firstName: i === 0 && firstName ? firstName : random.pick(FIRST_NAMES[gender]),
      lastName,
      preferredName: null,
    };
    rows.students.push({
      id: studentId,
      familyId,
      ...studentNames(names),
      birthDate: addDays(today, -(700 + random.below(4_600))),
      gender,
      school: random.chance(0.5) ? random.pick(SCHOOLS) : null,
      tShirtSize: random.pick(SHIRTS),
      allergies: random.chance(0.06) ? random.pick(ALLERGIES) : null,
      photoAllowed: random.chance(0.9),
    });
    if (i === 0 && index < BIG_CLASS_SIZE) addEnrollment(making, studentId, classIds[0]!, -200, null);
    else if (enrolled < 0.7)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), -random.below(400), null);
    else if (enrolled < 0.8)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), -400, -20 - random.below(200));
    else if (enrolled < 0.84)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), 1 + random.below(20), null);
  }
}

function addEnrollment(
  making: Making,
  studentId: string,
  classId: string,
  startDays: number,
  endDays: number | null,
): void {
  making.rows.enrollments.push({
    id: making.id("enrollment"),
    studentId,
    classId,
    kind: "active",
    startsOn: addDays(making.account.today, startDays),
    endsOn: endDays === null ? null : addDays(making.account.today, endDays),
  });
}

function addRest({ index, random, id, familyId, rows, school, account }: Making): void {
  if (random.chance(0.3)) {
    const name = `${random.pick(GUARDIAN_NAMES)} ${random.pick(LAST_NAMES)}`;
    const phone = school.phone(index + 5_000);
    rows.emergencyContacts.push({
      id: id("contact"),
      familyId,
      name,
      relationship: "Grandparent",
      phone,
      mayPickUp: true,
    });
  }
  if (index % EVERY.barred === 13) {
    const name = `${random.pick(GUARDIAN_NAMES)} ${random.pick(LAST_NAMES)}`;
    rows.pickups.push({
      id: id("pickup"),
      familyId,
      kind: "barred",
      name,
      reason: "Court order on file at the front desk",
    });
  }
  if (random.chance(0.15)) {
    rows.keywordLinks.push({
      id: id("keywordLink"),
      keywordId: random.pick(account.keywordIds),
      entityId: familyId,
      familyId,
    });
  }
  if (random.chance(0.08)) {
    const body = random.pick([
      "Prefers text messages",
      "Ask about the spring show",
      "Grandmother collects on Tuesdays",
    ]);
    rows.notes.push({
      id: id("note"),
      familyId,
      body,
      severity: random.chance(0.2) ? "critical" : "info",
      authorName: "Front desk",
    });
  }
  if (index % EVERY.suspended === 21) {
    rows.familySuspensions.push({
      id: id("suspension"),
      familyId,
      reason: "Two months unpaid",
      suspendedAt: account.nowMs,
      suspendedBy: "Front desk",
    });
  }
}
