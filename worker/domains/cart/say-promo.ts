import type { Reader } from "../../kernel/language.ts";

/** Why a code lowers nothing. */
export type PromoProblem =
  | { readonly code: "unknown" | "for_trials" | "nothing_fits" | "other_schedule" | "used_up" }
  | { readonly code: "not_yet" | "expired"; readonly day: string };

const NOON = "T12:00:00Z";

/** In the language of whoever typed it. */
export function sayPromo(problem: PromoProblem, { locale, language }: Reader): string {
  const es = language === "es";
  const written = (day: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day + NOON));
  switch (problem.code) {
    case "unknown":
      return es
        ? "No existe este código. Mira cómo se escribe."
        : "There is no such code. Look at how it is written.";
    case "not_yet":
      return es
        ? `Este código vale a partir del ${written(problem.day)}.`
        : `This code is good from ${written(problem.day)} on.`;
    case "expired":
      return es
        ? `Este código caducó el ${written(problem.day)}.`
        : `This code expired on ${written(problem.day)}.`;
    case "for_trials":
      return es
        ? "Este código es para una prueba, que de todos modos no cuesta nada."
        : "This code is for a trial, which costs nothing anyway.";
    case "nothing_fits":
      return es
        ? "Este código no es para nada de lo que hay en el carrito."
        : "This code is not for anything in the cart.";
    case "other_schedule":
      return es
        ? "Este código es para otra forma de cobro que la de estas clases."
        : "This code is for another way of paying than these classes have.";
    case "used_up":
      return es
        ? "Este código ya se ha usado todas las veces que valía."
        : "This code was used as often as it may be.";
  }
}
