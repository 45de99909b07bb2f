import { MadeOnce } from "./made-once.ts";

/** Money is an integer of minor units (cents, pence) with an ISO 4217 code; never a float of major units. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** How many minor digits a currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return formatOf("en", currency).resolvedOptions().maximumFractionDigits ?? 2;
}

export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  return formatOf(locale, currency).format(amountMinor / 10 ** minorDigits(currency));
}

/** To make a format costs some fifty times what it does to use one. */
const formats = new MadeOnce<Intl.NumberFormat>(50);

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  return formats.of(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: "currency", currency }),
  );
}
