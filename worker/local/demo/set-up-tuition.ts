import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import type { ClassPlan } from "./class-plans.ts";

type NewId = (kind: IdKind) => string;

/** How a planned class is billed: the default first. */
export type TuitionOf = (
  plan: ClassPlan,
) => readonly { readonly billingScheduleId: string; readonly tuitionRateId: string }[];

/** Off for a further class or child, for members and for the school's own. */
export function addDiscounts(change: Change, id: NewId): string {
  const scheduleId = id("discountSchedule");
  const percent = (value: number) => ({ kind: "percent" as const, value: value * 100 });
  change.insert("discountSchedules", {
    id: scheduleId,
    name: "Family",
    classAxis: "one_at_a_time",
    unit: "classes",
    studentAxis: "one_at_a_time",
    rows: [
      [null, percent(5)],
      [percent(10), percent(10)],
      [percent(15), percent(20)],
    ],
    special: { member: percent(10), employee: percent(50), in_service: percent(25) },
  });
  return scheduleId;
}

/** Categories, billing schedules, rates, two promo codes, taxes and a yearly fee. */
export function addTuition(
  change: Change,
  place: { readonly locationIds: readonly string[]; readonly today: IsoDate; readonly locale: string },
  id: NewId,
): TuitionOf {
  addCategories(change, place, id);
  const schedules = {
    monthly: { id: id("billingSchedule"), name: "Monthly", cycle: "calendar_month" as const },
    session: { id: id("billingSchedule"), name: "By session", cycle: "month_session" as const },
    fourWeeks: { id: id("billingSchedule"), name: "Four weeks", cycle: "four_weeks" as const },
  };
  Object.values(schedules).forEach((schedule, position) => {
    change.insert("billingSchedules", { ...schedule, position });
  });
  const rates = {
    once: { id: id("tuitionRate"), name: "Once a week", basis: "flat" as const, amountMinor: 9000 },
    twice: { id: id("tuitionRate"), name: "Twice a week", basis: "flat" as const, amountMinor: 11_500 },
    meeting: { id: id("tuitionRate"), name: "By the meeting", basis: "per_slot" as const, amountMinor: 2800 },
    hours: {
      id: id("tuitionRate"),
      name: "Team, by hours",
      basis: "per_hour" as const,
      tierAxis: "hours" as const,
      tiers: [
        { upTo: 2, amountMinor: 2400 },
        { upTo: 5, amountMinor: 2100 },
        { upTo: null, amountMinor: 1800 },
      ],
    },
  };
  Object.values(rates).forEach((rate, position) => {
    change.insert("tuitionRates", { ...rate, position });
  });
  addPromos(change, place.today, id);
  change.insert("taxRates", {
    id: id("taxRate"),
    name: "Sales tax",
    rateBp: 625,
    locationId: place.locationIds[0]!,
  });
  change.insert("taxRates", { id: id("taxRate"), name: "No tax", rateBp: 0 });
  change.insert("anniversaryFees", {
    id: newId("anniversaryFee", Date.parse(place.today)),
    name: "Yearly registration",
    per: "student",
    months: 12,
    amountMinor: 4500,
    familyCapMinor: 8000,
  });
  return (plan) => {
    const schedule = plan.session === null ? schedules.monthly : schedules.session;
    const rate = plan.slots.length > 2 ? rates.hours : plan.slots.length === 2 ? rates.twice : rates.once;
    const usual = { billingScheduleId: schedule.id, tuitionRateId: rate.id };
    const others = { billingScheduleId: schedules.fourWeeks.id, tuitionRateId: rates.meeting.id };
    return plan.index % 3 === 0 ? [usual, others] : [usual];
  };
}

/** The same by the names of what is there already; a school without tuition bills nothing. */
export function usualTuition(
  schedules: ReadonlyMap<string, string>,
  rates: ReadonlyMap<string, string>,
): TuitionOf {
  return (plan) => {
    const billingScheduleId = schedules.get("Monthly");
    const tuitionRateId = rates.get(plan.slots.length > 1 ? "Twice a week" : "Once a week");
    return billingScheduleId && tuitionRateId ? [{ billingScheduleId, tuitionRateId }] : [];
  };
}

/** A year of months, from two months ago on, and what families pay once. */
function addCategories(
  change: Change,
  { today, locale }: { readonly today: IsoDate; readonly locale: string },
  id: NewId,
): void {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const name = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, i) => {
    const first = Date.UTC(year, month - 3 + i, 1);
    const lastDay = new Date(Date.UTC(year, month + i, 0)).toISOString().slice(0, 10);
    return { name: `${name.format(first)} tuition`, expiresOn: lastDay };
  });
  [...months, { name: "Registration", expiresOn: null }].forEach((category, position) => {
    change.insert("chargeCategories", { id: id("chargeCategory"), ...category, position });
  });
}

function addPromos(change: Change, today: IsoDate, id: NewId): void {
  const year = today.slice(0, 4);
  change.insert("promoCodes", {
    id: id("promoCode"),
    name: "Open house",
    code: `OPEN${year}`,
    kind: "percent",
    percentBp: 1500,
    expiresOn: `${Number(year) + 1}-06-30`,
    mostUses: 50,
    mostUsesFamily: 2,
  });
  change.insert("promoCodes", {
    id: id("promoCode"),
    name: "Bring a friend",
    code: "FRIEND",
    kind: "amount",
    amountMinor: 2000,
    isCombinable: true,
  });
}
