import type { AnniversaryFeeInput } from "../anniversary-fees/schemas.ts";
import type { Reference } from "../classes/class-references.ts";
import type { DiscountInput } from "../discounts/schemas.ts";
import type { CategoryInput, PromoInput, RateInput, ScheduleInput, TaxInput } from "./schemas.ts";

/** What is written of an entry, by the list it is on. */
export interface SetupInput {
  readonly chargeCategories: CategoryInput;
  readonly billingSchedules: ScheduleInput;
  readonly tuitionRates: RateInput;
  readonly discountSchedules: DiscountInput;
  readonly promoCodes: PromoInput;
  readonly taxRates: TaxInput;
  readonly anniversaryFees: AnniversaryFeeInput;
}
type AnyInput = SetupInput[keyof SetupInput];

/** The columns of an entry; the programs of a discount schedule are columns of the programs. */
export function setupFields(input: AnyInput & { readonly version?: number }): {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly attached: readonly string[] | null;
} {
  const { version: _version, ...fields } = input as AnyInput & { version?: number };
  if (!("classAxis" in fields)) return { fields, attached: null };
  const { programIds, ...own } = fields;
  return { fields: own, attached: programIds };
}

/** The entries of other lists that an input names. */
export function setupReferences(input: AnyInput): Reference[] {
  const one = (path: string, table: Reference["table"], id: string | null | undefined): Reference[] =>
    id ? [{ path, table, id }] : [];
  const programs = "programIds" in input ? input.programIds : [];
  const places = "locationAmounts" in input ? Object.keys(input.locationAmounts) : [];
  return [
    ...programs.map((id, i): Reference => ({ path: `programIds.${i}`, table: "program", id })),
    ...places.map((id): Reference => ({ path: `locationAmounts.${id}`, table: "location", id })),
    ...("categoryId" in input ? one("categoryId", "chargeCategory", input.categoryId) : []),
    ...("programId" in input ? one("programId", "program", input.programId) : []),
    ...("locationId" in input ? one("locationId", "location", input.locationId) : []),
    ...("billingScheduleId" in input
      ? one("billingScheduleId", "billingSchedule", input.billingScheduleId)
      : []),
  ];
}
