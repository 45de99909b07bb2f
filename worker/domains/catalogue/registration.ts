import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";

/** When a class takes registrations, as its own row and its session say it. */
export interface RegistrationDates {
  readonly takesRegistration: boolean;
  readonly registrationStartsOn: IsoDate | null;
  readonly registrationEndsOn: IsoDate | null;
  readonly priorityStartsOn: IsoDate | null;
  readonly priorityEndsOn: IsoDate | null;
  readonly priorityKeywordId: string | null;
}

/** Whether a class can be registered for, and if not, since when or from when on. */
export type Registration =
  | { readonly state: "open" }
  /** Those whom the school goes first with may; everybody else from a day on, null when nobody knows which. */
  | { readonly state: "priority"; readonly opensOn: IsoDate | null }
  | { readonly state: "later"; readonly opensOn: IsoDate | null }
  | { readonly state: "closed" };

/**
 * Registration on a day of the location. In the days of priority only families and students with the class's keyword
 * may register, unless it has opened for everybody by then; without a day of its own it opens when those days are over.
 */
export function registrationOn(
  today: IsoDate,
  dates: RegistrationDates,
  holdsKeyword: boolean,
): Registration {
  const { registrationStartsOn, registrationEndsOn, priorityStartsOn, priorityEndsOn } = dates;
  if (!dates.takesRegistration) return { state: "closed" };
  if (registrationEndsOn !== null && today > registrationEndsOn) return { state: "closed" };
  const hasPriority = dates.priorityKeywordId !== null && (priorityStartsOn ?? priorityEndsOn) !== null;
  const afterPriority = hasPriority && priorityEndsOn !== null ? addDays(priorityEndsOn, 1) : null;
  const opensOn = registrationStartsOn ?? afterPriority;
  const isPublic = opensOn === null ? !hasPriority : opensOn <= today;
  if (isPublic) return { state: "open" };
  const hasBegun = priorityStartsOn === null || priorityStartsOn <= today;
  const isOver = priorityEndsOn !== null && priorityEndsOn < today;
  if (!hasPriority || isOver) return { state: "later", opensOn };
  if (hasBegun) return holdsKeyword ? { state: "open" } : { state: "priority", opensOn };
  return { state: "later", opensOn: holdsKeyword ? priorityStartsOn : opensOn };
}
