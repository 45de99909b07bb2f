import { addDays } from "../../../tenant-schema/dates.ts";
import type { EnrollmentKind } from "../../../worker/domains/enrollments/schemas.ts";
import type {
  EnrollmentBadges,
  EnrollmentRow,
  SlotPlaces,
  WaitInfo,
} from "../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../shared/formats.ts";

/** 1 January 2024 was a Monday; weekdays are those of ISO, 1 to 7. */
const mondayBefore = "2023-12-31";

export const weekdayName = (weekday: number, length: "short" | "long" = "short") =>
  formats().date(addDays(mondayBefore, weekday), { weekday: length });

type Slot = { weekday: number | null; startMinute: number | null };

/** "Tue 4:30 PM". A class without weekly slots says so. */
export const slotText = ({ weekday, startMinute }: Slot) =>
  weekday === null || startMinute === null
    ? "No weekly time"
    : `${weekdayName(weekday)} ${formats().clock(startMinute)}`;

export const slotsText = (slots: readonly Slot[]) => slots.map(slotText).join(", ");

export const dayText = (date: string) =>
  formats().date(date, { weekday: "short", day: "numeric", month: "short" });

export const longDayText = (date: string) =>
  formats().date(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const isOneDay = (kind: EnrollmentKind) =>
  kind === "trial" || kind === "makeup" || kind === "single_day";

export function kindLabel(kind: EnrollmentKind, singleDay = "Single day"): string {
  if (kind === "single_day") return singleDay;
  return { active: "Active", trial: "Trial", makeup: "Makeup", wait: "Waitlist" }[kind];
}

export const kindTones = {
  active: "good",
  trial: "warn",
  makeup: "accent",
  single_day: "plain",
  wait: "plain",
} as const;

export const openingsText = (openings: number) => {
  if (openings <= 0) return "Full";
  return openings === 1 ? "1 opening" : `${formats().number(openings)} openings`;
};

/** The fewest openings of the slots that somebody would take. */
export const fewest = (slots: readonly SlotPlaces[]) => Math.min(...slots.map(({ openings }) => openings));

type Badge = { key: keyof EnrollmentBadges; label: string; tip: string };

/** Marks beside a name; always for today. */
export const badges: readonly Badge[] = [
  { key: "isNew", label: "New", tip: "New: the first enrollment began lately" },
  { key: "isReturning", label: "Returning", tip: "Returning: was here before and came back" },
  { key: "isPromotion", label: "Promoted", tip: "Promoted: came from a lower level" },
  { key: "hasActiveSibling", label: "Sibling", tip: "Sibling: a brother or sister is enrolled" },
];

export const badgesOf = (row: Pick<EnrollmentRow, "badges">) => badges.filter(({ key }) => row.badges[key]);

const waitWords: Record<WaitInfo["state"], string> = {
  queued: "Queued",
  offered: "Offered",
  expired: "Offer ran out",
  accepted: "Accepted",
  declined: "Declined",
  skipped: "Skipped",
};
export const waitLabel = (state: WaitInfo["state"]) => waitWords[state];

export const waitTones = {
  queued: "plain",
  offered: "accent",
  expired: "warn",
  accepted: "good",
  declined: "plain",
  skipped: "plain",
} as const;

/** "5 h 20 m left": how long a family may still think about an offered place. */
export function leftText(expiresAt: number, nowMs: number): string {
  const minutes = Math.max(0, Math.ceil((expiresAt - nowMs) / 60_000));
  if (minutes < 60) return `${minutes} m left`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} m left` : `${Math.floor(hours / 24)} days left`;
}
