import type { Language } from "../../kernel/language.ts";

/** What stands in the mail around the message that staff wrote. */
export interface StatementWords {
  hello(name: string): string;
  owed(day: string, amount: string, school: string): string;
  onAccount(day: string, amount: string, school: string): string;
  settled(day: string, school: string): string;
  readonly attached: string;
}

export const STATEMENT_WORDS: Readonly<Record<Language, StatementWords>> = {
  en: {
    hello: (name) => `Hello ${name},`,
    owed: (day, amount, school) => `On ${day} you owed ${amount} at ${school}.`,
    onAccount: (day, amount, school) => `On ${day} you had ${amount} on account at ${school}.`,
    settled: (day, school) => `On ${day} your account at ${school} was settled.`,
    attached: "The statement is attached. If something in it does not look right, please get in touch.",
  },
  es: {
    hello: (name) => `Hola, ${name}:`,
    owed: (day, amount, school) => `El ${day} tenías pendiente de pago ${amount} en ${school}.`,
    onAccount: (day, amount, school) => `El ${day} tenías un saldo a favor de ${amount} en ${school}.`,
    settled: (day, school) => `El ${day} tu cuenta en ${school} estaba al corriente.`,
    attached: "Adjuntamos el extracto. Si algo no te cuadra, ponte en contacto con nosotros.",
  },
};
