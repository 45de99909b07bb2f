import type { MarksInput } from "../../../../worker/domains/attendance/schemas.ts";
import type { MarkOutcome, MarksAnswer, RollSheet } from "../../../../worker/domains/attendance/shapes.ts";
import { api } from "../../../shared/api.ts";
import { type ApiError, toApiError } from "../../../shared/api-error.ts";
import { invalidate } from "../../../shared/cache.ts";
import { patchQuery } from "../../../shared/query.ts";
import { sheetPath } from "../attendance-paths.ts";
import { type KeptMark, keyOf } from "./mark-queue.ts";

/** What shows marks and is not the sheet itself, which is told what became of each. */
const shownIn = ["/attendance/meetings", "/attendance/students", "/calendar", "/makeups", "/welcome"];

export type Sent =
  | { readonly kind: "answered"; readonly outcomes: ReadonlyMap<string, MarkOutcome> }
  /** Nothing was decided. `mayPass`: trying again after a while may help. */
  | { readonly kind: "later"; readonly mayPass: boolean };

/**
 * One request. A mark is its own key (student, meeting and the instant at which it was said), so that sending it twice
 * after a lost answer changes nothing.
 */
export async function sendMarks(marks: readonly KeptMark[]): Promise<Sent> {
  const input: MarksInput = { marks: [...marks] };
  try {
    const { outcomes } = await api.put<MarksAnswer>("/attendance/marks", input);
    showOutcomes(outcomes);
    return { kind: "answered", outcomes: new Map(outcomes.map((outcome) => [keyOf(outcome), outcome])) };
  } catch (cause) {
    const error = toApiError(cause);
    if (error.code === "session_ended" || error.code === "unreachable")
      return { kind: "later", mayPass: false };
    if (!isFinal(error)) return { kind: "later", mayPass: true };
    return { kind: "answered", outcomes: new Map(marks.map((mark) => [keyOf(mark), refusal(mark, error)])) };
  }
}

const isFinal = ({ status }: ApiError) => status >= 400 && status < 500 && status !== 429 && status !== 401;

function refusal({ studentId, slotId, meetsOn }: KeptMark, error: ApiError): MarkOutcome {
  const message =
    error.status === 403 ? "You no longer have the right to take attendance here." : error.message;
  return { studentId, slotId, meetsOn, outcome: "refused", reason: "not_found", message };
}

function showOutcomes(outcomes: readonly MarkOutcome[]) {
  const byMeeting = Map.groupBy(outcomes, ({ slotId, meetsOn }) => sheetPath({ slotId, meetsOn }));
  for (const [path, answered] of byMeeting) {
    const marks = new Map(
      answered.flatMap((one) => (one.outcome === "refused" ? [] : [[one.studentId, one.mark]])),
    );
    if (marks.size === 0) continue;
    patchQuery<RollSheet>(path, (sheet) => ({
      ...sheet,
      students: sheet.students.map((student) => {
        const mark = marks.get(student.studentId);
        return mark ? { ...student, mark } : student;
      }),
    }));
  }
  invalidate(...shownIn);
}
