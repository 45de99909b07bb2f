const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: string, locale: string) {
  const key = `${locale} ${currency}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    formatters.set(key, known);
  }
  return known;
}

const fractionDigits = (currency: string, locale: string) =>
  formatter(currency, locale).resolvedOptions().maximumFractionDigits ?? 2;

export function formatMoney(amountMinor: number, currency: string, locale: string) {
  return formatter(currency, locale).format(amountMinor / 10 ** fractionDigits(currency, locale));
}

/** A balance reads as a statement does: owed as a plain amount, credit as a positive amount marked "cr". */
export function formatBalance(amountMinor: number, currency: string, locale: string) {
  const text = formatMoney(Math.abs(amountMinor), currency, locale);
  return amountMinor < 0 ? `${text} cr` : text;
}

/** Reads "1,234.5", "1.234,50 €" or "(12)" as people of that locale mean it; undefined when it is not an amount. */
export function parseMoney(text: string, currency: string, locale: string): number | undefined {
  const parts = formatter(currency, locale).formatToParts(1234567.8);
  const decimal = parts.find((part) => part.type === "decimal")?.value ?? ".";
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  const isNegative = /^\s*(\(.*\)|[-−].*)$/.test(text);
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, "")
    .replaceAll(group, "")
    .replace(decimal, ".")
    .replace(/[^\d.]/g, "");
  const digits = fractionDigits(currency, locale);
  const match = /^(\d+)?(?:\.(\d*))?$/.exec(plain);
  if (!match || plain === "" || plain === "." || (match[2] ?? "").length > digits) return undefined;
  const amountMinor = Number((match[1] ?? "0") + (match[2] ?? "").padEnd(digits, "0"));
  return isNegative ? -amountMinor : amountMinor;
}
