import { minorDigits } from "../../tenant-schema/money.ts";
import {
  type DiscountScheduleRule,
  ENGINE,
  type Off,
  type PriceRules,
  type PriceSettings,
  type PromoCodeRule,
  type TaxRateRule,
  type TierTable,
} from "../../worker/domains/pricing/rules.ts";
import type { MadeRules } from "./read-family.ts";

/*
 * Words, in any order; `-` is none. Percentages as 10 %: `10`; amounts as `$5`; nothing off is `0`.
 * rows=0,10,$5 (rows) or rows=0:10,5:15 (rows of columns): the schedule “Family” of program Gym; dance=… one of program Dance
 * axis=student|total (one at a time) · unit=hours · students=total · special=member:20,employee:$10
 * tax=8.25 · tax=Gym:5,Gym@North:6,@North:7,8 · incl · autopay=3 · early=10 · codes=TEN,FIVE (asked) · on=2026-11-20
 * blackouts=spread · agreed=prorated,blackouts,rate,unranked · across · tiers=family · currency=JPY
 */

/** Every code that cases ask for; all combine but those that end in ! . */
const CODES: Record<string, string> = {
  TEN: "10",
  HALF: "50",
  ALL: "100",
  FIVE: "$5",
  HUNDRED: "$100",
  "SOLO20!": "20",
  "SOLO8!": "$8",
};

export function minorOf(text: string, currency: string): number {
  const digits = minorDigits(currency);
  const [whole, part = ""] = text.split(".");
  return Number(`${whole}${part.padEnd(digits, "0")}`);
}

export function offOf(text: string, currency: string): Off | null {
  if (text === "0") return null;
  if (text.startsWith("$")) return { kind: "amount", value: minorOf(text.slice(1), currency) };
  return { kind: "percent", value: minorOf(text, "USD") };
}

export function tiersOf(text: string, currency: string): TierTable | null {
  const match = /^(classes|hours|slots):(.+)$/.exec(text);
  if (!match) return null;
  const rows = match[2]!.split(",").map((row) => {
    const [upTo, amount] = row.split("=") as [string, string];
    return { upTo: upTo === "*" ? null : Number(upTo), amountMinor: minorOf(amount, currency) };
  });
  return { axis: match[1] as TierTable["axis"], rows };
}

export function readRules(text: string, made: MadeRules): PriceRules {
  const words = text.split(/\s+/);
  const has = (word: string) => words.includes(word);
  const after = (name: string) =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  const currency = after("currency") ?? "USD";
  const off = (name: string) => (after(name) === null ? null : offOf(after(name)!, currency));
  const agreed = (after("agreed") ?? "").split(",");
  const settings: PriceSettings = {
    isTaxInclusive: has("incl"),
    proratesBlackouts: after("blackouts") !== "spread",
    proratesOverrides: agreed.includes("prorated"),
    prorateOverrideBlackouts: agreed.includes("blackouts"),
    overrideIsFlat: !agreed.includes("rate"),
    ranksOverridden: !agreed.includes("unranked"),
    countsAcrossLocations: has("across"),
    tierScope: after("tiers") === "family" ? "family" : "student",
    autopayDiscount: off("autopay"),
    earlyBird: off("early"),
    earlyBirdDays: 5,
  };
  const family = after("rows") ?? (after("special") ? "0" : null);
  const scheduleOf = (name: string, rows: string) => readSchedule(name, rows, after, currency);
  return {
    engine: ENGINE,
    currency,
    billingSchedules: {
      cal: { name: "Calendar month", cycle: "calendar_month" },
      "4w": { name: "Four weeks", cycle: "four_weeks" },
    },
    tuitionRates: made.rates,
    discountSchedules: {
      ...(family === null ? {} : { family: scheduleOf("Family", family) }),
      ...(after("dance") === null ? {} : { dance: scheduleOf("Dance", after("dance")!) }),
    },
    programs: Object.fromEntries(
      [...made.programs].map((id) => {
        const scheduleId =
          id === "Dance" && after("dance") !== null ? "dance" : family === null ? null : "family";
        return [id, { discountScheduleId: id === "Open" ? null : scheduleId }];
      }),
    ),
    classes: made.classes,
    taxRates: (after("tax") ?? "").split(",").filter(Boolean).map(readTax),
    promoCodes: Object.fromEntries(promoCodes(currency).map((promo) => [promo.code, promo])),
    settings,
  };
}

function readSchedule(
  name: string,
  rows: string,
  after: (name: string) => string | null,
  currency: string,
): DiscountScheduleRule {
  const axis = after("axis");
  const special = Object.fromEntries(
    (after("special") ?? "")
      .split(",")
      .filter(Boolean)
      .map((one) => [one.split(":")[0], offOf(one.split(":")[1]!, currency)]),
  );
  return {
    name,
    classAxis:
      axis === "student" ? "one_at_a_time_per_student" : axis === "total" ? "total" : "one_at_a_time",
    unit: after("unit") === "hours" ? "hours" : "classes",
    studentAxis: after("students") === "total" ? "total" : "one_at_a_time",
    rows: rows.split(",").map((row) => row.split(":").map((cell) => offOf(cell, currency))),
    special: { member: null, employee: null, in_service: null, ...special },
  };
}

function readTax(text: string): TaxRateRule {
  const match = /^(?:(\w+)?(?:@(\w+))?:)?([\d.]+)$/.exec(text);
  if (!match) throw new Error(`Not a tax: ${text}`);
  const [, programId = null, locationId = null, percent] = match;
  return { name: "Sales tax", rateBp: Math.round(Number(percent) * 100), programId, locationId };
}

function promoCodes(currency: string): PromoCodeRule[] {
  const base = { name: "Flyer", isCombinable: true, programIds: [], startsOn: null, expiresOn: null };
  const lowering = Object.entries(CODES).map(([code, text]): PromoCodeRule => {
    const off = offOf(text, currency)!;
    const common = { ...base, code, isCombinable: !code.endsWith("!") };
    return off.kind === "percent"
      ? { ...common, kind: "percent", percentBp: off.value }
      : { ...common, kind: "amount", amountMinor: off.value };
  });
  return [
    ...lowering,
    { ...base, code: "OLD", kind: "percent", percentBp: 5000, expiresOn: "2026-10-31" },
    { ...base, code: "LASTDAY", kind: "percent", percentBp: 1000, expiresOn: "2026-11-01" },
    { ...base, code: "SOON", kind: "percent", percentBp: 5000, startsOn: "2026-11-02" },
    { ...base, code: "DANCE", kind: "percent", percentBp: 2000, programIds: ["Dance"] },
    { ...base, code: "FOURWEEKS", kind: "switch_schedule", scheduleId: "4w" },
    { ...base, code: "TRY", kind: "force_trial" },
  ];
}
