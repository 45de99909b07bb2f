import { createMemo, createSignal } from "solid-js";
import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { PlaceKind, PreviewInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type { ClassRoster, EnrollPreview } from "../../../../worker/domains/enrollments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { amountIssues, type BillingValues, noBilling } from "../billing/billing-values.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { createLivePreview } from "../live-preview.ts";
import type { Candidate, EnrollPreset } from "../opening.ts";
import { isOneDay } from "../words.ts";
import { createHeldPlace } from "./held-place.ts";
import { daysWith, isoWeekday } from "./meeting-days.ts";
import { type Answered, sendEnrollment } from "./send-enrollment.ts";
import { NO_VERDICT, verdictOf } from "./verdict.ts";

export type Enrollment = ReturnType<typeof createEnrollment>;

export type EnrollValues = {
  kind: PlaceKind;
  startsOn: string;
  endsOn: string;
  sessionId: string;
  note: string;
  /** Beyond what the rules allow, which takes a reason. */
  anyway: boolean;
  /** What to do where there is no place. */
  whenFull: "wait" | "exceed";
  waitsForSiblings: boolean;
  billing: BillingValues;
};

/** Somebody, a class, a kind and days: everything that the drawer knows, and what would come of it. */
export function createEnrollment(preset: EnrollPreset, onAnswer: (answer: Answered) => void) {
  const [students, setStudents] = createSignal<Candidate[]>(preset.students ?? []);
  const [classId, setClassId] = createSignal(preset.classId);
  const [slotIds, setSlotIds] = createSignal<string[] | null>(presetSlots(preset));
  const roster = createQuery<ClassRoster>(() => {
    const id = classId();
    return id === undefined ? undefined : classRosterPath(id);
  });
  const form = createForm<EnrollValues, EnrollValues, Answered>({
    initial: {
      kind: preset.kind ?? "active",
      startsOn: preset.date ?? formats().today(),
      endsOn: "",
      sessionId: "",
      note: "",
      anyway: false,
      whenFull: "wait",
      waitsForSiblings: (preset.students?.length ?? 0) > 1,
      billing: { ...noBilling },
    },
    schema: {
      "~standard": {
        validate: (value) => {
          const values = value as EnrollValues;
          const issues = amountIssues(values.billing);
          return issues.length > 0 ? { issues } : { value: values };
        },
      },
    },
    send: (values, idempotencyKey): Promise<Answered> =>
      sendEnrollment(
        { values, wanted: wanted(), preview: preview.data(), holdId: held.id() },
        idempotencyKey,
      ),
    onSaved: (answer) => {
      if (answer.outcome === "enrolled") held.forget();
      onAnswer(answer);
    },
  });

  const weekdays = () => new Set((roster.data()?.slots ?? []).map(({ weekday }) => weekday));
  const wanted = createMemo((): PreviewInput | undefined =>
    wantedOf(form.values, classId(), students(), slotIds()),
  );

  const preview = createLivePreview<PreviewInput, EnrollPreview>(wanted, (input, options) =>
    enrollments.preview({ ...input, holdId: held.id() }, options),
  );
  // Follows what was answered and not what is typed, so that no place is held for a moment between two letters.
  const toHold = createMemo<ReturnType<typeof holdOf>>((before) =>
    preview.data() && !preview.isCurrent() ? before : holdOf(wanted(), preview.data()),
  );
  const held = createHeldPlace(toHold);
  const verdict = createMemo(() => {
    const data = preview.data();
    return data ? verdictOf(form.values, data) : NO_VERDICT;
  });

  return {
    form,
    students,
    add: (student: Candidate) =>
      setStudents((current) => [...current.filter(({ id }) => id !== student.id), student]),
    remove: (id: string) => setStudents((current) => current.filter((student) => student.id !== id)),
    weekdays,
    /** A kind of one day needs a day on which the class meets. */
    setKind(kind: PlaceKind) {
      const { startsOn } = form.values;
      const fits = !isIsoDate(startsOn) || weekdays().has(isoWeekday(startsOn));
      const next = isOneDay(kind) && !fits ? daysWith(weekdays(), startsOn, 1)[0] : undefined;
      form.set("kind", kind);
      if (next !== undefined) form.set("startsOn", next);
    },
    classId,
    choose(id: string | undefined) {
      setClassId(id);
      setSlotIds(null);
      form.set("sessionId", "");
      form.set("anyway", false);
      form.set("billing.classTuitionId", "");
    },
    slotIds,
    setSlotIds,
    roster,
    preview,
    verdict,
    holds: () => held.id() !== undefined,
  };
}

/** What is asked for, once enough of it is known. */
function wantedOf(
  { kind, startsOn, endsOn, sessionId }: EnrollValues,
  classId: string | undefined,
  students: readonly Candidate[],
  slotIds: string[] | null,
): PreviewInput | undefined {
  if (classId === undefined || students.length === 0 || !isIsoDate(startsOn)) return undefined;
  const studentIds = students.map(({ id }) => id);
  if (isOneDay(kind)) {
    return { studentIds, classId, kind, slotIds: null, startsOn, endsOn: startsOn, sessionId: null };
  }
  const until = isIsoDate(endsOn) ? endsOn : null;
  return { studentIds, classId, kind, slotIds, startsOn, endsOn: until, sessionId: sessionId || null };
}

const presetSlots = ({ slotId, kind }: EnrollPreset) =>
  slotId === undefined || (kind !== undefined && isOneDay(kind)) ? null : [slotId];

/** The free place of one student; groups and places beyond capacity are not held. */
function holdOf(wanted: PreviewInput | undefined, preview: EnrollPreview | undefined) {
  if (!wanted || !preview || wanted.studentIds.length !== 1 || preview.openings < 1) return undefined;
  if (preview.obstacles.length > 0 || preview.students.some(({ obstacles }) => obstacles.length > 0)) {
    return undefined;
  }
  return {
    classId: wanted.classId,
    slotIds: preview.slotIds === null ? null : [...preview.slotIds],
    startsOn: preview.startsOn,
    endsOn: preview.endsOn,
    studentId: wanted.studentIds[0] ?? null,
  };
}
