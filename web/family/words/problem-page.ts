import { wordsOf } from "./language.ts";

type Told = { readonly title: string; readonly help: string };

/** What a family reads where the portal should be, by the code of the problem; `other` stands for all without a line. */
export const problemPageWords = wordsOf<Readonly<Record<string, Told>> & { readonly other: Told }>({
  en: {
    account_unknown: {
      title: "There is no school at this address",
      help: "Check how its name is written in the address, or ask your school for its link.",
    },
    account_suspended: {
      title: "The portal is closed for now",
      help: "Nothing is lost. Ask your school when it opens again.",
    },
    account_closed: {
      title: "This portal was closed",
      help: "Your school can tell you where to find it now.",
    },
    account_migrating: {
      title: "Back in a moment",
      help: "The portal is being brought up to date. That takes less than a minute.",
    },
    database_unavailable: {
      title: "Back in a moment",
      help: "Your school's data can't be reached just now. Nothing is lost.",
    },
    other: {
      title: "The portal could not be opened",
      help: "That is our fault, not yours. Nothing is lost; try again in a moment.",
    },
  },
  es: {
    account_unknown: {
      title: "No hay ninguna escuela en esta dirección",
      help: "Comprueba cómo está escrito su nombre en la dirección, o pide el enlace a tu escuela.",
    },
    account_suspended: {
      title: "El portal está cerrado por ahora",
      help: "No se ha perdido nada. Pregunta a tu escuela cuándo vuelve a abrir.",
    },
    account_closed: {
      title: "Este portal se ha cerrado",
      help: "Tu escuela puede decirte dónde encontrarla ahora.",
    },
    account_migrating: {
      title: "Volvemos enseguida",
      help: "El portal se está actualizando. Tarda menos de un minuto.",
    },
    database_unavailable: {
      title: "Volvemos enseguida",
      help: "Ahora mismo no se puede acceder a los datos de tu escuela. No se ha perdido nada.",
    },
    other: {
      title: "No se ha podido abrir el portal",
      help: "Es culpa nuestra, no tuya. No se ha perdido nada; inténtalo de nuevo enseguida.",
    },
  },
});
