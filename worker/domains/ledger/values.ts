/** What an act in the books is called, by its kind. */
export const ACT_TITLES: Readonly<Record<string, string>> = {
  charge: "Charge",
  payment: "Payment",
  credit: "Credit",
  refund: "Refund",
  refund_failed: "Refund failed",
  charge_void: "Charge voided",
  charge_line_void: "Line voided",
  payment_void: "Payment voided",
  credit_void: "Credit voided",
  return: "Payment returned",
  dispute: "Dispute",
  dispute_won: "Dispute won",
};

/** What the house calls a payment, a credit or a charge where staff typed nothing; their own words stay as they are. */
export const HOUSE_TITLES_ES: ReadonlyMap<string, string> = new Map([
  ["Cash payment", "Pago en efectivo"],
  ["Check", "Cheque"],
  ["Card terminal payment", "Pago con tarjeta en la escuela"],
  ["Card payment", "Pago con tarjeta"],
  ["Payment", "Pago"],
  ["House credit", "Abono de la escuela"],
  ["Coupon", "Cupón"],
  ["Gift credit", "Abono de regalo"],
  ["Credit", "Abono"],
  ["Registration fees", "Matrículas"],
]);

/** What the house adds to words of its own or of the school. */
const ENDINGS_ES: readonly { readonly ending: RegExp; readonly inSpanish: string }[] = [
  { ending: /, adjusted$/, inSpanish: ", ajustado" },
  { ending: /, (\d+) times$/, inSpanish: ", $1 veces" },
];

/** With what an online payment was made: “Visa ending in 1111”, “Bank account ending in 6789”. */
const ENDING_IN = /^(.+) ending in (\w{4})$/;
const KINDS_ES: ReadonlyMap<string, string> = new Map([
  ["Card", "Tarjeta"],
  ["Bank account", "Cuenta bancaria"],
]);

/** What a charge is called that is for several classes of a month. @param month its first day */
export function classesTitle(month: string): string {
  return `Classes, ${monthIn("en", Date.parse(month))}`;
}
const CLASSES = /^Classes, ([A-Z]\w+) (\d{4})$/;

function monthIn(language: string, atMs: number): string {
  return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(atMs);
}

/** What a line or an entry of the ledger is called, in Spanish as far as the house has called it so. */
export function houseTitleEs(stored: string): string {
  const added = ENDINGS_ES.find(({ ending }) => ending.test(stored));
  if (added) {
    const [ending = ""] = added.ending.exec(stored) ?? [];
    return houseTitleEs(stored.slice(0, -ending.length)) + ending.replace(added.ending, added.inSpanish);
  }
  const [, month, year] = CLASSES.exec(stored) ?? [];
  const monthAtMs = Date.parse(`${month} 1, ${year} UTC`);
  if (!Number.isNaN(monthAtMs)) return `Clases, ${monthIn("es", monthAtMs)}`;
  const [, kind, last4] = ENDING_IN.exec(stored) ?? [];
  if (kind !== undefined) return `${KINDS_ES.get(kind) ?? kind} terminada en ${last4}`;
  return HOUSE_TITLES_ES.get(stored) ?? stored;
}
