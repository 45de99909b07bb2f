import type { CartLine } from "../../../worker/domains/cart/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { clockRange, dayText, weekdayText } from "../booking/class-text.ts";
import { cartWords } from "../words/cart.ts";

/** “Monday · 4:00 PM – 5:00 PM” for each time of a line. */
export function lineTimes({ times }: Pick<CartLine, "times">): string[] {
  return times.flatMap(({ weekday, startMinute, durationMinutes }) =>
    weekday === null || startMinute === null || durationMinutes === null
      ? []
      : [`${weekdayText(weekday, "long")} · ${clockRange(startMinute, durationMinutes)}`],
  );
}

export function lineDay({ kind, startsOn }: Pick<CartLine, "kind" | "startsOn">): string {
  const day = dayText(startsOn);
  return kind === "trial" || kind === "single_day" ? cartWords().on(day) : cartWords().from(day);
}

export const monthText = (month: string) => formats().date(month, { month: "long" });
export const clockText = (atMs: number) => formats().instant(atMs, { timeStyle: "short" });
