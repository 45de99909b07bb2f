import { wordsOf } from "./language.ts";

export const landingWords = wordsOf({
  en: {
    welcome: (school: string) => `Welcome to ${school}`,
    begin: "Click to begin",
    news: "News and announcements",
    carousel: "carousel",
    learnMore: "Learn more",
    learnMoreOf: (title: string) => `Learn more: ${title}`,
    previous: "Previous news",
    next: "Next news",
    pause: "Stop turning",
    play: "Turn by itself",
  },
  es: {
    welcome: (school: string) => `Te damos la bienvenida a ${school}`,
    begin: "Empezar",
    news: "Noticias y avisos",
    carousel: "carrusel",
    learnMore: "Más información",
    learnMoreOf: (title: string) => `Más información: ${title}`,
    previous: "Noticia anterior",
    next: "Noticia siguiente",
    pause: "Detener",
    play: "Pasar automáticamente",
  },
});
