import type { Row } from "../../../tenant-schema/entities.ts";
import { classNames } from "./class-rows.ts";
import type { QuickEdit, TuitionPair } from "./schemas.ts";
import type { QuickEditRow } from "./shapes.ts";
import type { TakenSlot } from "./taken-places.ts";

type ClassRow = Row<"classes">;
type Named = { readonly id: string; readonly name: string };

/** What the plan is made from: the classes as they are, and the names of what the edit speaks of. */
export interface QuickEditState {
  readonly classes: readonly ClassRow[];
  readonly links: readonly Row<"keywordLinks">[];
  readonly taken: readonly TakenSlot[];
  readonly enrolled: readonly { readonly classId: string; readonly students: number }[];
  readonly programs: readonly Named[];
  readonly levels: readonly Named[];
  readonly keywords: readonly Named[];
  readonly tuitions: readonly Row<"classTuitions">[];
  readonly schedules: readonly Named[];
  readonly rates: readonly Named[];
}

export interface PlannedEdit {
  readonly current: ClassRow;
  readonly patch: Partial<ClassRow>;
  readonly addKeywordIds: readonly string[];
  readonly removeLinks: readonly Row<"keywordLinks">[];
  /** Slots in which more places are taken than there will be. */
  readonly overfull: readonly TakenSlot[];
  readonly students: number;
  /** All pairs of the class in their new order; null where they stay. */
  readonly tuitions: readonly TuitionPair[] | null;
  readonly row: QuickEditRow;
}

const FLAGS = [
  "isOnline",
  "showsOpenings",
  "takesRegistration",
  "takesTrials",
  "takesMakeups",
  "takesSingleDays",
  "offersPlaces",
  "allowsProration",
  "isTaxExempt",
] as const;

/** What a bulk edit does to each class; nothing is written and nothing is read here. */
export function planQuickEdit(state: QuickEditState, edit: QuickEdit): PlannedEdit[] {
  return state.classes.map((current) => planOne(current, state, edit));
}

function planOne(current: ClassRow, state: QuickEditState, edit: QuickEdit): PlannedEdit {
  const patch = differing(current, wantedOf(current, edit));
  const links = state.links.filter((link) => link.entityId === current.id);
  const has = new Set(links.map((link) => link.keywordId));
  const addKeywordIds = edit.addKeywordIds.filter(
    (id) => !has.has(id) && !edit.removeKeywordIds.includes(id),
  );
  const removeLinks = links.filter((link) => edit.removeKeywordIds.includes(link.keywordId));
  const present = state.tuitions.filter((pair) => pair.classId === current.id);
  const tuitions = edit.tuition ? withDefault(present, edit.tuition) : null;
  const capacity = patch.capacity;
  const overfull =
    capacity !== undefined && capacity < current.capacity
      ? state.taken.filter(
          (slot) => slot.classId === current.id && slot.ownCapacity === null && slot.taken > capacity,
        )
      : [];
  const enrolled = state.enrolled.find((one) => one.classId === current.id)?.students ?? 0;
  const students = patch.isArchived === true ? enrolled : 0;
  const row: QuickEditRow = {
    id: current.id,
    version: current.version,
    name: current.name,
    changes: [
      ...Object.keys(patch)
        .filter((field) => field !== "sortName")
        .map((field) => ({
          field,
          before: wordOf(field, current[field as keyof ClassRow], state),
          after: wordOf(field, patch[field as keyof ClassRow], state),
        })),
      ...addKeywordIds.map((id) => ({ field: "keywords", before: "", after: nameOf(state.keywords, id) })),
      ...removeLinks.map((link) => ({
        field: "keywords",
        before: nameOf(state.keywords, link.keywordId),
        after: "",
      })),
      ...(tuitions === null
        ? []
        : [{ field: "tuition", before: pairName(present[0], state), after: pairName(edit.tuition, state) }]),
    ],
    warning: warningOf(overfull, students),
  };
  return { current, patch, addKeywordIds, removeLinks, overfull, students, tuitions, row };
}

/** The pair first, what there was behind it; null where it is first already. */
function withDefault(present: readonly TuitionPair[], pair: TuitionPair): TuitionPair[] | null {
  const isPair = (one: TuitionPair | undefined) =>
    one?.billingScheduleId === pair.billingScheduleId && one.tuitionRateId === pair.tuitionRateId;
  return isPair(present[0]) ? null : [pair, ...present.filter((one) => !isPair(one))];
}

function pairName(pair: TuitionPair | undefined, state: QuickEditState): string {
  if (!pair) return "None";
  return `${nameOf(state.rates, pair.tuitionRateId)}, ${nameOf(state.schedules, pair.billingScheduleId)}`;
}

function wantedOf(current: ClassRow, edit: QuickEdit): Partial<ClassRow> {
  const { programId, levelId, capacity, isArchived } = edit;
  const name = edit.namePattern?.replaceAll("{name}", current.name).slice(0, 120).trim();
  return {
    ...(name ? classNames(name) : {}),
    ...(programId === undefined ? {} : { programId }),
    ...(levelId === undefined ? {} : { levelId }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(isArchived === undefined ? {} : { isArchived }),
    ...Object.fromEntries(FLAGS.filter((flag) => edit[flag] !== undefined).map((flag) => [flag, edit[flag]])),
  };
}

function differing(current: ClassRow, wanted: Partial<ClassRow>): Partial<ClassRow> {
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => current[key as keyof ClassRow] !== value),
  );
}

function wordOf(field: string, value: unknown, state: QuickEditState): string {
  if (field === "programId") return nameOf(state.programs, value);
  if (field === "levelId") return nameOf(state.levels, value);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return String(value ?? "");
}

function nameOf(list: readonly Named[], id: unknown): string {
  return list.find((one) => one.id === id)?.name ?? "None";
}

function warningOf(overfull: readonly TakenSlot[], students: number): string | null {
  const told: string[] = [];
  const most = Math.max(0, ...overfull.map((slot) => slot.taken));
  if (most > 0) told.push(`${most} places are already taken`);
  if (students > 0) told.push(students === 1 ? "1 student is enrolled" : `${students} students are enrolled`);
  return told.length > 0 ? told.join("; ") : null;
}
