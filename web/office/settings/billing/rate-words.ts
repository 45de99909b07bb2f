import type { RateInput, TierAxis } from "../../../../worker/domains/tuition/schemas.ts";
import { formats } from "../../../shared/formats.ts";

const per: Record<RateInput["basis"], string> = {
  flat: "a month",
  per_hour: "an hour",
  per_slot: "a meeting",
};
export const axisWords: Record<TierAxis, string> = {
  classes: "classes a week",
  hours: "hours a week",
  slots: "weekly times",
};

/** A rate in a few words: “$95.00 a month”, “from $80.00 an hour, by hours a week”. */
export function rateText(rate: Pick<RateInput, "basis" | "amountMinor" | "tierAxis" | "tiers">): string {
  if (rate.amountMinor !== null) return `${formats().money(rate.amountMinor)} ${per[rate.basis]}`;
  const amounts = (rate.tiers ?? []).map((tier) => tier.amountMinor);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)].map((minor) => formats().money(minor));
  const range = least === most ? least : `${least} to ${most}`;
  return `${range} ${per[rate.basis]}, by ${axisWords[rate.tierAxis ?? "classes"]}`;
}
