import { addDays } from "../../../tenant-schema/dates.ts";
import type {
  ClassOptions,
  ClassPage,
  ClassStatus,
  SlotVersion,
} from "../../../worker/domains/classes/shapes.ts";
import { formats } from "../../shared/formats.ts";

/** 1 January 2024 was a Monday; weekdays are those of ISO, 1 to 7. */
const sundayBefore = "2023-12-31";

export const weekdayName = (weekday: number, length: "short" | "long" = "short") =>
  formats().date(addDays(sundayBefore, weekday), { weekday: length });

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export const dayText = (date: string) =>
  formats().date(date, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

type Times = { readonly startMinute: number; readonly durationMinutes: number };

/** "4:30 PM – 5:30 PM". */
export const timeRange = ({ startMinute, durationMinutes }: Times) =>
  `${formats().clock(startMinute)} – ${formats().clock((startMinute + durationMinutes) % 1440)}`;

/** "Tue 4:30 PM". */
export const slotTime = (slot: { readonly weekday: number; readonly startMinute: number }) =>
  `${weekdayName(slot.weekday)} ${formats().clock(slot.startMinute)}`;

const statusWords: Record<ClassStatus, string> = {
  active: "Active",
  future: "Future",
  over: "Over",
  archived: "Archived",
};
export const statusLabel = (status: ClassStatus) => statusWords[status];

export const statusTones = { active: "good", future: "accent", over: "plain", archived: "plain" } as const;

export const genderLabel = (gender: "female" | "male" | null) =>
  gender === null ? "Co-ed" : gender === "female" ? "Girls" : "Boys";

type Ages = {
  readonly minAgeYears: number | null;
  readonly minAgeMonths: number | null;
  readonly maxAgeYears: number | null;
  readonly maxAgeMonths: number | null;
};

/** "5–7 y", "18 mo – 3 y", "from 12 y"; nothing where any age may come. */
export function ageText(ages: Ages): string {
  const from = oneAge(ages.minAgeYears, ages.minAgeMonths);
  const to = oneAge(ages.maxAgeYears, ages.maxAgeMonths);
  if (from && to) {
    const inYears = ages.minAgeMonths === null && ages.maxAgeMonths === null;
    return inYears ? `${ages.minAgeYears}–${ages.maxAgeYears} y` : `${from} – ${to}`;
  }
  if (from) return `from ${from}`;
  return to ? `up to ${to}` : "";
}

function oneAge(years: number | null, months: number | null): string {
  if (years === null && months === null) return "";
  if (months === null || months === 0) return years === null ? `${months} mo` : `${years} y`;
  return years === null || years < 2 ? `${(years ?? 0) * 12 + months} mo` : `${years} y ${months} mo`;
}

export const openingsText = (openings: number) => {
  if (openings <= 0) return "Full";
  return openings === 1 ? "1 opening" : `${formats().number(openings)} openings`;
};

/** The version that holds on a day, else the first that comes after it. */
export function shownVersion(versions: readonly SlotVersion[], day: string): SlotVersion | undefined {
  return versions.find(({ endsOn }) => endsOn === null || endsOn >= day);
}

export const isOver = (version: SlotVersion, today: string) =>
  version.endsOn !== null && version.endsOn < today;

/** How a class is billed: the default, and how many other choices there are. */
export function tuitionText(page: ClassPage, options: ClassOptions | undefined): string {
  const [first, ...others] = page.tuitions;
  if (!first) return "None yet: nothing is charged";
  const rate = options?.tuitionRates.find(({ id }) => id === first.tuitionRateId)?.name ?? "…";
  const schedule = options?.billingSchedules.find(({ id }) => id === first.billingScheduleId)?.name ?? "…";
  const more =
    others.length === 0 ? [] : [others.length === 1 ? "1 other choice" : `${others.length} other choices`];
  const { allowsProration, isTaxExempt, ownTaxBp } = page.class;
  const tax = isTaxExempt ? ["exempt from tax"] : ownTaxBp === null ? [] : [`${ownTaxBp / 100} % tax`];
  return [
    `${rate}, ${schedule}`,
    ...more,
    ...(allowsProration ? [] : ["months are charged whole"]),
    ...tax,
  ].join("; ");
}

/** Families and students may have a keyword of the same words each. */
export const priorityKeywordText = ({ label, kind }: ClassOptions["keywords"][number]) =>
  `${label} (${kind === "family" ? "families" : "students"})`;
