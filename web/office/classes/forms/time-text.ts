import { formats } from "../../../shared/formats.ts";

/** A minute of the day as this school reads clocks. */
export const minuteText = (minute: number) => formats().clock(minute);

/**
 * Reads a time as people type it: "4:30 pm", "430p", "16:30", "1630", "5". A bare hour from 1 to 6 is in the afternoon:
 * nobody teaches children at four in the morning.
 */
export function minuteOf(typed: string): number | undefined {
  const text = typed.trim().toLowerCase().replace(/\./g, "").replace(/\s+/g, "");
  const parts = /^(\d{1,2})(?::?(\d{2}))?([ap]m?)?$/.exec(text);
  if (!parts) return undefined;
  const [, hourText, minuteText = "0", half] = parts;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59) return undefined;
  if (half)
    return hour >= 1 && hour <= 12
      ? ((hour % 12) + (half.startsWith("p") ? 12 : 0)) * 60 + minute
      : undefined;
  if (hour > 23) return undefined;
  const isBare = !text.includes(":") && text.length < 3;
  const isAfternoon = hour >= 1 && hour <= 6 && !text.startsWith("0") && isBare;
  return (isAfternoon ? hour + 12 : hour) * 60 + minute;
}
