import type { Language } from "../../kernel/language.ts";
import type { PaymentMethod } from "../ledger/shapes.ts";
import { METHODS } from "../reports/money/money-words.ts";
import type { PaymentPaper } from "./shapes.ts";

const SPANISH: Readonly<Record<PaymentMethod, string>> = {
  card: "Tarjeta",
  echeck: "Cargo en cuenta",
  terminal: "Terminal de tarjetas",
  cash: "Efectivo",
  check: "Cheque",
  gift: "Tarjeta regalo",
  coupon: "Cupón",
  house: "Abono de la escuela",
  other: "Otra forma",
};

const ENDING: Readonly<Record<Language, string>> = { en: "ending in", es: "terminada en" };

/** How a payment was made: “Visa ending in 4242”, “Check 1007”. */
export function methodWords(
  { method, cardBrand, last4, reference }: Pick<PaymentPaper, "method" | "cardBrand" | "last4" | "reference">,
  language: Language = "en",
): string {
  const name = (language === "es" ? SPANISH[method] : METHODS[method]) ?? method;
  const brand = cardBrand === null ? name : cardBrand[0]!.toUpperCase() + cardBrand.slice(1);
  if (last4 !== null) return `${brand} ${ENDING[language]} ${last4}`;
  return reference ? `${name} ${reference}` : name;
}
