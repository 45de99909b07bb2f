import type { SelectOption } from "../../shared/ui/select.tsx";

const units = [
  { size: 10_080, one: "week", many: "weeks" },
  { size: 1_440, one: "day", many: "days" },
  { size: 60, one: "hour", many: "hours" },
  { size: 1, one: "minute", many: "minutes" },
];

/** "36 hours", "2 days": the largest unit that fits without a rest. */
export function spanText(minutes: number): string {
  const unit = units.find(({ size }) => minutes % size === 0 && minutes >= size) ?? units.at(-1)!;
  const count = minutes / unit.size;
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}

/** Spans to choose from; one that was chosen elsewhere is among them. Values are counted in `unitMinutes`. */
export function spanOptions(
  spans: readonly number[],
  current: number | null,
  unitMinutes: number,
  words: (span: number) => string = (span) => spanText(span * unitMinutes),
): SelectOption[] {
  const all = new Set(current === null ? spans : [...spans, current]);
  return [...all].sort((a, b) => a - b).map((span) => ({ value: String(span), label: words(span) }));
}
