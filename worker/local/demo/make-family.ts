import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { familyNames } from "../../domains/families/family-rows.ts";
import { type DemoPlace, EVERY, type Making, type Rows } from "./demo-family.ts";
import { addGuardians, addStudents } from "./make-people.ts";
import { GUARDIAN_NAMES, LAST_NAMES, STREETS, UNSPACED_NAMES } from "./names.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";

/** The n-th family of a school: the same for the same school, number and day, when those before it were made first. */
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
