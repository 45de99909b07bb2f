import type { PreviewInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type {
  EnrollGroupOutcome,
  EnrollOutcome,
  EnrollPreview,
} from "../../../../worker/domains/enrollments/shapes.ts";
import type { JoinOutcome } from "../../../../worker/domains/waitlist/shapes.ts";
import { billingOf, isDecided } from "../billing/billing-values.ts";
import { enrollments, waitlist } from "../calls.ts";
import type { EnrollValues } from "./enroll-state.ts";

export type Answered =
  | EnrollOutcome
  | ({ readonly outcome: "group" } & EnrollGroupOutcome)
  | ({ readonly outcome: "joined" } & JoinOutcome);

type Decided = {
  values: EnrollValues;
  wanted: PreviewInput | undefined;
  preview: EnrollPreview | undefined;
  holdId: string | undefined;
};

/** Sends what the button says: a place, places for a group, or the waitlist. */
export async function sendEnrollment(decided: Decided, idempotencyKey: string): Promise<Answered> {
  const { values, wanted, preview, holdId } = decided;
  if (!wanted || !preview) throw new Error("Nothing was chosen");
  const options = { idempotencyKey };
  const isFull = preview.students.some(({ waitPosition }) => waitPosition !== null);
  const beyond = values.whenFull === "exceed" && preview.mayOverride;
  const [only, ...more] = wanted.studentIds;
  if (isFull && !beyond && (more.length === 0 || preview.openings === 0)) {
    const joined = await waitlist.join(joinOf(wanted, values), options);
    return { outcome: "joined", ...joined };
  }
  const overrides = preview.overrides.filter((code) => (code === "capacity" ? beyond : values.anyway));
  const { studentIds, ...place } = wanted;
  const billing = isDecided(values.billing) ? { billing: billingOf(values.billing) } : {};
  const input = { ...place, ...billing, note: values.note.trim() || null, overrides, holdId };
  if (more.length === 0 && only) return enrollments.enroll({ ...input, studentId: only }, options);
  const group = await enrollments.enrollGroup({ ...input, studentIds }, options);
  return { outcome: "group", ...group };
}

export const joinOf = (wanted: PreviewInput, values: EnrollValues) => ({
  studentIds: wanted.studentIds,
  classId: wanted.classId,
  slotIds: wanted.slotIds,
  startsOn: wanted.startsOn,
  waitsForSiblings: wanted.studentIds.length > 1 && values.waitsForSiblings,
  note: values.note.trim() || null,
});
