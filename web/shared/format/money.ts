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
  const partOf = (type: string, other: string) => parts.find((part) => part.type === type)?.value ?? other;
  const group = partOf("group", ",").replace("’", "'");
  const bare = text
    .replaceAll(partOf("currency", currency), "")
    .replaceAll(currency, "")
    .replace(/[\s\u00a0\u202f]/g, "")
    .replaceAll("’", "'");
  const isNegative = /^(\(.*\)|\p{Sc}?[-−].*)$/u.test(bare);
  const [, number] = /^[-−(]?\p{Sc}?[-−]?(.*?)\p{Sc}?\)?$/u.exec(bare) ?? [];
  const [whole = "", fraction = "", ...more] = (number ?? "").split(partOf("decimal", "."));
  // A separator elsewhere than between groups, as in "5,00" for five, would make another amount of it.
  const groups = whole.split(group.trim() === "" ? "," : group);
  const isGrouped = groups.length === 1 || (/^\d{1,3}$/.test(groups[0]!) && groups.at(-1)!.length === 3);
  const digits = fractionDigits(currency, locale);
  const isRead = more.length === 0 && isGrouped && fraction.length <= digits && whole + fraction !== "";
  if (!isRead || !/^\d*$/.test(groups.join("") + fraction)) return undefined;
  const amountMinor = Number(groups.join("") + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amountMinor)) return undefined;
  return isNegative ? -amountMinor : amountMinor;
}
