import { createSignal } from "solid-js";
import type { MarkInput, MarksInput } from "../../../../worker/domains/attendance/schemas.ts";
import type { MarksAnswer } from "../../../../worker/domains/attendance/shapes.ts";
import type { CheckIn, EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";
import type { Pages } from "../../../shared/pages.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { announcePlaces, refreshPlaces } from "../announce-places.ts";

/** The meetings to which somebody is expected today. */
export const checkInsOf = (row: EnrollmentRow): readonly CheckIn[] => row.checkIns ?? [];

export type CheckInActs = ReturnType<typeof createCheckIn>;

/** Present or not, said on the Enrollments page. */
export function createCheckIn(pages: Pages<EnrollmentRow>) {
  const [busy, setBusy] = createSignal(false);

  async function send(marks: MarkInput[], putBack: () => void) {
    setBusy(true);
    try {
      const input: MarksInput = { marks };
      const answer = await api.put<MarksAnswer>("/attendance/marks", input);
      const unsaved = answer.outcomes.find(({ outcome }) => outcome !== "saved");
      if (unsaved?.outcome === "refused") showToast("Not marked", { tone: "bad", detail: unsaved.message });
      if (unsaved?.outcome === "conflict") {
        showToast("Somebody else marked it meanwhile", { tone: "bad", detail: "Their mark is shown." });
      }
      if (unsaved) putBack();
      if (marks.length > 1) announcePlaces([answer.change]);
      else refreshPlaces();
    } catch (cause) {
      putBack();
      showProblem(cause, "Not marked");
    } finally {
      setBusy(false);
    }
  }

  const markOf = (row: EnrollmentRow, checkIn: CheckIn, status: CheckIn["status"]): MarkInput => ({
    studentId: row.studentId,
    slotId: checkIn.slotId,
    meetsOn: formats().today(),
    status,
    baseVersion: checkIn.version,
    clientMarkedAtMs: Date.now(),
  });

  /** Shows the marks at once. */
  function show(rows: EnrollmentRow[], slotId: string | undefined, status: CheckIn["status"]) {
    const ids = new Set(rows.map(({ id }) => id));
    return pages.patchRows((known) =>
      known.map((row) =>
        ids.has(row.id)
          ? {
              ...row,
              checkIns: checkInsOf(row).map((one) =>
                slotId === undefined || one.slotId === slotId ? { ...one, status } : one,
              ),
            }
          : row,
      ),
    );
  }

  return {
    busy,
    toggle(row: EnrollmentRow, checkIn: CheckIn) {
      const status = checkIn.status === "present" ? "none" : "present";
      void send([markOf(row, checkIn, status)], show([row], checkIn.slotId, status));
    },
    /** Everybody who is ticked and expected today. */
    checkInAll(rows: EnrollmentRow[]) {
      const marks = rows.flatMap((row) =>
        checkInsOf(row)
          .filter(({ status }) => status !== "present")
          .map((checkIn) => markOf(row, checkIn, "present")),
      );
      if (marks.length > 0) void send(marks, show(rows, undefined, "present"));
    },
  };
}
