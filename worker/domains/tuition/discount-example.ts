import { minorDigits } from "../../../tenant-schema/money.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { billingRules } from "../billing-rules/schemas.ts";
import type { DiscountInput } from "../discounts/schemas.ts";
import { explain } from "../pricing/explain.ts";
import type { EnrollmentFacts, FamilyFacts } from "../pricing/facts.ts";
import { priceFamily } from "../pricing/price-family.ts";
import { ENGINE, type PriceRules } from "../pricing/rules.ts";
import type { DiscountExample } from "./shapes.ts";

/** Two children in three classes, in major units: what a discount schedule that is being typed would make of them. */
const EXAMPLE = [
  { studentName: "First child", className: "Gymnastics", price: 100 },
  { studentName: "First child", className: "Dance", price: 80 },
  { studentName: "Second child", className: "Swimming", price: 60 },
] as const;
const ON = "2026-09-01";

/** Priced by the engine that prices everything; nothing is read or written. */
export function discountExample(ctx: Context, schedule: DiscountInput): DiscountExample {
  requireRight(ctx, "billing_setup", "view");
  const { currency, locale } = ctx.account;
  const facts = exampleFamily();
  const priced = priceFamily(exampleRules(currency, schedule), facts);
  return {
    lines: priced.lines.map(({ enrollmentId, baseMinor, discountMinor, netMinor, trace }) => {
      const { studentName, className } = facts.enrollments.find((one) => one.enrollmentId === enrollmentId)!;
      return {
        studentName,
        className,
        baseMinor,
        discountMinor,
        netMinor,
        explanation: explain(trace, { currency, locale }),
      };
    }),
    totals: priced.totals,
  };
}

function exampleFamily(): FamilyFacts {
  return {
    familyId: "example",
    period: { from: ON, to: "2026-09-30" },
    chargeOn: ON,
    isAutopay: false,
    promoIds: [],
    enrollments: EXAMPLE.map(
      ({ studentName, className }, i): EnrollmentFacts => ({
        enrollmentId: `example-${i}`,
        studentId: studentName,
        kind: "active",
        startsOn: ON,
        endsOn: null,
        createdAtMs: i,
        className,
        studentName,
        classId: "example",
        programId: "example",
        locationId: "example",
        scheduleId: null,
        rateId: className,
        special: null,
        override: null,
        promoId: null,
        // One weekly meeting of an hour, of which none is missed.
        slots: [
          {
            ...{ minutes: 60, perWeek: 1, meetings: 4, monthMeetings: 4, enrolled: 4 },
            ...{ blackedOut: 0, enrolledBlackedOut: 0, cancelled: 0 },
          },
        ],
      }),
    ),
  };
}

function exampleRules(currency: string, { programIds: _programs, ...schedule }: DiscountInput): PriceRules {
  const unit = 10 ** minorDigits(currency);
  const { dueAfterDays: _due, ...settings } = billingRules.parse({});
  return {
    engine: ENGINE,
    currency,
    billingSchedules: {},
    tuitionRates: Object.fromEntries(
      EXAMPLE.map(({ className, price }) => [
        className,
        { name: "Monthly", basis: "flat" as const, amountMinor: price * unit, tiers: null },
      ]),
    ),
    discountSchedules: { example: schedule },
    programs: { example: { discountScheduleId: "example" } },
    classes: { example: { allowsProration: true, isTaxExempt: false, ownTaxBp: null } },
    taxRates: [],
    promoCodes: {},
    settings,
  };
}
