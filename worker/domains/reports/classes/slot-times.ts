import type { SlotTime } from "./enrollment-fields.ts";

/** "Mon 4:00 PM, Wed 5:30 PM" in the words of a locale. */
export function slotTimes(times: readonly SlotTime[], locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" });
  return times
    .map(({ weekday, minute }) => {
      // 5 January 2026 is a Monday.
      const at = Date.UTC(2026, 0, 4 + weekday, 0, minute);
      return `${day.format(at)} ${clock.format(at)}`;
    })
    .join(", ");
}
