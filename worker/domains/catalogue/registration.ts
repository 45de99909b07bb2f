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

/** Who asks, and in what kind of school. */
export interface Asking {
  /** The class's keyword is on the child or on its family. */
  readonly holdsKeyword: boolean;
  /** The school lets holders of a keyword go first; else the days of priority only let them come earlier. */
  readonly isByPriority: boolean;
}

/** Registration on a day of the location. */
export function registrationOn(
  today: IsoDate,
  dates: RegistrationDates,
  { holdsKeyword, isByPriority }: Asking,
): Registration {
  const { registrationStartsOn, registrationEndsOn, priorityStartsOn, priorityEndsOn } = dates;
  if (!dates.takesRegistration) return { state: "closed" };
  if (registrationEndsOn !== null && today > registrationEndsOn) return { state: "closed" };
  const firstOn = dates.priorityKeywordId === null ? null : priorityStartsOn;
  const isFirstTime =
    firstOn !== null && today >= firstOn && (priorityEndsOn === null || today <= priorityEndsOn);
  if (isFirstTime && holdsKeyword) return { state: "open" };
  const publicOn = latest(
    registrationStartsOn,
    isByPriority && firstOn !== null && priorityEndsOn !== null ? addDays(priorityEndsOn, 1) : null,
  );
  if (isFirstTime && isByPriority) return { state: "priority", opensOn: publicOn };
  // Without a day of its own, registration opens after the days of priority and not before them.
  const isAhead = firstOn !== null && today < firstOn;
  const isPublic = registrationStartsOn === null ? !(isByPriority && isAhead) : today >= registrationStartsOn;
  if (isPublic) return { state: "open" };
  return { state: "later", opensOn: holdsKeyword && isAhead ? firstOn : publicOn };
}

function latest(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
