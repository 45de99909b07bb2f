import { type Accessor, createMemo, createSelector, createSignal, mapArray } from "solid-js";
import type { MarkStatus } from "../../../../worker/domains/attendance/schemas.ts";
import type { Mark, RollSheet, RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { followAfterPaint } from "../../../shared/after-paint.ts";
import { plural } from "../../../shared/format/names.ts";
import { createQuery } from "../../../shared/query.ts";
import { stableRows } from "../../../shared/stable-rows.ts";
import { showToast } from "../../../shared/toasts.ts";
import { sheetPath } from "../attendance-paths.ts";
import { markKeeper } from "../queue/mark-keeper.ts";
import { type SaidMark, shownMark } from "../queue/mark-queue.ts";

export type Sheet = ReturnType<typeof createSheet>;
type Meeting = { slotId: string; meetsOn: string };

/** One roll sheet: what the server has, what was said here over it, and what can be said next. */
export function createSheet(meeting: Accessor<Meeting>) {
  const query = createQuery<RollSheet>(() => sheetPath(meeting()));
  const students = stableRows<RollSheetStudent>(() => query.data()?.students ?? [], "studentId");
  const [at, setAt] = createSignal(0);
  /** A step concerns two rows, and none of the others; the mark that led to it is painted before it. */
  const isAt = createSelector(followAfterPaint(at));
  const [noting, setNoting] = createSignal<RollSheetStudent>();
  const [reporting, setReporting] = createSignal<RollSheetStudent>();

  const nameOf = ({ studentId }: RollSheetStudent) => ({ studentId, ...meeting() });
  const entryOf = (student: RollSheetStudent) => markKeeper.entryOf(nameOf(student));
  const markOf = (student: RollSheetStudent): Mark => shownMark(student.mark, entryOf(student));

  // Every answered mark is a new sheet; what all rows ask of it is the same as before.
  const isOpen = createMemo(() => query.data()?.mayMark === true && query.data()?.closedFor === null);
  const isFuture = createMemo(() => query.data()?.isFuture === true);
  const mayExcuse = createMemo(() => query.data()?.mayExcuse === true);
  const onDate = createMemo(() => query.data()?.meeting.onDate ?? meeting().meetsOn);

  /** While a meeting is still to come only absences can be said. */
  const may = (status: MarkStatus): boolean =>
    isOpen() && (!isFuture() || status === "absent" || status === "none");

  const saidOf = (student: RollSheetStudent, status: MarkStatus): SaidMark => ({
    ...nameOf(student),
    status,
    baseVersion: student.mark.version,
  });

  function mark(student: RollSheetStudent, status: MarkStatus) {
    if (may(status)) markKeeper.say([saidOf(student, status)]);
  }

  function excuse(student: RollSheetStudent) {
    if (!mayExcuse() || !may("absent") || markOf(student).status !== "absent") return;
    const isExcused = !markOf(student).isExcused;
    markKeeper.say([{ ...saidOf(student, "absent"), isExcused }]);
  }

  function note(student: RollSheetStudent, text: string) {
    markKeeper.say([{ ...saidOf(student, markOf(student).status), note: text.trim() || null }]);
  }

  /** By student, so that one mark is one look and not one at everybody. */
  const statuses = createMemo(
    mapArray(students, (student) => ({ student, status: createMemo(() => markOf(student).status) })),
  );
  const unmarked = createMemo(() =>
    statuses().flatMap(({ student, status }) => (status() === "none" ? [student] : [])),
  );

  function markAllPresent() {
    const marked = unmarked();
    if (marked.length === 0 || !may("present")) return;
    markKeeper.say(marked.map((student) => saidOf(student, "present")));
    showToast(`Marked ${plural(marked.length, "student")} present`, {
      tone: "good",
      undo: () => markKeeper.say(marked.map((student) => saidOf(student, "none"))),
    });
  }

  const tally = createMemo(() => {
    const counts: Record<MarkStatus, number> = { present: 0, absent: 0, tardy: 0, none: 0 };
    for (const { status } of statuses()) counts[status()] += 1;
    return counts;
  });

  return {
    query,
    meeting,
    students,
    at,
    setAt,
    isAt,
    current: (): RollSheetStudent | undefined => students()[Math.min(at(), students().length - 1)],
    entryOf,
    markOf,
    isOpen,
    mayExcuse,
    onDate,
    may,
    mark,
    excuse,
    note,
    useMine(student: RollSheetStudent) {
      const entry = entryOf(student);
      if (entry) markKeeper.say([{ ...saidOf(student, entry.mark.status) }]);
    },
    keepTheirs: (student: RollSheetStudent) => void markKeeper.drop(nameOf(student)),
    unmarked,
    markAllPresent,
    tally,
    noting,
    setNoting,
    reporting,
    setReporting,
  };
}

export const calledName = ({ firstName, preferredName, lastName }: RollSheetStudent) =>
  `${preferredName ?? firstName} ${lastName}`;
