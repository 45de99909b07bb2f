import type { StudentMeeting } from "../../../../worker/domains/attendance/shapes.ts";

export interface AbsenceRun {
  readonly from: string;
  readonly to: string;
  readonly slotIds: readonly string[];
}

export const meetingKey = ({ slotId, meetsOn }: Pick<StudentMeeting, "slotId" | "meetsOn">) =>
  `${slotId} ${meetsOn}`;

/**
 * Chosen meetings as ranges of days and slots, as few as cover exactly them: a meeting that is left out must not lie in
 * any. Usually that is one range, which is one act and one undo.
 */
export function absenceRuns(meetings: readonly StudentMeeting[], chosen: ReadonlySet<string>): AbsenceRun[] {
  const free = meetings.filter(({ obstacle }) => obstacle === null);
  const left = free.filter((meeting) => !chosen.has(meetingKey(meeting)));
  const wanted = free
    .filter((meeting) => chosen.has(meetingKey(meeting)))
    .toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0));
  const runs: AbsenceRun[] = [];
  for (const { onDate, slotId } of wanted) {
    const last = runs.at(-1);
    const longer: AbsenceRun = last
      ? { from: last.from, to: onDate, slotIds: [...new Set([...last.slotIds, slotId])] }
      : { from: onDate, to: onDate, slotIds: [slotId] };
    if (!last) runs.push(longer);
    else if (covers(longer, left)) runs.push({ from: onDate, to: onDate, slotIds: [slotId] });
    else runs[runs.length - 1] = longer;
  }
  return runs;
}

const covers = ({ from, to, slotIds }: AbsenceRun, meetings: readonly StudentMeeting[]) =>
  meetings.some(({ onDate, slotId }) => onDate >= from && onDate <= to && slotIds.includes(slotId));
