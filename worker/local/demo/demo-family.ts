import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { NewRow } from "../../../tenant-schema/entities.ts";
import type { IdKind } from "../../../tenant-schema/ids.ts";
import type { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";
import type { DemoClass, Seats } from "./seats.ts";

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
export type Rows = { [E in FamilyEntity]: Omit<NewRow<E>, "version" | "createdAt" | "updatedAt">[] };

/** What of the account the families refer to. */
export interface DemoPlace {
  readonly nowMs: number;
  readonly today: IsoDate;
  readonly bigClass: DemoClass;
  /** Who may still sit where; every family takes its places from it. */
  readonly seats: Seats;
  /** Takes everybody for whom the timetable has no place, once a school outgrows it. */
  readonly membershipId: string | null;
  readonly dropReasonIds: readonly string[];
  readonly relationshipIds: readonly string[];
  readonly referralSourceIds: readonly string[];
  readonly keywordIds: readonly string[];
}

/** How the families differ, by their number: the awkward ones come often enough to be met. */
export const EVERY = {
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

/** A family in the making: what its parts are made from, and the rows so far. */
export interface Making {
  readonly school: DemoSchool;
  readonly index: number;
  readonly random: Random;
  readonly id: (kind: IdKind) => string;
  readonly familyId: string;
  readonly account: DemoPlace;
  readonly rows: Rows;
}
