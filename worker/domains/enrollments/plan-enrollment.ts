import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { type Context, may, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { ineligibility, testedOn } from "../classes/eligibility.ts";
import { isOverridable, obstacle, refusedOf, type Told } from "./obstacles.ts";
import type { Overridable } from "./schemas.ts";
import type { FullOutcome, Obstacle, SlotPlaces } from "./shapes.ts";
import { isOneDay, type StoredPlaces, type Wanted, type wantedQueries } from "./wanted-place.ts";
import {
  type Existing,
  expectStudents,
  rivalCodes,
  rivalsOf,
  type WantedStudent,
} from "./wanted-students.ts";

export interface PlannedStudent extends WantedStudent {
  readonly obstacles: readonly Obstacle[];
}

/** What was read, judged: whether it can be, from when to when, and what is in the way of whom. */
export interface Plan {
  readonly target: Row<"classes">;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly sessionId: string | null;
  readonly slotIds: readonly string[] | null;
  readonly meetings: readonly string[];
  readonly slots: readonly SlotPlaces[];
  /** The fewest openings of any slot. */
  readonly openings: number;
  readonly queueLength: number;
  readonly obstacles: readonly Obstacle[];
  readonly students: readonly PlannedStudent[];
  readonly mayOverride: boolean;
}

type Found = RowsOf<ReturnType<typeof wantedQueries>> & {
  readonly students: readonly WantedStudent[];
  readonly existing: readonly Existing[];
};

export interface PlanOptions {
  /** Enrollments that this very act ends or replaces. */
  readonly replacedIds?: readonly string[];
  /** A token stands for the makeup, or none is asked for. */
  readonly hasToken?: boolean;
}

const SHOWN_MEETINGS = 5;

/** @throws NotFound when the class is out of reach or a student is gone */
export function planEnrollment(
  ctx: Context,
  wanted: Wanted,
  studentIds: readonly string[],
  found: Found,
  options: PlanOptions = {},
): Plan {
  const target = found.target[0];
  if (!target) throw new NotFound("class");
  const span = found.span[0]!;
  const days = [...new Set(found.meetings.map((meeting) => meeting.day))];
  const slotIds = isOneDay(wanted.kind)
    ? daySlots(found)
    : allOrSome(
        wanted.slotIds,
        found.allSlots.map((slot) => slot.id),
      );
  const slots = found.slots.map(placesOf);
  const existing = found.existing.filter((one) => !options.replacedIds?.includes(one.id));
  const on = testedOn({
    today: today(ctx),
    nextMeetingOn: days[0] ?? null,
    classStartsOn: target.startsOn,
    sessionStartsOn: span.sessionStartsOn,
  });
  return {
    target,
    ...span,
    slotIds,
    slots,
    meetings: days.slice(0, SHOWN_MEETINGS),
    openings: Math.min(...slots.map((slot) => slot.openings)),
    queueLength: found.queue[0]?.length ?? 0,
    obstacles: classObstacles(ctx, wanted, target, span, found, options),
    students: expectStudents(studentIds, found.students).map((student) => ({
      ...student,
      obstacles: [
        ...rivalCodes(
          rivalsOf(
            existing.filter((one) => one.studentId === student.id),
            { ...span, kind: wanted.kind },
          ),
        ).map((code) => obstacle(code, student.name)),
        ...ineligibility(student, target, isOneDay(wanted.kind) ? span.startsOn : on).map(
          ({ code, text }): Obstacle => ({ code, text, isOverridable: true }),
        ),
      ],
    })),
    mayOverride: may(ctx, "override_enrollment", "full", target.locationId),
  };
}

function classObstacles(
  ctx: Context,
  wanted: Wanted,
  target: Row<"classes">,
  span: { readonly startsOn: string; readonly endsOn: string | null; readonly sessionId: string | null },
  found: Found,
  options: PlanOptions,
): Obstacle[] {
  const known = new Set(found.allSlots.map((slot) => slot.id));
  const taken = {
    active: true,
    trial: target.takesTrials,
    makeup: target.takesMakeups,
    single_day: target.takesSingleDays,
  }[wanted.kind];
  const mayWithoutToken = options.hasToken || may(ctx, "makeup_without_token", "full", target.locationId);
  const checks: readonly (readonly [boolean, Told])[] = [
    [target.isArchived, "class_archived"],
    [!taken, "kind_not_taken"],
    [wanted.slotIds?.some((id) => !known.has(id)) ?? false, "slot_missing"],
    [wanted.sessionId !== null && span.sessionId !== wanted.sessionId, "session_missing"],
    [span.endsOn !== null && span.endsOn < span.startsOn, "ends_before_start"],
    [isOneDay(wanted.kind) && known.size > 0 && found.meetings.length === 0, "no_meeting_that_day"],
    [wanted.kind === "makeup" && !mayWithoutToken, "token_missing"],
    [
      span.startsOn < target.startsOn || (target.endsOn !== null && span.startsOn > target.endsOn),
      "outside_class_dates",
    ],
  ];
  return checks.filter(([isThere]) => isThere).map(([, code]) => obstacle(code));
}

/** Those that meet on the day; null when that is all there are, so that slots added later count too. */
function daySlots(found: Found): readonly string[] | null {
  const slots = [...new Set(found.meetings.map((meeting) => meeting.slotId))];
  return slots.length === 0 ? null : slots;
}

function allOrSome(wanted: readonly string[] | null, all: readonly string[]): readonly string[] | null {
  if (wanted === null) return null;
  return all.every((id) => wanted.includes(id)) ? null : [...new Set(wanted)];
}

export function placesOf(stored: StoredPlaces): SlotPlaces {
  const { left, ...slot } = stored;
  return { ...slot, claimed: slot.free - left, openings: Math.max(0, left) };
}

/** What of it nobody has overridden. */
export function unresolved(
  plan: Plan,
  obstacles: readonly Obstacle[],
  overrides: readonly Overridable[],
): Obstacle[] {
  return obstacles.filter(
    (one) => !(plan.mayOverride && isOverridable(one.code) && overrides.includes(one.code)),
  );
}

/** The names of what was overridden, for the record. */
export function overriddenBy(obstacles: readonly Obstacle[], isOverCapacity: boolean): string | null {
  const codes = [...(isOverCapacity ? ["capacity"] : []), ...obstacles.map((one) => one.code)];
  return codes.length === 0 ? null : [...new Set(codes)].join(",");
}

export function fullOutcome(plan: Plan): FullOutcome {
  return {
    outcome: "full",
    slots: plan.slots,
    queueLength: plan.queueLength,
    mayJoinWaitlist: true,
    mayOverride: plan.mayOverride,
  };
}

export function refusedOutcome(plan: Plan, obstacles: readonly Obstacle[]) {
  return refusedOf(obstacles, plan.mayOverride);
}
