import { wordsOf } from "./language.ts";

export const newsWords = wordsOf({
  en: {
    title: "News",
    empty: "No news right now",
    emptyHelp: "What the school has to tell appears here.",
    readMore: "Read more",
    readMoreOf: (title: string) => `Read more: ${title}`,
    back: "All news",
    gone: "This news is not there any more",
    goneHelp: "It may be over. Everything that is told now is on the news page.",
    loading: "news",
    failed: "The news could not be loaded",
  },
  es: {
    title: "Noticias",
    empty: "Ahora mismo no hay noticias",
    emptyHelp: "Aquí aparece lo que la escuela tenga que contar.",
    readMore: "Leer más",
    readMoreOf: (title: string) => `Leer más: ${title}`,
    back: "Todas las noticias",
    gone: "Esta noticia ya no está",
    goneHelp: "Puede que haya terminado. Todo lo actual está en la página de noticias.",
    loading: "noticias",
    failed: "No se han podido cargar las noticias",
  },
});
