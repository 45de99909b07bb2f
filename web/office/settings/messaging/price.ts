import type { CreditStanding } from "../../../../worker/domains/messaging-settings/schemas.ts";
import { place } from "../../../shared/session.ts";

/** What so many credits cost. */
export function creditsPrice({ currency, priceMicros }: CreditStanding, count: number): string {
  return new Intl.NumberFormat(place()?.locale ?? "en-US", { style: "currency", currency }).format(
    (priceMicros * count) / 1_000_000,
  );
}
