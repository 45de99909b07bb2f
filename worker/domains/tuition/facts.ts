import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { type FactsAsked, factsQueries, type RuledMeeting } from "./facts-queries.ts";

/** How many meetings of a slot there are in the days asked for, and how many of them while enrolled. */
export interface SlotMeetings {
  readonly slotId: string;
  readonly meetings: number;
  readonly minutes: number;
  /** Of them, those on days that are not billed. */
  readonly blackedOut: number;
  readonly enrolled: number;
  readonly enrolledBlackedOut: number;
}

type Found = RowsOf<ReturnType<typeof factsQueries>>;
type StoredEnrollment = Found["enrollments"][number];

export interface EnrollmentFacts extends Omit<StoredEnrollment, "familyId" | "slotIds"> {
  readonly class: Found["classes"][number];
  readonly slots: readonly SlotMeetings[];
}

export interface FamilyFacts {
  readonly familyId: string;
  readonly hasAutopay: boolean;
  readonly enrollments: readonly EnrollmentFacts[];
}

/** The facts of one or of thousands of families, in one round trip. */
export async function readFamilyFacts(ctx: Context, asked: FactsAsked): Promise<FamilyFacts[]> {
  return familyFactsOf(await read(ctx, factsQueries(asked)));
}

/** Made of what `factsQueries` found, for a use-case that reads more in the same trip; in the order of family ids. */
export function familyFactsOf(found: Found): FamilyFacts[] {
  const classes = new Map(found.classes.map((one) => [one.id, one]));
  const slots = Map.groupBy(found.slots, (slot) => slot.classId);
  const byFamily = Map.groupBy(found.enrollments, (enrollment) => enrollment.familyId);
  return found.families.map((family) => ({
    familyId: family.id,
    hasAutopay: family.hasAutopay,
    enrollments: (byFamily.get(family.id) ?? []).flatMap((enrollment) => {
      const { familyId: _family, slotIds, ...rest } = enrollment;
      const taught = classes.get(enrollment.classId);
      if (!taught) return [];
      const chosen = (slots.get(taught.id) ?? []).filter((slot) => slotIds?.includes(slot.slotId) ?? true);
      const special = rest.special ?? family.special;
      return [{ ...rest, special, class: taught, slots: chosen.map((slot) => counted(slot, rest)) }];
    }),
  }));
}

function counted(
  slot: { readonly slotId: string; readonly meetings: readonly RuledMeeting[] },
  span: { readonly startsOn: IsoDate; readonly endsOn: IsoDate | null },
): SlotMeetings {
  const counts = { meetings: 0, minutes: 0, blackedOut: 0, enrolled: 0, enrolledBlackedOut: 0 };
  for (const [meetsOn, minutes, isBlackedOut] of slot.meetings) {
    counts.meetings += 1;
    counts.minutes += minutes;
    counts.blackedOut += isBlackedOut;
    if (meetsOn < span.startsOn || (span.endsOn !== null && meetsOn > span.endsOn)) continue;
    counts.enrolled += 1;
    counts.enrolledBlackedOut += isBlackedOut;
  }
  return { slotId: slot.slotId, ...counts };
}
