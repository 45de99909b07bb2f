import { type IsoDate, lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { DueFee } from "../billing-runs/kinds/plan-anniversary.ts";
import { tuitionKey } from "../billing-runs/kinds/tuition-payload.ts";
import type { CartPlan } from "../cart/plan-cart.ts";
import type { PlannedLine } from "../cart/plan-line.ts";
import type { PricedMonth } from "../cart/price-lines.ts";
import type { NewCharge, NewLine } from "../ledger/add-charges.ts";
import { classesTitle } from "../ledger/values.ts";
import type { FamilyFacts } from "../pricing/facts.ts";

/** The charges of what a cart enrolls: one a month and location, and one of the fees at each location. Pure. */
export function planCharges(
  ctx: Context,
  plan: Pick<CartPlan, "lines" | "priced" | "fees">,
  how: {
    readonly familyId: string;
    readonly dueOn: IsoDate;
    readonly enrollmentIds: ReadonlyMap<string, string>;
  },
): NewCharge[] {
  const { familyId, dueOn, enrollmentIds } = how;
  const common = { familyId, chargeOn: today(ctx), dueOn, source: "checkout" as const };
  const enrolling = plan.lines.filter(({ asked }) => enrollmentIds.has(asked.id));
  const tuition = (plan.priced?.months ?? []).flatMap((month) => {
    const billed = enrolling.filter(({ asked }) => (month.lines.get(asked.id)?.totalMinor ?? 0) > 0);
    const byLocation = Map.groupBy(billed, ({ plan: { target } }) => target.locationId);
    return [...byLocation].map(([locationId, lines]): NewCharge => {
      const own = lines.map((line) => tuitionLine(line, month, enrollmentIds.get(line.asked.id)!));
      const title = own.length === 1 ? own[0]!.description : classesTitle(month.month);
      const rulesId = plan.priced!.tariff.id;
      return { ...common, locationId, title, rulesId, facts: named(month.facts, enrollmentIds), lines: own };
    });
  });
  return enrolling.length === 0 ? tuition : [...tuition, ...feeCharges(plan.fees, common)];
}

/** One charge of the fees at each location. Pure. */
export function feeCharges(
  fees: readonly DueFee[],
  common: Pick<NewCharge, "familyId" | "chargeOn" | "dueOn" | "source">,
): NewCharge[] {
  return [...Map.groupBy(fees, ({ locationId }) => locationId)].map(
    ([locationId, due]): NewCharge => ({
      ...{ ...common, locationId, title: due.length === 1 ? due[0]!.label : "Registration fees" },
      lines: due.map(({ fee, label, studentId, netMinor, taxMinor, billingKey }) => ({
        ...{ kind: "anniversary", description: label, studentId, billingKey, taxMinor },
        ...{ programId: fee.programId, categoryId: fee.categoryId, baseMinor: netMinor },
      })),
    }),
  );
}

/** What was priced before it had an id is kept under the one that it has. */
function named(facts: FamilyFacts, ids: ReadonlyMap<string, string>): FamilyFacts {
  const enrollments = facts.enrollments.map((one) => ({
    ...one,
    enrollmentId: ids.get(one.enrollmentId) ?? one.enrollmentId,
  }));
  return { ...facts, enrollments };
}

function tuitionLine({ asked, plan }: PlannedLine, month: PricedMonth, enrollmentId: string): NewLine {
  const priced = month.lines.get(asked.id)!;
  return {
    kind: "tuition",
    description: priced.description,
    studentId: asked.studentId,
    enrollmentId,
    classId: plan.target.id,
    programId: plan.target.programId,
    categoryId: month.categoryId,
    periodFrom: month.month,
    periodTo: lastDayOfMonth(month.month),
    baseMinor: priced.baseMinor,
    discountMinor: priced.discountMinor,
    netMinor: priced.netMinor,
    taxMinor: priced.taxMinor,
    promoCodeIds: priced.promoIds.length === 0 ? null : [...priced.promoIds],
    trace: [...priced.trace],
    // Whatever bills the month later finds that it was billed.
    billingKey: tuitionKey(enrollmentId, month.month),
  };
}
