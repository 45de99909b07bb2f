import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { IdKind } from "../../../tenant-schema/ids.ts";
import { sortKey } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { ClassPlan } from "./class-plans.ts";
import type { TuitionOf } from "./set-up-tuition.ts";

export interface SessionIds {
  readonly auto_drop: readonly string[];
  readonly rolling: readonly string[];
}

export interface ClassIds {
  readonly programs: ReadonlyMap<string, string>;
  readonly levels: ReadonlyMap<string, string>;
  readonly sessions: SessionIds;
  readonly tuitionOf: TuitionOf;
  readonly id: (kind: IdKind) => string;
}

/** One of the classes has a slot that met at another hour until three weeks ago. */
const MOVED_CLASS = 5;
/** One has fewer places on its second day. */
const NARROW_CLASS = 8;

/** The rows of one planned class: itself, its slots with what they are like, its sessions. Answers its id. */
export function addClass(change: Change, plan: ClassPlan, ids: ClassIds, today: IsoDate): string {
  const classId = ids.id("class");
  const { offer, index } = plan;
  change.insert("classes", {
    id: classId,
    locationId: plan.locationId,
    programId: ids.programs.get(offer.program) ?? null,
    levelId: offer.level === null ? null : (ids.levels.get(offer.level) ?? null),
    name: plan.name,
    sortName: sortKey(plan.name),
    capacity: plan.capacity,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    isArchived: plan.isArchived,
    gender: offer.gender ?? null,
    minAgeYears: offer.ages[0],
    maxAgeYears: offer.ages[1],
    description: index < 12 ? `${offer.name} for ages ${offer.ages[0]} to ${offer.ages[1]}.` : null,
    isOnline: index % 9 !== 8,
    takesSingleDays: index % 4 === 0,
    takesTrials: index % 6 !== 5,
  });
  plan.slots.forEach((placed, position) => {
    const slotId = ids.id("slot");
    change.insert("slots", { id: slotId, classId, position });
    const version = {
      slotId,
      classId,
      ...placed,
      instructorIds: [...placed.instructorIds],
      durationMinutes: offer.minutes,
      capacity: index === NARROW_CLASS && position === 1 ? plan.capacity - 2 : null,
    };
    const startsOn = index === MOVED_CLASS && position === 0 ? addDays(today, -21) : plan.startsOn;
    if (startsOn !== plan.startsOn) {
      const before = { startsOn: plan.startsOn, endsOn: addDays(startsOn, -1) };
      const startMinute = placed.startMinute + 30;
      change.insert("slotVersions", { ...version, id: ids.id("slotVersion"), ...before, startMinute });
    }
    change.insert("slotVersions", { ...version, id: ids.id("slotVersion"), startsOn });
  });
  for (const sessionId of plan.session === null ? [] : ids.sessions[plan.session])
    change.insert("sessionLinks", { id: ids.id("sessionLink"), sessionId, classId });
  ids.tuitionOf(plan).forEach((pair, position) => {
    change.insert("classTuitions", { id: ids.id("classTuition"), classId, ...pair, position });
  });
  return classId;
}
