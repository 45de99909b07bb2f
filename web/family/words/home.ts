import { wordsOf } from "./language.ts";

export const homeWords = wordsOf({
  en: { hello: (name: string) => `Hi ${name}`, welcome: (school: string) => `Welcome to ${school}` },
  es: {
    hello: (name: string) => `Hola, ${name}`,
    welcome: (school: string) => `Te damos la bienvenida a ${school}`,
  },
});
