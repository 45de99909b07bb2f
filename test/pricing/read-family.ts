import type {
  EnrollmentFacts,
  FamilyFacts,
  PricedKind,
  SlotCounts,
} from "../../worker/domains/pricing/facts.ts";
import type { ClassRule, SpecialKind, TuitionRateRule } from "../../worker/domains/pricing/rules.ts";
import { minorOf, tiersOf } from "./read-rules.ts";

/*
 * `Mia Beams 50 4/4 from=15; Leo Swim 20/h 3/4x90 b1` is two enrollments: student, class, rate, meetings, then words.
 * rate:     50 (flat) · 20/h · 12/m · -  (none) · hours:1=40,3=35,*=30 (tiers; also classes: and slots:), /h or /m behind
 * meetings: enrolled/meetings of the class; x90 minutes (60); of4 in the whole month; w2 a week; several slots with +; none
 * words:    cal · 4w (month_session) | from=15 to=20 (days of November) | b1 or b1:0 blacked out of class:enrolled
 *           c1 cancelled | =40 =40<2026-10-31 agreed price | trial makeup day | member employee in_service
 *           #Dance (program Gym) @North (location Main) | whole (no proration) exempt tax=5 | code=TEN | made=9 id=x
 */

export interface MadeRules {
  readonly rates: Record<string, TuitionRateRule>;
  readonly classes: Record<string, ClassRule>;
  readonly programs: Set<string>;
}

export const PERIOD = { from: "2026-11-01", to: "2026-11-30" };

export function readFamily(text: string, rulesText: string): { facts: FamilyFacts; made: MadeRules } {
  const made: MadeRules = { rates: {}, classes: {}, programs: new Set() };
  const word = (name: string) =>
    rulesText
      .split(/\s+/)
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  const currency = word("currency") ?? "USD";
  const enrollments = text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one, i) => readEnrollment(one, i, currency, made));
  const facts = {
    familyId: "fam_1",
    period: PERIOD,
    chargeOn: word("on") ?? "2026-11-01",
    isAutopay: /\bautopay=/.test(rulesText),
    promoIds: (word("codes") ?? "").split(",").filter((code) => code !== ""),
    enrollments,
  };
  return { facts, made };
}

function readEnrollment(text: string, i: number, currency: string, made: MadeRules): EnrollmentFacts {
  const [studentName, className, rate, meetings, ...words] = text.split(/\s+/) as [
    string,
    string,
    string,
    string,
    ...string[],
  ];
  const after = (prefix: string) => words.find((one) => one.startsWith(prefix))?.slice(prefix.length) ?? null;
  const has = (...any: string[]) => any.find((one) => words.includes(one)) ?? null;
  const programId = after("#") ?? "Gym";
  made.programs.add(programId);
  made.classes[className] = {
    allowsProration: !has("whole"),
    isTaxExempt: has("exempt") !== null,
    ownTaxBp: after("tax=") === null ? null : Math.round(Number(after("tax=")) * 100),
  };
  if (rate !== "-") made.rates[rate] = readRate(rate, currency);
  const override = after("=")?.split("<");
  const day = has("day") ? "single_day" : null;
  return {
    enrollmentId: after("id=") ?? `e${i + 1}`,
    studentId: `stu_${studentName}`,
    kind: (day ?? has("trial", "makeup") ?? "active") as PricedKind,
    startsOn: after("from=") ? `2026-11-${after("from=")!.padStart(2, "0")}` : "2026-01-05",
    endsOn: after("to=") ? `2026-11-${after("to=")!.padStart(2, "0")}` : null,
    createdAtMs: Number(after("made=") ?? 1),
    className,
    studentName,
    classId: className,
    programId,
    locationId: after("@") ?? "Main",
    scheduleId: has("cal", "4w"),
    rateId: rate === "-" ? null : rate,
    special: has("member", "employee", "in_service") as SpecialKind | null,
    override: override
      ? {
          amountMinor: minorOf(override[0]!, currency),
          expiresOn: override[1] ?? null,
          reason: "Scholarship",
        }
      : null,
    promoId: after("code="),
    slots:
      meetings === "none" ? [] : meetings.split("+").map((slot, n) => readSlot(slot, n === 0 ? words : [])),
  };
}

function readSlot(text: string, words: readonly string[]): SlotCounts {
  const match = /^(\d+)\/(\d+)(?:x(\d+))?(?:of(\d+))?(?:w(\d+))?$/.exec(text);
  if (!match) throw new Error(`Not meetings: ${text}`);
  const [, enrolled, all, minutes, month, perWeek] = match;
  const [blackedOut, enrolledBlackedOut] = (words.find((one) => /^b\d/.test(one))?.slice(1) ?? "0").split(
    ":",
  );
  return {
    minutes: Number(minutes ?? 60),
    perWeek: Number(perWeek ?? 1),
    meetings: Number(all),
    monthMeetings: Number(month ?? all),
    enrolled: Number(enrolled),
    blackedOut: Number(blackedOut),
    enrolledBlackedOut: Number(enrolledBlackedOut ?? blackedOut),
    cancelled: Number(words.find((one) => /^c\d$/.test(one))?.slice(1) ?? 0),
  };
}

function readRate(text: string, currency: string): TuitionRateRule {
  const basis = text.endsWith("/h") ? "per_hour" : text.endsWith("/m") ? "per_slot" : "flat";
  const price = text.replace(/\/[hm]$/, "");
  const tiers = tiersOf(price, currency);
  return { name: text, basis, tiers, amountMinor: tiers ? null : minorOf(price, currency) };
}
