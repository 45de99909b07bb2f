import { dateAt, type IsoDate, reachesOn } from "../../../tenant-schema/dates.ts";
import { minAgeOf } from "../class-ages/schemas.ts";
import { ineligibility } from "../classes/eligibility.ts";
import { rivalCodes, rivalsOf } from "../enrollments/wanted-students.ts";
import type { ChildrenFound, StoredChild } from "./children.ts";
import { ageTestedOn, type ClassFacts } from "./facts.ts";
import type { WhyNot } from "./shapes.ts";

/**
 * Why a child may not take a class from a day on: what the office's own preview would say of it. Without a day, as of
 * the next one on which the class is there.
 */
export function whyNot(
  child: StoredChild,
  one: ClassFacts,
  enrollments: ChildrenFound["enrollments"],
  startsOn: IsoDate | null,
  nowMs: number,
): WhyNot[] {
  const from = startsOn ?? dateAt(nowMs, one.timeZone);
  const own = enrollments.filter(({ studentId, classId }) => studentId === child.id && classId === one.id);
  const rivals = rivalsOf(own, { kind: "active", startsOn: from, endsOn: null });
  const requirements = { ...one.ages, gender: one.gender, schoolGrade: one.schoolGrade };
  const reasons = ineligibility(child, requirements, ageTestedOn(one, startsOn, nowMs));
  const codes = [...rivalCodes(rivals), ...reasons.map(({ code }) => code)];
  return [...new Set(codes)].map((code) => ({
    code,
    untilOn: code === "too_young" ? reachesMinimum(child, one) : null,
  }));
}

function reachesMinimum({ birthDate }: StoredChild, { ages }: ClassFacts): IsoDate | null {
  const min = minAgeOf(ages);
  return birthDate && min ? reachesOn(birthDate, min) : null;
}
