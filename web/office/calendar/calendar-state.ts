import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { type IsoDate, isIsoDate } from "../../../tenant-schema/dates.ts";
import type { Calendar, CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import {
  type CalendarView,
  calendarLayouts,
  calendarSpan,
  calendarViews,
} from "../../../worker/domains/calendar/values.ts";
import { afterPaint, followAfterPaint } from "../../shared/after-paint.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery, prefetch } from "../../shared/query.ts";
import { me } from "../../shared/session.ts";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { meetingKeyOf } from "./columns.ts";
import { createLeaves } from "./leaves.ts";
import { createNarrow } from "./narrow.ts";
import { datesOf, stepped } from "./span.ts";

const shortTitle = (day: string) => `${formats().date(day, { weekday: "short" })} ${Number(day.slice(8))}`;
const longTitle = (day: string) => formats().date(day, { weekday: "long" });

export type CalendarState = ReturnType<typeof createCalendar>;

export const filterNames = ["program", "level", "location", "instructor", "room", "class"] as const;

/** An answer that was fetched ahead is shown for so long before it is asked for again. */
const staleMs = 15_000;
const prefetchAfterMs = 200;
const tickMs = 20_000;
/** Blocks tell past from future by the minute; more often would draw them for nothing. */
const minuteMs = 60_000;

export const localeNow = () => me()?.account.locale ?? "en-US";

const spanOf = ({ view, date }: { view: CalendarView; date: IsoDate }) =>
  calendarSpan(view, date, localeNow());

const sameDays = (before: readonly IsoDate[], after: readonly IsoDate[]) =>
  before[0] === after[0] && before.length === after.length;

/** The calendar as its address says it, and what is known of its days. */
export function createCalendar() {
  const [typedView, setView] = useQuickParam("view", 60);
  const [typedLayout, setLayout] = useQuickParam("layout", 60);
  const [typedDate, setDate] = useQuickParam("date", 60);
  const [open, setOpen] = useParam("open");
  const filterValue = useFilterValue();
  const isNarrow = createNarrow();
  const nowMs = createNow();

  const today = () => formats().today();
  const view = (): CalendarView => calendarViews.find((name) => name === typedView()) ?? "week";
  /** A phone has room for one day. */
  const askedView = (): CalendarView => (isNarrow() && view() === "week" ? "day" : view());
  const layout = () => calendarLayouts.find((name) => name === typedLayout()) ?? "grid";
  const isGrid = () => layout() === "grid" && !isNarrow();
  const date = () => (isIsoDate(typedDate()) ? typedDate() : today());
  const asked = createMemo(() => ({ view: askedView(), date: date() }), undefined, {
    equals: (before, after) => before.view === after.view && before.date === after.date,
  });
  // The header answers a key in its frame; the days follow in the next.
  const shown = followAfterPaint(asked);
  const shownView = () => shown().view;
  const dates = createMemo(() => datesOf(spanOf(shown())), undefined, { equals: sameDays });

  const pathOf = (at: string) =>
    withParams("/calendar", {
      ...spanOf({ view: shownView(), date: at }),
      ...Object.fromEntries(filterNames.map((name) => [name, filterValue(name)])),
    });
  const path = createMemo(() => pathOf(shown().date));
  const query = createQuery<Calendar>(path, { staleMs, keepPrevious: true });

  prefetchAround(
    () => [path(), query.data()],
    () => [1, -1].map((by) => pathOf(stepped(shownView(), shown().date, by))),
  );

  const leaves = createLeaves();
  const minute = createMemo(() => Math.floor(nowMs() / minuteMs) * minuteMs);
  const leaf = createMemo(() =>
    leaves(`${shownView()} ${path()}`, {
      ...{ view: shownView(), dates: dates(), calendar: query.data(), nowMs: minute(), locale: localeNow() },
      words: { today: today(), dayTitle: dates().length > 1 ? shortTitle : longTitle },
    }),
  );
  const columns = createMemo(() => leaf().columns);
  const meetings = createMemo(
    () => new Map(columns().flatMap((column) => column.meetings.map((one) => [meetingKeyOf(one), one]))),
  );
  /** What is shown may still be the days before: nothing of them stands in these columns, but the names are the same. */
  const isHere = () => !query.pending() && !(query.refreshing() && meetings().size === 0);

  return {
    view,
    askedView,
    shownView,
    setView: (next: CalendarView) => setView(next === "week" ? undefined : next),
    layout,
    isGrid,
    isNarrow,
    setLayout: (next: string) => setLayout(next === "grid" ? undefined : next),
    date,
    setDate: (next: string) => setDate(next === today() ? undefined : next),
    step: (by: number) => setDate(stepped(askedView(), date(), by)),
    today,
    askedSpan: () => spanOf(asked()),
    dates,
    path,
    query,
    leaf,
    columns,
    nowMs,
    isHere,
    filterValue,
    meetingOf: (key: string): CalendarMeeting | undefined => meetings().get(key),
    meetingCount: () => meetings().size,
    open,
    setOpen,
  };
}

function useFilterValue() {
  const [params] = useSearchParams();
  return (name: string) => {
    const raw = params[name];
    return (Array.isArray(raw) ? raw[0] : raw) ?? "";
  };
}

function createNow() {
  const [nowMs, setNowMs] = createSignal(Date.now());
  const ticker = setInterval(() => setNowMs(Date.now()), tickMs);
  onCleanup(() => clearInterval(ticker));
  return nowMs;
}

/** Whoever looks at a week looks at the next or the last one soon: they are fetched while nobody waits. */
function prefetchAround(shown: () => unknown, paths: () => string[]) {
  createEffect(
    on(shown, () => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const callOff = afterPaint(() => {
        timer = setTimeout(() => paths().forEach(prefetch), prefetchAfterMs);
      });
      onCleanup(() => {
        callOff();
        clearTimeout(timer);
      });
    }),
  );
}
