import { wordsOf } from "./language.ts";

export const staffWords = wordsOf({
  en: {
    title: "Meet the staff",
    empty: "Nobody to meet here yet",
    emptyHelp: "The school introduces its staff here when it is ready.",
    loading: "staff",
    failed: "The staff could not be loaded",
  },
  es: {
    title: "Nuestro equipo",
    empty: "Aquí todavía no hay nadie",
    emptyHelp: "La escuela presentará aquí a su equipo cuando esté lista.",
    loading: "equipo",
    failed: "No se ha podido cargar el equipo",
  },
});
