/** Money is an integer of minor units (cents, pence) with an ISO 4217 code; never a float of major units. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** How many minor digits a currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

export function formatMoney(money: Money, locale: string): string {
  const digits = minorDigits(money.currency);
  return new Intl.NumberFormat(locale, { style: "currency", currency: money.currency }).format(
    money.amountMinor / 10 ** digits,
  );
}
