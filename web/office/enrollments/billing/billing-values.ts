import type { BillingChoice } from "../../../../worker/domains/tuition/schemas.ts";
import { formats } from "../../../shared/formats.ts";

export type BillingValues = {
  classTuitionId: string;
  overrideMinor: number | string;
  overrideExpiresOn: string;
  overrideReason: string;
  promoCode: string;
};

export const noBilling: BillingValues = {
  classTuitionId: "",
  overrideMinor: "",
  overrideExpiresOn: "",
  overrideReason: "",
  promoCode: "",
};

export const billingValuesOf = (chosen: BillingChoice | null): BillingValues => ({
  classTuitionId: chosen?.classTuitionId ?? "",
  overrideMinor: chosen?.overrideMinor ?? "",
  overrideExpiresOn: chosen?.overrideExpiresOn ?? "",
  overrideReason: chosen?.overrideReason ?? "",
  promoCode: chosen?.promoCode ?? "",
});

/** What was typed as the server takes it; a text that is no amount goes as it is, and is refused at its field. */
export function billingOf(values: BillingValues): BillingChoice {
  const { overrideMinor } = values;
  const minor = typeof overrideMinor === "string" && overrideMinor.trim() === "" ? null : overrideMinor;
  return {
    classTuitionId: values.classTuitionId || null,
    overrideMinor: minor as number | null,
    overrideExpiresOn: values.overrideExpiresOn || null,
    overrideReason: values.overrideReason.trim() || null,
    promoCode: values.promoCode.trim() || null,
  };
}

export const isDecided = (values: BillingValues) =>
  JSON.stringify(billingOf(values)) !== JSON.stringify(billingOf(noBilling));

/** An amount that cannot be read, told before anything is sent. */
export function amountIssues(values: BillingValues) {
  const { overrideMinor } = values;
  if (typeof overrideMinor === "number" || overrideMinor.trim() === "") return [];
  const message = `Enter an amount such as ${formats().money(4500)}, with no more decimals`;
  return [{ message, path: ["billing", "overrideMinor"] }];
}
