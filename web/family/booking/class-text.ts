import type { CatalogueClass, CatalogueSlot } from "../../../worker/domains/catalogue/shapes.ts";
import type { AgeLimits } from "../../../worker/domains/class-ages/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { classesWords } from "../words/classes.ts";

// What the numbers of a class read as, in the language of the visit.

/** A Monday, so that day 1 of a week is one. */
const dayOfWeek = (weekday: number) => `2024-01-0${weekday}`;

export const weekdayText = (weekday: number, width: "short" | "long" = "short") =>
  formats().date(dayOfWeek(weekday), { weekday: width });

export const dayText = (date: string) =>
  formats().date(date, { weekday: "short", month: "short", day: "numeric" });

export const clockRange = (startMinute: number, durationMinutes: number) =>
  `${formats().clock(startMinute)} – ${formats().clock(startMinute + durationMinutes)}`;

/** “Mon, Wed · 4:30 PM – 5:30 PM”; several lines where the days have different times. */
export function timesText(slots: readonly CatalogueSlot[]): string[] {
  const byTime = Map.groupBy(slots, (slot) => clockRange(slot.startMinute, slot.durationMinutes));
  return [...byTime].map(([time, same]) => {
    const days = same.map(({ weekday }) => weekdayText(weekday, same.length > 1 ? "short" : "long"));
    return `${days.join(", ")} · ${time}`;
  });
}

export function agesText(ages: AgeLimits): string {
  const words = classesWords();
  const { minAgeYears, minAgeMonths, maxAgeYears, maxAgeMonths } = ages;
  const hasMin = (minAgeYears ?? minAgeMonths ?? 0) > 0 || (minAgeMonths ?? 0) > 0;
  const hasMax = (maxAgeYears ?? maxAgeMonths) !== null;
  if (!hasMin && !hasMax) return words.allAges;
  const min = ageText(minAgeYears, minAgeMonths);
  const max = ageText(maxAgeYears, maxAgeMonths);
  if (!hasMax) return words.ageFrom(min);
  if (!hasMin) return words.ageTo(max);
  const inYears = minAgeMonths === null && maxAgeMonths === null;
  if (inYears) return words.years(minAgeYears ?? 0, maxAgeYears ?? 0);
  return words.ageRange(min, max);
}

function ageText(years: number | null, months: number | null): string {
  const words = classesWords();
  return months === null ? words.ageOf(years ?? 0) : words.ageExact(years ?? 0, months);
}

/** Whom it is for: ages, gender, grade. */
export function whomText({ ages, gender, schoolGrade }: CatalogueClass): string[] {
  const words = classesWords();
  const parts = [agesText(ages)];
  if (gender) parts.push(gender === "female" ? words.girls : words.boys);
  if (schoolGrade) parts.push(words.grade(schoolGrade));
  return parts;
}

/** Whom a class is for that is not for everybody, within a sentence. */
export const genderText = ({ gender }: CatalogueClass) =>
  gender === null ? "" : (gender === "female" ? classesWords().girls : classesWords().boys).toLowerCase();

export interface PlaceText {
  readonly text: string;
  readonly tone: "good" | "warn" | "bad" | "accent" | "plain";
}

/** Few places are said in another colour than many, and always in words. */
const FEW = 3;

export function openingsText(place: Pick<CatalogueSlot, "openings" | "isFull">): PlaceText {
  const words = classesWords();
  if (place.isFull) return { text: words.full, tone: "bad" };
  if (place.openings === null) return { text: words.open, tone: "good" };
  return { text: words.openings(place.openings), tone: place.openings <= FEW ? "warn" : "good" };
}

/** What decides first: whether it can be booked at all, then whether there is a place. */
export function standingText(shown: CatalogueClass): PlaceText {
  const words = classesWords();
  const { registration } = shown;
  switch (registration.state) {
    case "closed":
      return { text: words.closed, tone: "plain" };
    case "later": {
      const { opensOn } = registration;
      return { text: opensOn ? words.opensOn(dayText(opensOn)) : words.opensLater, tone: "accent" };
    }
    case "priority":
      return { text: words.priority, tone: "accent" };
    case "open":
      return openingsText(shown);
  }
}

export function nextText({ nextMeeting, startsOn }: CatalogueClass): string {
  const words = classesWords();
  if (nextMeeting && startsOn <= formats().today()) return words.next(dayText(nextMeeting.onDate));
  if (nextMeeting) return words.starts(dayText(nextMeeting.onDate));
  return startsOn > formats().today() ? words.starts(dayText(startsOn)) : "";
}
