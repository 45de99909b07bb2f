import { type Overridable, overridables } from "./schemas.ts";
import type { Obstacle, RefusedOutcome } from "./shapes.ts";

/** All but those by which somebody does not fit, which the class tells itself. */
export type Told = Exclude<
  Obstacle["code"],
  "too_young" | "too_old" | "birth_date_unknown" | "gender" | "gender_unknown" | "grade" | "grade_unknown"
>;

/** What is in the way, in words. */
const TEXTS: Readonly<Record<Told, (name: string) => string>> = {
  capacity: () => "There is no place left",
  outside_class_dates: () => "The class does not meet then: it begins later or is over",
  already_enrolled: (name) => `${name} is in this class already`,
  waits_already: (name) => `${name} is on the waitlist of this class. Take the place from there`,
  class_archived: () => "The class is archived",
  kind_not_taken: () => "The class does not take this kind of enrollment",
  no_meeting_that_day: () => "The class does not meet on that day",
  slot_missing: () => "A weekly slot you chose no longer exists",
  session_missing: () => "The class is not part of that session, or it is over",
  token_missing: () => "A makeup needs a makeup token",
  ends_before_start: () => "It would end before it begins",
  not_transferable: (name) => `${name} cannot be moved: only active enrollments that go on can`,
  transfer_pending: (name) => `${name} is on the way to another class already`,
  billed_by_hand: (name) =>
    `${name} was charged by hand for the enrollment that would be taken back. Void that charge in the ledger first`,
};

export function obstacle(code: Told, name = ""): Obstacle {
  return { code, text: TEXTS[code](name), isOverridable: isOverridable(code) };
}

export function isOverridable(code: string): code is Overridable {
  return (overridables as readonly string[]).includes(code);
}

export function refusedOf(obstacles: readonly Obstacle[], mayOverride: boolean): RefusedOutcome {
  return { outcome: "refused", obstacles, mayOverride };
}
