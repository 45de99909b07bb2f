import { createMemo, createSignal } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { DayOfMeetings, MeetingRow } from "../../../../worker/domains/attendance/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery, prefetch } from "../../../shared/query.ts";
import { stableRows } from "../../../shared/stable-rows.ts";
import { useParam, useQuickParam } from "../../../shared/url-state.ts";
import { dayPath } from "../attendance-paths.ts";

export const dayFilters = ["all", "open", "taken"] as const;
export type DayFilter = (typeof dayFilters)[number];

export type Day = ReturnType<typeof createDay>;

type Row = MeetingRow & { key: string };

export const isOff = (meeting: MeetingRow) => meeting.isCancelled || meeting.closure !== null;
/** Attendance is still to be taken. */
export const isOpen = (meeting: MeetingRow) =>
  !isOff(meeting) && (meeting.taken === "not_taken" || meeting.taken === "partly");
const isTaken = (meeting: MeetingRow) => !isOff(meeting) && meeting.taken === "taken";

/** The meetings of one day, as the address says it. */
export function createDay() {
  const [typedDate, setTypedDate] = useQuickParam("date", 60);
  const [typedState, setState] = useParam("state");
  const [mine, setMine] = useParam("mine");
  const [at, setAt] = createSignal(0);
  const today = () => formats().today();
  const date = () => (isIsoDate(typedDate()) ? typedDate() : today());
  const state = (): DayFilter => dayFilters.find((name) => name === typedState()) ?? "all";
  const query = createQuery<DayOfMeetings>(() => dayPath(date()), { keepPrevious: true });
  /** While the next day is fetched the last one stands still, but never under the wrong date. */
  const isHere = () => query.data()?.date === date();
  const all = createMemo(() =>
    (isHere() ? (query.data()?.meetings ?? []) : []).filter(({ isMine }) => mine() === "" || isMine),
  );
  const kept = {
    all: () => all(),
    open: createMemo(() => all().filter(isOpen)),
    taken: createMemo(() => all().filter(isTaken)),
  };
  const meetings = stableRows<Row>(
    () => kept[state()]().map((meeting) => ({ ...meeting, key: `${meeting.slotId} ${meeting.meetsOn}` })),
    "key",
  );

  function setDate(next: string) {
    setAt(0);
    setTypedDate(next === today() ? undefined : next);
  }

  return {
    query,
    isHere,
    date,
    today,
    setDate,
    step: (by: number) => setDate(addDays(date(), by)),
    warm: (by: number) => prefetch(dayPath(addDays(date(), by))),
    state,
    setState: (next: DayFilter) => {
      setAt(0);
      setState(next === "all" ? undefined : next);
    },
    isMineOnly: () => mine() !== "",
    toggleMine: () => setMine(mine() === "" ? "1" : undefined),
    hasMine: () => query.data()?.meetings.some(({ isMine }) => isMine) ?? false,
    countOf: (filter: DayFilter) => kept[filter]().length,
    meetings,
    at,
    setAt,
  };
}
