import type { Language } from "../../kernel/language.ts";
import { codeOfWords, type DeclineCode } from "../../providers/payments/declines.ts";

const SPANISH: Readonly<Record<DeclineCode, string>> = {
  insufficient_funds: "No hay saldo suficiente. Inténtalo más tarde o usa otra tarjeta o cuenta.",
  limit_exceeded: "Supera el límite de la tarjeta. Paga con otra o pide al banco que suba el límite.",
  card_expired: "La tarjeta ha caducado. Escribe su nueva fecha o usa otra tarjeta.",
  wrong_number: "El número no es correcto. Revísalo y escríbelo otra vez.",
  wrong_code: "El código de seguridad no es correcto. Revísalo y escríbelo otra vez.",
  wrong_address: "El código postal no coincide con el que tiene el banco. Revísalo y escríbelo otra vez.",
  lost_or_stolen: "El banco ya no acepta esta tarjeta. Usa otra.",
  declined_by_bank:
    "El banco la ha rechazado sin decir por qué. Pregunta al banco o usa otra tarjeta o cuenta.",
  authentication_failed: "El banco no pudo confirmar que eras tú. Inténtalo otra vez o usa otra tarjeta.",
  suspected_fraud: "Un control antifraude detuvo el pago. Pregunta al banco o usa otra tarjeta o cuenta.",
  not_supported: "Aquí no se puede usar esta clase de tarjeta o cuenta. Usa otra.",
  method_gone: "Esta tarjeta o cuenta ya no está guardada. Escríbela de nuevo.",
  account_closed: "La cuenta bancaria está cerrada. Usa otra cuenta o una tarjeta.",
  account_not_found: "El banco no conoce esta cuenta. Revisa los números de ruta y de cuenta.",
  account_frozen: "El banco ha bloqueado esta cuenta. Usa otra cuenta o una tarjeta.",
  debit_not_authorized:
    "El banco dice que este cargo no estaba permitido. Habla con el titular de la cuenta antes de intentarlo otra vez.",
  payment_stopped:
    "El titular de la cuenta pidió al banco que detuviera este pago. Habla con esa persona antes de intentarlo otra vez.",
  duplicate: "El mismo importe se pagó hace un momento. Mira el historial antes de volver a pagar.",
  bad_amount: "Este importe no se puede pagar así. Usa otra forma de pago.",
  canceled: "El pago se dejó antes de terminarlo. Paga de nuevo si todavía se debe.",
  try_later: "El banco no pudo responder ahora mismo. Inténtalo de nuevo en unos minutos.",
  setup_problem:
    "Los pagos no están bien configurados, así que no se ha cobrado nada. La escuela debe revisar su configuración.",
};

/** Why money was not taken, as it was kept in English, to somebody who reads another language. */
export function sayDecline(words: string, language: Language | undefined): string {
  const code = language === "es" ? codeOfWords(words) : undefined;
  return code === undefined ? words : SPANISH[code];
}
