import { addMonths } from "../../../../tenant-schema/dates.ts";
import { rateBp, taxOn } from "../../ledger/taxes.ts";
import type { AnniversaryInput } from "../schemas.ts";
import type { AnniversaryFacts, ChargedFee, Fee, FeeException, Membership } from "./anniversary-queries.ts";

/** A fee that is due, as it would be charged. */
export interface DueFee {
  readonly fee: Fee;
  readonly familyId: string;
  readonly studentId: string | null;
  readonly label: string;
  readonly locationId: string;
  readonly dueOn: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** What it came to last time; null: this is the first. */
  readonly wasMinor: number | null;
  /** Why there is nothing to pay. */
  readonly why: string | null;
  readonly billingKey: string;
}

interface FamilyFacts {
  readonly familyId: string;
  readonly members: readonly Membership[];
  readonly exceptions: readonly FeeException[];
  readonly charged: readonly ChargedFee[];
}

/** The fees of some families whose day has come, in the order of families and fees. */
export function planAnniversary(input: AnniversaryInput, facts: AnniversaryFacts): DueFee[] {
  const members = Map.groupBy(facts.members, (one) => one.familyId);
  const exceptions = Map.groupBy(facts.exceptions, (one) => one.familyId);
  const charged = Map.groupBy(facts.charged, (one) => one.familyId);
  return [...members].flatMap(([familyId, own]) => {
    const family: FamilyFacts = {
      familyId,
      members: own,
      exceptions: exceptions.get(familyId) ?? [],
      charged: charged.get(familyId) ?? [],
    };
    return facts.fees.flatMap((fee) => dueOfFee(input, facts, fee, family));
  });
}

/** A fee of a family: once, or for each student as far as the family's cap allows. */
function dueOfFee(input: AnniversaryInput, facts: AnniversaryFacts, fee: Fee, family: FamilyFacts): DueFee[] {
  const mine = family.members.filter((one) => fee.programId === null || one.programId === fee.programId);
  const groups =
    fee.per === "student"
      ? [...Map.groupBy(mine, (one) => one.studentId).values()]
      : mine.length > 0
        ? [mine]
        : [];
  let left = capLeft(input, fee, family);
  return groups.flatMap((group): DueFee[] => {
    const due = dueOfMember(input, fee, family, group);
    if (due === null) return [];
    const netMinor = Math.min(due.wantedMinor, left);
    left -= netMinor;
    const taxMinor = taxOn(
      netMinor,
      rateBp(facts.rates, { programId: fee.programId, locationId: due.locationId }),
    );
    const why =
      netMinor > 0 ? null : due.wantedMinor > 0 ? "The most that a family pays is reached." : EXEMPT;
    const { wantedMinor: _wanted, ...rest } = due;
    return [{ ...rest, netMinor, taxMinor, why }];
  });
}
const EXEMPT = "Exempt from this fee.";

/** What a family can still be charged of a fee, after what it was charged in the time of one. */
function capLeft(input: AnniversaryInput, fee: Fee, { charged }: FamilyFacts): number {
  if (fee.familyCapMinor === null) return Number.MAX_SAFE_INTEGER;
  const since = fee.months === null ? "" : addMonths(input.chargeOn, -fee.months);
  const spent = charged.filter((line) => isOf(fee, line) && line.chargeOn > since);
  return Math.max(0, fee.familyCapMinor - spent.reduce((sum, line) => sum + line.netMinor, 0));
}

type Wanted = Omit<DueFee, "netMinor" | "taxMinor" | "why"> & { readonly wantedMinor: number };

function dueOfMember(
  { dueThrough, locationIds }: AnniversaryInput,
  fee: Fee,
  family: FamilyFacts,
  group: readonly Membership[],
): Wanted | null {
  const current = group.filter((one) => one.isCurrent === 1);
  const [first] = current;
  if (first === undefined) return null;
  const { locationId } = first;
  if (locationIds.length > 0 && !locationIds.includes(locationId)) return null;
  const studentId = fee.per === "student" ? first.studentId : null;
  const last = family.charged.findLast((line) => isOf(fee, line) && line.studentId === studentId);
  const exception =
    family.exceptions.find((one) => one.feeId === fee.id && one.studentId === studentId) ??
    family.exceptions.find((one) => one.feeId === fee.id && one.studentId === null);
  const dueOn = dueDay(fee, group, last, exception);
  if (dueOn === null || dueOn > dueThrough) return null;
  const member = studentId ?? family.familyId;
  return {
    ...{ fee, familyId: family.familyId, studentId, locationId, dueOn },
    label: studentId === null ? fee.name : `${fee.name}: ${first.studentName}`,
    wantedMinor: exception?.amountMinor ?? fee.locationAmounts[locationId] ?? fee.amountMinor,
    wasMinor: last?.totalMinor ?? null,
    billingKey: `anniversary:${fee.id}:${member}:${dueOn}`,
  };
}

/** So many months after the last charge, or with the first class; somebody's own day puts it off. */
function dueDay(
  fee: Fee,
  group: readonly Membership[],
  last: ChargedFee | undefined,
  exception: FeeException | undefined,
): string | null {
  if (last !== undefined && fee.months === null) return null;
  const first = group.map((one) => one.firstOn).sort()[0]!;
  const ruled = last === undefined ? first : addMonths(last.chargeOn, fee.months!);
  const own = exception?.nextOn ?? null;
  return own !== null && own > ruled ? own : ruled;
}

/** Whether a line was charged for the fee; one that was typed by hand counts for the fee of its program. */
function isOf(fee: Fee, line: ChargedFee): boolean {
  if (line.billingKey === null) {
    const isSameKind = (line.studentId === null) === (fee.per === "family");
    return isSameKind && line.programId === fee.programId;
  }
  return line.billingKey.startsWith(`anniversary:${fee.id}:`);
}
