import { formatMoney } from "../../shared/format/money.ts";
import { place } from "../../shared/session.ts";

/** An amount of an account: each has a currency of its own. */
export const moneyIn = (currency: string) => (amountMinor: number) =>
  formatMoney(amountMinor, currency, place()?.locale ?? navigator.language);

export const percent = (part: number, whole: number): string =>
  whole > 0 ? `${Math.round((1_000 * part) / whole) / 10} %` : "–";
