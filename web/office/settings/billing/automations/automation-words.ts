import type { AutomationRow, LastRun } from "../../../../../worker/domains/billing-automations/shapes.ts";
import { formats } from "../../../../shared/formats.ts";
import type { PillTone } from "../../../../shared/ui/pill.tsx";
import { kindLabel } from "../../../transactions/run-words.ts";

/** A day and its hour on the clock of the school: "Tue, Dec 1, 2026, 6:00 AM". */
export const whenText = (atMs: number) =>
  formats().instant(atMs, {
    ...{ weekday: "short", month: "short", day: "numeric", year: "numeric" },
    ...{ hour: "numeric", minute: "2-digit" },
  });

/** When it runs next and begins, in words. */
export function nextText(nextAt: number, beginsAt: number): string {
  if (nextAt === beginsAt) return `Next: ${whenText(nextAt)}; begins at once`;
  return `Next: ${whenText(nextAt)}; begins by itself on ${whenText(beginsAt)}`;
}

export function aboutText(row: AutomationRow, told: readonly string[]): string {
  const wait = row.waitHours === 0 ? "without a wait" : `waits ${hoursText(row.waitHours)}`;
  const who = told.length === 0 ? "tells nobody who still works here" : `tells ${told.join(", ")}`;
  return `${kindLabel(row.kind)} on day ${row.dayOfMonth} at ${formats().clock(row.minuteOfDay)} · ${wait} · ${who}`;
}

const hoursText = (hours: number) => (hours === 1 ? "1 hour" : `${hours} hours`);

export function lastWords({ state, hasFailed, heldReason }: LastRun): { label: string; tone: PillTone } {
  if (hasFailed) return { label: "Stopped", tone: "bad" };
  switch (state) {
    case "preparing":
      return { label: "Preparing", tone: "accent" };
    case "previewed":
      return { label: heldReason === null ? "To approve" : "Asks you", tone: "warn" };
    case "waiting":
      return { label: "Waiting", tone: "warn" };
    case "running":
      return { label: "Running", tone: "accent" };
    case "done":
      return { label: "Done", tone: "good" };
    case "cancelled":
      return { label: "Stopped by somebody", tone: "plain" };
    case "undone":
      return { label: "Taken back", tone: "plain" };
  }
}
