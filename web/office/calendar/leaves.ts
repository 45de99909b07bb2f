import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Calendar } from "../../../worker/domains/calendar/shapes.ts";
import type { CalendarView } from "../../../worker/domains/calendar/values.ts";
import { wordsOf } from "./calendar-words.ts";
import { type Column, type ColumnWords, columnsOf } from "./columns.ts";
import type { FaceWords } from "./faces.ts";

/** The days that are shown at once, with what their blocks say. */
export interface Leaf {
  /** The same for the same days, view and filters. */
  readonly key: string;
  readonly columns: readonly Column[];
  readonly words: FaceWords;
}

interface LeafFacts {
  readonly view: CalendarView;
  readonly dates: readonly IsoDate[];
  readonly calendar: Calendar | undefined;
  /** Blocks tell past from future by it. */
  readonly nowMs: number;
  readonly locale: string;
  readonly words: ColumnWords;
}

const mostKept = 9;

/** Makes each leaf once for as long as what is known of it stays the same, so that going back to it compares nothing. */
export function createLeaves() {
  const kept = new Map<string, { readonly facts: LeafFacts; readonly leaf: Leaf }>();
  return (key: string, facts: LeafFacts): Leaf => {
    const known = kept.get(key);
    kept.delete(key);
    const leaf = known && isSame(known.facts, facts) ? known.leaf : newLeaf(key, facts);
    kept.set(key, { facts, leaf });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return leaf;
  };
}

/** The key says the view and the dates. */
const isSame = (a: LeafFacts, b: LeafFacts) =>
  a.calendar === b.calendar &&
  a.nowMs === b.nowMs &&
  a.locale === b.locale &&
  a.words.today === b.words.today;

function newLeaf(key: string, { view, dates, calendar, nowMs, locale, words }: LeafFacts): Leaf {
  const columns = columnsOf(view, dates, calendar, words);
  return { key, columns, words: wordsOf(columns, calendar, nowMs, locale) };
}
