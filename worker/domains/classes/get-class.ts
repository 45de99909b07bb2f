import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { birthWindow } from "../class-ages/schemas.ts";
import {
  exceptionsQuery,
  factsQuery,
  nextMeetings,
  rosterQuery,
  sessionsOf,
  slotPlaces,
} from "./class-page-queries.ts";
import { classesById, keywordLinksOf, sessionLinksOf, slotsOf, versionsOf } from "./class-records.ts";
import { slotFieldsOf } from "./class-rows.ts";
import { pairOf, tuitionsOf } from "./class-tuitions.ts";
import { askedOfClass, CONFLICT_WEEKS, surroundingQueries } from "./conflict-queries.ts";
import { findConflicts } from "./conflicts.ts";
import { testedOn } from "./eligibility.ts";
import { classFields } from "./schemas.ts";
import type { ClassPage, ClassSlot, ScheduleConflict } from "./shapes.ts";

const MEETING_DAYS = 35;
const EXCEPTION_DAYS_BACK = 28;

/** Everything a class page shows, in one round trip. @throws NotFound also when it is out of reach */
export async function getClass(ctx: Context, classId: string): Promise<ClassPage> {
  requireRight(ctx, "classes", "view");
  const on = today(ctx);
  const until = addDays(on, CONFLICT_WEEKS * 7 - 1);
  const found = await read(ctx, {
    class: classesById(ctx, [classId], "view"),
    facts: factsQuery(ctx, classId, on),
    slots: slotsOf(classId),
    versions: versionsOf(classId),
    places: slotPlaces(classId, on, ctx.nowMs),
    sessionLinks: sessionLinksOf(classId),
    keywords: keywordLinksOf([classId]),
    roster: rosterQuery(ctx, classId, on),
    meetings: nextMeetings(classId, on, MEETING_DAYS),
    exceptions: exceptionsQuery(classId, addDays(on, -EXCEPTION_DAYS_BACK)),
    sessions: sessionsOf(classId),
    tuitions: tuitionsOf([classId]),
    ...surroundingQueries(ctx, askedOfClass(classId, on), on, until),
  });
  const row = found.class[0];
  const facts = found.facts[0];
  if (!row || !facts) throw new NotFound("class");
  const { sessionStartsOn, showsRoster, enrolled, waiting, wasUsed, ...named } = facts;
  const ageTestedOn = testedOn({
    today: on,
    nextMeetingOn: found.meetings.find((one) => !one.isCancelled && one.closure === null)?.onDate ?? null,
    classStartsOn: row.startsOn,
    sessionStartsOn,
  });
  return {
    class: { ...ownFields(row), ...named },
    slots: found.slots.map((slot) => slotOf(slot, found)),
    sessionIds: found.sessionLinks.map((link) => link.sessionId),
    keywordIds: found.keywords.map((link) => link.keywordId),
    tuitions: found.tuitions.map(pairOf),
    roster: showsRoster ? found.roster : null,
    nextMeetings: found.meetings,
    exceptions: found.exceptions,
    conflicts: conflictsOfClass(row, found, on, until),
    birthWindow: birthWindow(row, ageTestedOn),
    ...{ enrolled, waiting, wasUsed, ageTestedOn },
  };
}

function ownFields(row: Row<"classes">) {
  const keys = Object.keys(classFields.shape) as (keyof typeof classFields.shape)[];
  const fields = Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<
    Row<"classes">,
    (typeof keys)[number]
  >;
  const { id, version, createdAt, isArchived } = row;
  return { ...fields, id, version, createdAt, isArchived };
}

function slotOf(
  slot: Row<"slots">,
  found: {
    readonly versions: readonly Row<"slotVersions">[];
    readonly places: RowsOf<{ places: ReturnType<typeof slotPlaces> }>["places"];
  },
): ClassSlot {
  const places = found.places.find((one) => one.slotId === slot.id);
  const versions = found.versions
    .filter((version) => version.slotId === slot.id)
    .map((version) => ({ ...slotFieldsOf(version), ...held(version) }));
  return {
    id: slot.id,
    version: slot.version,
    versions,
    enrolled: places?.enrolled ?? 0,
    openings: places?.openings ?? 0,
  };
}

function held({ id, version, startsOn, endsOn }: Row<"slotVersions">) {
  return { id, version, startsOn, endsOn };
}

type Around = Parameters<typeof findConflicts>[1];

/** The clashes of the slots as they are and will be; told by slot, in the slots' order. */
function conflictsOfClass(
  row: Row<"classes">,
  found: Around & {
    readonly slots: readonly Row<"slots">[];
    readonly versions: readonly Row<"slotVersions">[];
    readonly sessions: readonly { readonly startsOn: string; readonly endsOn: string | null }[];
  },
  from: string,
  to: string,
): ScheduleConflict[] {
  if (row.isArchived) return [];
  const living = found.versions.filter((version) => version.endsOn === null || version.endsOn >= from);
  const planned = living.map((version) => ({
    ...slotFieldsOf(version),
    capacity: version.capacity ?? row.capacity,
    startsOn: [version.startsOn, row.startsOn].sort()[1]!,
    endsOn: [version.endsOn ?? "9999-12-31", row.endsOn ?? "9999-12-31"].sort()[0]!,
    sessions: found.sessions,
  }));
  return findConflicts(planned, found, from, to).map((conflict) => ({
    ...conflict,
    slotIndex: found.slots.findIndex((slot) => slot.id === living[conflict.slotIndex]?.slotId),
  }));
}
