import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Considered } from "./considered.ts";
import { times, ZERO } from "./exact.ts";
import type { PriceRules } from "./rules.ts";
import type { UnitPrice } from "./unit-price.ts";
import type { WorkingPrice } from "./working-price.ts";

export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The tuition before anything is off: the rate or what replaces it, for the meetings that are paid for. */
export function addTuition(
  price: WorkingPrice,
  rules: PriceRules,
  period: Period,
  one: Considered,
  unit: UnitPrice,
): void {
  const stored = one.facts.override;
  if (stored?.expiresOn && !one.override) {
    price.note({ rule: "override_expired", expiresOn: stored.expiresOn });
  }
  price.become(unit.amount, unit.why);
  if (unit.amount.n > 0n) {
    if (unit.basis === "flat") prorate(price, rules, period, one);
    else byMeeting(price, one, unit.basis);
  }
  if (price.amount.n > 0n && one.meetings.cancelled > 0) {
    price.note({ rule: "cancelled", meetings: one.meetings.cancelled });
  }
}

/** A price for each meeting or hour is as much as was met; a meeting that is blacked out is not billed. */
function byMeeting(
  price: WorkingPrice,
  { meetings: counts }: Considered,
  basis: "per_slot" | "per_hour",
): void {
  const meetings = counts.billable;
  const blackedOut = counts.enrolledBlackedOut;
  if (counts.enrolled === 0) {
    price.become(ZERO, { rule: "no_meetings" });
    return;
  }
  if (basis === "per_slot") {
    price.become(times(price.amount, meetings), { rule: "per_meeting", meetings, blackedOut });
  } else {
    const minutes = counts.billableMinutes;
    const { lengths } = counts;
    price.become(times(price.amount, minutes, 60), {
      ...{ rule: "per_hour", meetings, minutes, blackedOut },
      ...(lengths.length > 0 ? { lengths } : {}),
    });
  }
  if (counts.fifthWeek > 0) price.note({ rule: "fifth_week", meetings: counts.fifthWeek });
}

function prorate(price: WorkingPrice, rules: PriceRules, period: Period, one: Considered): void {
  const { facts, meetings: counts, taught, override, isOneDay } = one;
  const { settings } = rules;
  // A price agreed for one day is for that day.
  if (facts.slots.length === 0 || (override && isOneDay)) return;
  const isLowered = taught.allowsProration && (!override || settings.proratesOverrides);
  if (counts.enrolled === 0 && (counts.meetings > 0 || isLowered)) {
    price.become(ZERO, { rule: "no_meetings" });
    return;
  }
  if (!taught.allowsProration) {
    const isPart = counts.enrolled < counts.meetings || counts.enrolledBlackedOut > 0;
    if (isPart) price.note({ rule: "no_proration" });
    return;
  }
  const isBlackoutOff = override ? settings.prorateOverrideBlackouts : settings.proratesBlackouts;
  if (isLowered) byPart(price, one, period, isBlackoutOff);
  else if (isBlackoutOff) wholeLessBlackouts(price, one);
}

/** Somebody enrolled for a part of the period. */
function byPart(price: WorkingPrice, one: Considered, period: Period, isBlackoutOff: boolean): void {
  const { meetings: counts, cycle, facts } = one;
  const full = price.amount;
  const isSpread = !isBlackoutOff && counts.blackedOut > 0 && counts.wholeLeft > 0;
  const of = isSpread ? counts.wholeLeft : counts.whole;
  const part = isSpread ? counts.billable : counts.counted;
  if (part < of) {
    price.become(times(full, part, of), {
      rule: "proration",
      cycle,
      meetings: part,
      of,
      startsOn: facts.startsOn > period.from ? facts.startsOn : null,
      endsOn: facts.endsOn !== null && facts.endsOn < period.to ? facts.endsOn : null,
    });
  }
  if (counts.enrolledBlackedOut > 0) {
    const blackedOut = counts.enrolledBlackedOut;
    const { billable: meetings } = counts;
    if (!isBlackoutOff) price.note({ rule: "blackout_spread", blackedOut });
    else if (meetings < part) {
      price.become(times(full, meetings, of), { rule: "blackout", blackedOut, meetings, of });
    }
  }
  if (counts.fifthWeek > 0) price.note({ rule: "fifth_week", meetings: counts.fifthWeek });
}

/** Overridden tuition that is not lowered by late starts, only by days that nobody is billed for. */
function wholeLessBlackouts(price: WorkingPrice, { meetings: counts }: Considered): void {
  const { whole: of, wholeLeft: meetings, blackedOut } = counts;
  if (meetings >= of) return;
  price.become(times(price.amount, meetings, of), { rule: "blackout", blackedOut, meetings, of });
}
