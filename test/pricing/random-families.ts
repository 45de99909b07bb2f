import type { EnrollmentFacts, FamilyFacts, SlotCounts } from "../../worker/domains/pricing/facts.ts";
import {
  type DiscountScheduleRule,
  ENGINE,
  type Engine,
  type Off,
  type PriceRules,
  type PromoCodeRule,
  type TuitionRateRule,
} from "../../worker/domains/pricing/rules.ts";

/** Schools and families by chance, the same for the same seed for ever: the golden file rests on it. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from `least` to `most`, both included (mulberry32). */
  whole(least: number, most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return least + (((t ^ (t >>> 14)) >>> 0) % (most - least + 1));
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)]!;
  }

  /** True so many times in a hundred. */
  is(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  many<T>(least: number, most: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.whole(least, most) }, (_, i) => make(i));
  }
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const byId = <T>(all: readonly string[], make: (id: string) => T): Record<string, T> =>
  Object.fromEntries(all.map((id) => [id, make(id)]));
const DAYS = ["2026-10-31", "2026-11-01", "2026-11-15", "2027-06-30"];

function randomOff(chance: Chance): Off {
  return chance.is(70)
    ? { kind: "percent", value: chance.whole(0, 40) * 250 }
    : { kind: "amount", value: chance.whole(0, 3_000) };
}

function randomRate(chance: Chance, name: string): TuitionRateRule {
  const basis = chance.of(["flat", "flat", "per_hour", "per_slot"] as const);
  if (chance.is(70)) return { name, basis, amountMinor: chance.whole(0, 20_000), tiers: null };
  const rows = [1, 2, null].map((upTo) => ({ upTo, amountMinor: chance.whole(100, 15_000) }));
  return { name, basis, amountMinor: null, tiers: { axis: chance.of(["classes", "hours", "slots"]), rows } };
}

function randomSchedule(chance: Chance, name: string): DiscountScheduleRule {
  const columns = chance.whole(1, 3);
  const cell = () => (chance.is(25) ? null : randomOff(chance));
  return {
    name,
    classAxis: chance.of(["one_at_a_time", "one_at_a_time_per_student", "total"]),
    unit: chance.of(["classes", "classes", "hours"]),
    studentAxis: chance.of(["one_at_a_time", "total"]),
    rows: chance.many(1, 4, () => Array.from({ length: columns }, cell)),
    special: { member: cell(), employee: cell(), in_service: cell() },
  };
}

function randomPromo(chance: Chance, code: string): PromoCodeRule {
  const base = {
    code,
    name: "Flyer",
    isCombinable: chance.is(60),
    programIds: chance.is(30) ? ["p1"] : [],
    startsOn: chance.is(20) ? chance.of(DAYS) : null,
    expiresOn: chance.is(30) ? chance.of(DAYS) : null,
  };
  return chance.is(50)
    ? { ...base, kind: "percent", percentBp: chance.whole(1, 10_000) }
    : { ...base, kind: "amount", amountMinor: chance.whole(1, 4_000) };
}

export function randomRules(chance: Chance, engine: Engine = ENGINE): PriceRules {
  return {
    engine,
    currency: "USD",
    billingSchedules: {
      s0: { name: "Month", cycle: "month_session" },
      s1: { name: "Calendar month", cycle: "calendar_month" },
      s2: { name: "Four weeks", cycle: "four_weeks" },
    },
    tuitionRates: byId(ids("r", 6), (id) => randomRate(chance, id)),
    discountSchedules: byId(ids("d", 2), (id) => randomSchedule(chance, id)),
    programs: byId(ids("p", 3), () => ({ discountScheduleId: chance.of(["d0", "d0", "d1", null]) })),
    classes: byId(ids("c", 8), () => ({
      allowsProration: chance.is(85),
      isTaxExempt: chance.is(10),
      ownTaxBp: chance.is(10) ? chance.whole(0, 2_500) : null,
    })),
    taxRates: chance.many(0, 3, (i) => ({
      name: `t${i}`,
      rateBp: chance.whole(0, 2_500),
      programId: chance.of([null, "p0", "p1"]),
      locationId: chance.of([null, "l0"]),
    })),
    promoCodes: byId(ids("k", 4), (id) => randomPromo(chance, id)),
    settings: {
      isTaxInclusive: chance.is(30),
      proratesBlackouts: chance.is(70),
      proratesOverrides: chance.is(50),
      prorateOverrideBlackouts: chance.is(50),
      overrideIsFlat: chance.is(70),
      ranksOverridden: chance.is(60),
      countsAcrossLocations: chance.is(30),
      tierScope: chance.of(["student", "family"]),
      autopayDiscount: chance.is(30) ? randomOff(chance) : null,
      earlyBird: chance.is(40) ? randomOff(chance) : null,
      earlyBirdDays: chance.whole(0, 10),
    },
  };
}

function randomSlot(chance: Chance): SlotCounts {
  const monthMeetings = chance.whole(4, 5);
  const meetings = chance.is(75) ? monthMeetings : chance.whole(0, monthMeetings);
  const enrolled = chance.is(70) ? meetings : chance.whole(0, meetings);
  const enrolledBlackedOut = chance.is(25) ? chance.whole(0, enrolled) : 0;
  const blackedOut = enrolledBlackedOut + (chance.is(10) ? chance.whole(0, meetings - enrolled) : 0);
  const minutes = chance.of([30, 45, 50, 60, 75, 90]);
  const cancelled = chance.is(10) ? chance.whole(0, enrolled) : 0;
  return {
    minutes,
    perWeek: 1,
    meetings,
    monthMeetings,
    enrolled,
    blackedOut,
    enrolledBlackedOut,
    cancelled,
  };
}

function randomEnrollment(chance: Chance, family: number, i: number): EnrollmentFacts {
  const student = chance.whole(0, 2);
  const taught = chance.whole(0, 7);
  return {
    enrollmentId: `enr_${family}_${i}`,
    studentId: `stu_${family}_${student}`,
    kind: chance.is(85) ? "active" : chance.of(["trial", "makeup", "single_day"]),
    startsOn: chance.of(["2025-09-01", "2026-01-05", "2026-11-01", "2026-11-10"]),
    endsOn: chance.of(
      [null, null, null, "2026-11-09", "2026-11-30"].filter((day) => day !== "2026-11-09" || i % 2 === 0),
    ),
    createdAtMs: chance.whole(1, 3),
    className: `Class ${taught}`,
    studentName: `Student ${student}`,
    classId: `c${taught}`,
    programId: chance.of(["p0", "p1", "p2", null]),
    locationId: chance.of(["l0", "l0", "l1"]),
    scheduleId: chance.of([null, "s0", "s1", "s2"]),
    rateId: chance.is(92) ? `r${chance.whole(0, 5)}` : null,
    special: chance.is(12) ? chance.of(["member", "employee", "in_service"]) : null,
    override: chance.is(12)
      ? { amountMinor: chance.whole(0, 9_000), expiresOn: chance.of([null, ...DAYS]), reason: null }
      : null,
    promoId: chance.is(8) ? `k${chance.whole(0, 3)}` : null,
    slots: chance.many(chance.is(4) ? 0 : 1, 2, () => randomSlot(chance)),
  };
}

export function randomFamily(chance: Chance, family: number, most = 5): FamilyFacts {
  const enrollments = chance.many(0, most, (i) => randomEnrollment(chance, family, i));
  return {
    familyId: `fam_${family}`,
    period: { from: "2026-11-01", to: "2026-11-30" },
    chargeOn: "2026-11-01",
    isAutopay: chance.is(40),
    promoIds: chance.is(15) ? chance.many(1, 3, () => `k${chance.whole(0, 3)}`) : [],
    enrollments: enrollments.map((one) =>
      one.endsOn !== null && one.endsOn < one.startsOn ? { ...one, endsOn: null } : one,
    ),
  };
}

/** The same family in a school where some slots become longer or shorter within the period. */
export function withLengths(chance: Chance, facts: FamilyFacts): FamilyFacts {
  const changing = (slot: SlotCounts): SlotCounts => {
    if (chance.is(50) || slot.meetings < 2) return slot;
    const [before, after] = [chance.of([30, 45, 60]), chance.of([50, 75, 90])];
    const meetings = chance.whole(1, slot.meetings - 1);
    // Whoever is enrolled for a part came late, and what is not billed of hers comes first.
    const enrolled = Math.max(0, slot.enrolled - (slot.meetings - meetings));
    const enrolledBlackedOut = Math.min(enrolled, slot.enrolledBlackedOut);
    const minutes = Math.round((meetings * before + (slot.meetings - meetings) * after) / slot.meetings);
    return {
      ...slot,
      minutes,
      lengths: [
        { minutes: before, startsOn: null, meetings, enrolled, enrolledBlackedOut },
        {
          ...{ minutes: after, startsOn: "2026-11-15", meetings: slot.meetings - meetings },
          enrolled: slot.enrolled - enrolled,
          enrolledBlackedOut: slot.enrolledBlackedOut - enrolledBlackedOut,
        },
      ],
    };
  };
  return {
    ...facts,
    enrollments: facts.enrollments.map((one) => ({ ...one, slots: one.slots.map(changing) })),
  };
}
