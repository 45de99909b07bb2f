import { createMemo, createSignal } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { AbsenceInput } from "../../../../worker/domains/attendance/schemas.ts";
import type {
  AbsenceAnswer,
  StudentMeeting,
  WithdrawalAnswer,
} from "../../../../worker/domains/attendance/shapes.ts";
import { MOST_ABSENT_DAYS } from "../../../../worker/domains/attendance/values.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { stableRows } from "../../../shared/stable-rows.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { absencesPath } from "../attendance-paths.ts";
import { type AbsenceRun, absenceRuns, meetingKey } from "./absence-runs.ts";

export type AbsenceDrawerProps = { studentId: string; studentName: string; onClose: () => void };

type AbsenceValues = { from: string; to: string; excuse: string; note: string };

const daysAhead = 14;

/** Some days of one student: which meetings they mean, and which of them will be missed. */
export function createAbsences(props: AbsenceDrawerProps) {
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set());
  const today = formats().today();

  const form = createForm<AbsenceValues, AbsenceValues, (Committed | null)[]>({
    initial: { from: today, to: addDays(today, daysAhead - 1), excuse: "rule", note: "" },
    send: (values, idempotencyKey) => report(props.studentId, runs(), values, idempotencyKey),
    onSaved(changes) {
      announcePlaces(changes, {
        title: `${props.studentName} will be absent from ${plural(chosen().size, "class", "classes")}`,
      });
      props.onClose();
    },
  });

  const isRange = () => {
    const { from, to } = form.values;
    return isIsoDate(from) && isIsoDate(to) && from <= to && to < addDays(from, MOST_ABSENT_DAYS);
  };
  const query = createQuery<{ meetings: StudentMeeting[] }>(() =>
    isRange() ? absencesPath(props.studentId, form.values.from, form.values.to) : undefined,
  );
  const meetings = stableRows<StudentMeeting & { key: string }>(
    () => (query.data()?.meetings ?? []).map((meeting) => ({ ...meeting, key: meetingKey(meeting) })),
    "key",
  );
  const free = createMemo(() =>
    meetings()
      .filter(({ obstacle }) => obstacle === null)
      .map(meetingKey),
  );
  const chosen = createMemo(() => new Set(free().filter((key) => ticked().has(key))));
  const runs = (): AbsenceRun[] => absenceRuns(meetings(), chosen());

  return {
    form,
    isRange,
    query,
    meetings,
    free,
    chosen,
    toggle(meeting: StudentMeeting) {
      const next = new Set(ticked());
      if (!next.delete(meetingKey(meeting))) next.add(meetingKey(meeting));
      setTicked(next);
    },
    toggleAll() {
      setTicked(new Set(chosen().size < free().length ? free() : []));
    },
    async withdraw(meeting: StudentMeeting) {
      const { slotId, onDate } = meeting;
      const input = { studentId: props.studentId, from: onDate, to: onDate, slotIds: [slotId] };
      try {
        const { change } = await api.post<WithdrawalAnswer>("/attendance/absences/withdraw", input);
        announcePlaces([change]);
      } catch (cause) {
        showProblem(cause, "The absence still stands");
      }
    },
  };
}

/** A key for each range, so that pressing the button again after a lost answer reports nothing twice. */
async function report(
  studentId: string,
  runs: readonly AbsenceRun[],
  { excuse, note }: AbsenceValues,
  idempotencyKey: string,
): Promise<(Committed | null)[]> {
  const changes: (Committed | null)[] = [];
  for (const run of runs) {
    const input: AbsenceInput = {
      studentId,
      ...{ from: run.from, to: run.to, slotIds: [...run.slotIds], meetings: null },
      isExcused: excuse === "rule" ? undefined : excuse === "yes",
      note: note.trim() || undefined,
    };
    const key = { idempotencyKey: `${idempotencyKey}-${run.from}` };
    changes.push((await api.post<AbsenceAnswer>("/attendance/absences", input, key)).change);
  }
  return changes;
}
