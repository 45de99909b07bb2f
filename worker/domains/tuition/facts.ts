import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { EnrollmentFacts, FamilyFacts, SlotCounts } from "../pricing/facts.ts";
import { type FactsAsked, factsQueries, type RuledMeeting } from "./facts-queries.ts";
import { type SlotVersionFacts, slotCounts } from "./slot-counts.ts";

export type FactsFound = RowsOf<ReturnType<typeof factsQueries>>;
type StoredEnrollment = FactsFound["enrollments"][number];
type StoredClass = FactsFound["classes"][number];

/** The facts of one or of thousands of families, in one round trip; in the order of family ids. */
export async function readFamilyFacts(ctx: Context, asked: FactsAsked): Promise<FamilyFacts[]> {
  return familyFactsOf(asked, await read(ctx, factsQueries(asked)));
}

/** Made of what `factsQueries(asked)` found, for a use-case that reads more in the same trip. */
export function familyFactsOf(asked: FactsAsked, found: FactsFound): FamilyFacts[] {
  const classes = new Map(found.classes.map((one) => [one.id, one]));
  const countsOf = counter(asked, found);
  const byFamily = Map.groupBy(found.enrollments, (enrollment) => enrollment.familyId);
  const { from, to, chargeOn } = asked;
  return found.families.map((family) => ({
    familyId: family.id,
    period: { from, to },
    chargeOn,
    isAutopay: family.isAutopay,
    promoIds: [],
    enrollments: (byFamily.get(family.id) ?? []).flatMap((enrollment) => {
      const taught = classes.get(enrollment.classId);
      if (!taught) return [];
      return [enrollmentFacts(enrollment, taught, family.special, countsOf(enrollment))];
    }),
  }));
}

function enrollmentFacts(
  enrollment: StoredEnrollment,
  taught: StoredClass,
  familySpecial: EnrollmentFacts["special"],
  slots: readonly SlotCounts[],
): EnrollmentFacts {
  const { studentId, studentName, kind, startsOn, endsOn, createdAtMs, promoId } = enrollment;
  const pair = tuitionOf(taught, enrollment.classTuitionId);
  return {
    enrollmentId: enrollment.id,
    ...{ studentId, studentName, kind, startsOn, endsOn, createdAtMs },
    classId: taught.id,
    className: taught.name,
    programId: taught.programId,
    locationId: taught.locationId,
    scheduleId: pair?.scheduleId ?? null,
    rateId: pair?.rateId ?? null,
    special: enrollment.special ?? familySpecial,
    override:
      enrollment.overrideMinor === null
        ? null
        : {
            amountMinor: enrollment.overrideMinor,
            expiresOn: enrollment.overrideExpiresOn,
            reason: enrollment.overrideReason,
          },
    promoId,
    slots,
  };
}

/** The pair that was chosen, as long as the class has it; else the first one. */
function tuitionOf({ tuitions }: StoredClass, chosenId: string | null) {
  const byPosition = [...tuitions].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  return byPosition.find((pair) => pair.id === chosenId) ?? byPosition[0];
}

/** Counts the meetings of an enrollment; most are enrolled through the whole period, which is counted once a class. */
function counter({ from, to }: FactsAsked, found: FactsFound) {
  const meetings = new Map<string, readonly RuledMeeting[]>(
    found.meetings.map((one) => [one.slotId, one.meetings]),
  );
  const slots = new Map<string, Map<string, SlotVersionFacts[]>>();
  for (const version of found.versions) {
    const ofClass = slots.get(version.classId) ?? new Map<string, SlotVersionFacts[]>();
    ofClass.set(version.slotId, [...(ofClass.get(version.slotId) ?? []), version]);
    slots.set(version.classId, ofClass);
  }
  const throughout = new Map<string, SlotCounts[]>();
  return (enrollment: StoredEnrollment): SlotCounts[] => {
    const { classId, slotIds, startsOn, endsOn } = enrollment;
    const isWhole = slotIds === null && startsOn <= from && (endsOn === null || endsOn >= to);
    const known = isWhole ? throughout.get(classId) : undefined;
    if (known) return known;
    const counts = [...(slots.get(classId) ?? [])]
      .filter(([slotId]) => slotIds?.includes(slotId) ?? true)
      .map(([slotId, versions]) =>
        slotCounts(versions, meetings.get(slotId) ?? [], { from, to }, { startsOn, endsOn }),
      )
      .filter((counts) => counts !== null);
    if (isWhole) throughout.set(classId, counts);
    return counts;
  };
}
