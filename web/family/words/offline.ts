import { wordsOf } from "./language.ts";

export const offlineWords = wordsOf({
  en: {
    title: "You are offline",
    help: "Booking and paying need a connection. This page loads again by itself when it is back.",
    again: "Try again",
    comingUp: "Coming up, as last seen",
    asOf: (family: string, when: string) => `${family}, ${when}. It may have changed since.`,
    nothing: "Nothing of what was seen last is still ahead.",
  },
  es: {
    title: "Sin conexión",
    help: "Para reservar y pagar hace falta conexión. La página se carga sola cuando vuelva.",
    again: "Intentar de nuevo",
    comingUp: "Próximamente, según lo último que viste",
    asOf: (family: string, when: string) => `${family}, ${when}: puede haber cambiado.`,
    nothing: "De lo último que viste ya no queda nada por delante.",
  },
});
