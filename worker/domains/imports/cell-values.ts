import { fold } from "../../../tenant-schema/text.ts";

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/;
const MAX_EMAIL_CHARACTERS = 254;

export function isEmail(text: string): boolean {
  return text.length <= MAX_EMAIL_CHARACTERS && EMAIL.test(text);
}

/** What people write into a cell that has nothing to say. */
const NOTHING = new Set([
  "",
  "-",
  "--",
  "n/a",
  "na",
  "none",
  "null",
  "nil",
  "unknown",
  "keine",
  "ninguno",
  "ninguna",
]);

export function isNothing(text: string): boolean {
  return NOTHING.has(fold(text.trim()));
}

/** The addresses of a cell: `Ann <ann@x.example>; bob@x.example` has two. */
export function splitEmails(text: string): string[] {
  return text
    .split(/[,;|\s<>]+/)
    .map((part) => part.replace(/^mailto:/i, "").trim())
    .filter(
      (part, _, parts) => part !== "" && (part.includes("@") || !parts.some((other) => other.includes("@"))),
    );
}

/** The numbers of a cell; blanks and hyphens belong to a number, so they do not part two of them. */
export function splitPhones(text: string): string[] {
  return text
    .split(/[;|\n]|\s\/\s|,(?=\s*[+(\d])|\s+or\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !isNothing(part));
}

export function splitKeywords(text: string): string[] {
  return text
    .split(/[,;|\n]/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
}

/** `Núñez, Lucía` and `Lucía Núñez` are the same person; a single word is a first name. */
export function splitFullName(text: string): { firstName: string; lastName: string } {
  const name = text.replace(/\s+/g, " ").trim();
  const comma = name.indexOf(",");
  if (comma > 0) return { firstName: name.slice(comma + 1).trim(), lastName: name.slice(0, comma).trim() };
  const blank = name.lastIndexOf(" ");
  if (blank < 0) return { firstName: name, lastName: "" };
  // `van der Berg` and `de la Cruz` stay whole.
  const particles = /^(.+?)\s((?:(?:van|von|der|den|de|la|del|di|da|dos|du|le|al|bin|ter|ten)\s)+\S+)$/i.exec(
    name,
  );
  if (particles) return { firstName: particles[1] as string, lastName: particles[2] as string };
  return { firstName: name.slice(0, blank), lastName: name.slice(blank + 1) };
}

const GENDERS: Readonly<Record<string, "female" | "male" | "other">> = {
  f: "female",
  female: "female",
  girl: "female",
  woman: "female",
  w: "female",
  weiblich: "female",
  femenino: "female",
  m: "male",
  male: "male",
  boy: "male",
  man: "male",
  mannlich: "male",
  masculino: "male",
  x: "other",
  other: "other",
  nonbinary: "other",
  "non-binary": "other",
  d: "other",
  divers: "other",
  diverse: "other",
};

/** Null for what is not one of the three. */
export function parseGender(text: string): "female" | "male" | "other" | null {
  return GENDERS[fold(text.trim())] ?? null;
}

const YES = new Set(["yes", "y", "true", "1", "x", "ja", "si", "oui"]);
const NO = new Set(["no", "n", "false", "0", "nein", "non"]);

export function parseYesNo(text: string): "yes" | "no" | null {
  const folded = fold(text.trim());
  if (YES.has(folded)) return "yes";
  return NO.has(folded) ? "no" : null;
}

let countryNames: Map<string, string> | null = null;

/** The code of a country given as a code or by its English name; null when it is neither. */
export function parseCountry(text: string): string | null {
  countryNames ??= englishCountryNames();
  const folded = fold(text.trim()).replace(/[^a-z ]/g, "");
  return countryNames.get(folded) ?? null;
}

function englishCountryNames(): Map<string, string> {
  const names = new Map<string, string>([
    ["usa", "US"],
    ["us of a", "US"],
    ["united states of america", "US"],
    ["america", "US"],
    ["uk", "GB"],
    ["great britain", "GB"],
    ["england", "GB"],
    ["scotland", "GB"],
    ["wales", "GB"],
    ["northern ireland", "GB"],
  ]);
  const display = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = display.of(code);
      // A withdrawn code (DD) has the name of the one that took its place.
      if (!name || code === "ZZ" || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) continue;
      names.set(fold(name).replace(/[^a-z ]/g, ""), code);
      names.set(code.toLowerCase(), code);
    }
  }
  return names;
}
