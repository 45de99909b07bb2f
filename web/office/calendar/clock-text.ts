/** Times of one locale. A week of blocks asks for the same few dozen again and again, so each is made once. */
export interface ClockText {
  /** "4:30 PM" or "16:30". */
  readonly time: (minute: number) => string;
  /** "4:30 – 5:30 PM". */
  readonly range: (startMinute: number, durationMinutes: number) => string;
  /** For the axis: "4 PM" or "16". */
  readonly hour: (minute: number) => string;
}

const MINUTE_MS = 60_000;
const known = new Map<string, ClockText>();

export function clockText(locale: string): ClockText {
  const found = known.get(locale) ?? makeText(locale);
  known.set(locale, found);
  return found;
}

function makeText(locale: string): ClockText {
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const hours = new Intl.DateTimeFormat(locale, { hour: "numeric", timeZone: "UTC" });
  const times = new Map<number, string>();
  const ranges = new Map<number, string>();
  const once = (cache: Map<number, string>, key: number, make: () => string) => {
    const text = cache.get(key) ?? make();
    cache.set(key, text);
    return text;
  };
  return {
    time: (minute) => once(times, minute, () => clock.format(minute * MINUTE_MS)),
    range: (start, duration) =>
      once(ranges, start * 2_000 + duration, () => rangeText(clock, start, start + duration)),
    hour: (minute) => hours.format(minute * MINUTE_MS),
  };
}

/** Without the dates that a range to midnight or over it would name. */
function rangeText(clock: Intl.DateTimeFormat, start: number, end: number): string {
  if (end < 1_440) return clock.formatRange(start * MINUTE_MS, end * MINUTE_MS);
  return `${clock.format(start * MINUTE_MS)} – ${clock.format(end * MINUTE_MS)}`;
}
