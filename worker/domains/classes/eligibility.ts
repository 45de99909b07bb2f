import { addDays, type IsoDate, latestBirth, reachesOn } from "../../../tenant-schema/dates.ts";
import { fold } from "../../../tenant-schema/text.ts";
import { type AgeLimits, maxAgeOf, minAgeOf } from "../class-ages/schemas.ts";

/** Whom a class is for; every part may be missing. */
export interface ClassRequirements extends AgeLimits {
  readonly gender: "female" | "male" | null;
  readonly schoolGrade: string | null;
}

/** What is known of somebody who wants to come. */
export interface Candidate {
  readonly birthDate: IsoDate | null;
  readonly gender: string | null;
  readonly schoolGrade: string | null;
}

/** Why somebody does not fit; `text` says it to a person, in the order in which it should be told. */
export interface Reason {
  readonly code:
    | "too_young"
    | "too_old"
    | "birth_date_unknown"
    | "gender"
    | "gender_unknown"
    | "grade"
    | "grade_unknown";
  readonly text: string;
}

/**
 * Why somebody may not take a class on a day, by age (to the day), gender and grade; empty when nothing is in the way.
 * What the class does not ask for is not looked at; what it asks for and nobody knows is a reason of its own.
 */
export function ineligibility(
  candidate: Candidate,
  requirements: ClassRequirements,
  onDate: IsoDate,
): Reason[] {
  return [
    ...ageReasons(candidate.birthDate, requirements, onDate),
    ...genderReasons(candidate.gender, requirements.gender),
    ...gradeReasons(candidate.schoolGrade, requirements.schoolGrade),
  ];
}

/**
 * The day on which age is tested at the door: the next meeting, but for a class or session that has not begun the day
 * it begins.
 */
export function testedOn(dates: {
  readonly today: IsoDate;
  readonly nextMeetingOn: IsoDate | null;
  readonly classStartsOn: IsoDate;
  readonly sessionStartsOn?: IsoDate | null;
}): IsoDate {
  const begins = [dates.classStartsOn, dates.sessionStartsOn ?? ""].sort().at(-1) as IsoDate;
  if (begins > dates.today) return begins;
  return dates.nextMeetingOn ?? dates.today;
}

function ageReasons(birthDate: IsoDate | null, limits: AgeLimits, onDate: IsoDate): Reason[] {
  const min = minAgeOf(limits);
  const beyond = maxAgeOf(limits);
  if (min === null && beyond === null) return [];
  if (birthDate === null)
    return [
      { code: "birth_date_unknown", text: "The birth date is not known, so the age cannot be checked" },
    ];
  if (min !== null && reachesOn(birthDate, min) > onDate) {
    return [{ code: "too_young", text: `Too young on ${onDate}: born after ${latestBirth(min, onDate)}` }];
  }
  if (beyond !== null && reachesOn(birthDate, beyond) <= onDate) {
    const earliest = addDays(latestBirth(beyond, onDate), 1);
    return [{ code: "too_old", text: `Too old on ${onDate}: born before ${earliest}` }];
  }
  return [];
}

function genderReasons(gender: string | null, wanted: "female" | "male" | null): Reason[] {
  if (wanted === null || gender === wanted) return [];
  const who = wanted === "female" ? "girls" : "boys";
  if (gender === null) {
    return [
      { code: "gender_unknown", text: `The class is for ${who}, and the student's gender is not known` },
    ];
  }
  return [{ code: "gender", text: `The class is for ${who}` }];
}

function gradeReasons(grade: string | null, wanted: string | null): Reason[] {
  if (wanted === null) return [];
  if (grade === null || grade.trim() === "") {
    return [
      {
        code: "grade_unknown",
        text: `The class is for grade ${wanted}, and the student's grade is not known`,
      },
    ];
  }
  if (fold(grade.trim()) === fold(wanted.trim())) return [];
  return [{ code: "grade", text: `The class is for grade ${wanted}, the student is in ${grade}` }];
}
