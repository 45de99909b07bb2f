import * as z from "zod/mini";
import type { Language } from "../../kernel/language.ts";
import type { RequestItem } from "./approval.ts";

/** What a family asked for, as its mails say it in either language. Days stand as YYYY-MM-DD; a mail writes them out. */
export type RequestWords = Readonly<Record<Language, string>>;

export function absenceWords(name: string, first: string, last: string): RequestWords {
  return first === last
    ? { en: `${name} will be absent on ${first}`, es: `${name} faltará el ${first}` }
    : {
        en: `${name} will be absent from ${first} to ${last}`,
        es: `${name} faltará del ${first} al ${last}`,
      };
}

export function dropWords(name: string, className: string, lastDay: string): RequestWords {
  return {
    en: `${name} leaves ${className}, last day ${lastDay}`,
    es: `${name} deja ${className}, último día: ${lastDay}`,
  };
}

export function transferWords(name: string, from: string, to: string, startsOn: string): RequestWords {
  return {
    en: `${name} moves from ${from} to ${to} on ${startsOn}`,
    es: `${name} pasa de ${from} a ${to} el ${startsOn}`,
  };
}

export function makeupWords(name: string, className: string, onDate: string): RequestWords {
  return {
    en: `${name} makes up a class in ${className} on ${onDate}`,
    es: `${name} recupera una clase en ${className} el ${onDate}`,
  };
}

export function placeWords(
  name: string,
  className: string,
  startsOn: string,
  isTrial: boolean,
): RequestWords {
  return {
    en: `${isTrial ? "a trial" : "a place"} for ${name} in ${className} from ${startsOn}`,
    es: `${isTrial ? "una clase de prueba" : "una plaza"} para ${name} en ${className} desde el ${startsOn}`,
  };
}

export const ERASURE_WORDS: RequestWords = {
  en: "erase what we hold of your family",
  es: "borrar lo que guardamos de tu familia",
};

/** Of which family it may be, only staff are told: whoever asks may be a stranger to it. */
export const CONNECT_WORDS: RequestWords = {
  en: "connect your account with what we have of your family",
  es: "unir tu cuenta con lo que ya tenemos de tu familia",
};

const kept = z.object({ told: z.object({ en: z.string(), es: z.string() }) });

/** What the mails about a request say of it: its words, or the line that staff read where it has none. */
export function toldOf({ facts, summary }: Pick<RequestItem, "facts" | "summary">): RequestWords {
  return kept.safeParse(facts).data?.told ?? { en: summary, es: summary };
}
