import type { Portal } from "./schemas.ts";

const LANGUAGES: readonly Portal["language"][] = ["en", "es"];

/** The first of our languages that a browser asks for, in the order of its wishes. */
export function languageOf(acceptLanguage: string): Portal["language"] {
  const wishes = acceptLanguage
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag: tag.toLowerCase(), weight: weight ? Number(weight.split("=")[1]) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  const found = wishes.flatMap(({ tag }) => LANGUAGES.filter((language) => tag.split("-")[0] === language));
  return found[0] ?? "en";
}
