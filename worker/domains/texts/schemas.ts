// How long a text is, as the phone networks count it; the composer counts along with what is billed.

/** The letters of GSM 03.38; each is seven bits long. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Those of its extension, which come with an escape and so count twice. */
const EXTENSION = new Set("\f^{}\\[~]|€");

export interface TextMeasure {
  readonly encoding: "gsm7" | "ucs2";
  readonly segments: number;
  /** Letters as the encoding counts them, and how many more fit before another segment begins. */
  readonly units: number;
  readonly left: number;
}

export const MAX_TEXT_LENGTH = 1_600;
export const MAX_ATTACHMENTS = 5;
export const MAX_ATTACHMENT_BYTES = 5_000_000;
/** What phones show in a text: pictures, and a few others that their networks carry. */
export const ATTACHMENT_TYPES = ["image/jpeg", "image/png", "image/gif"] as const;
/** A text with pictures is billed like so many segments, whatever it says. */
const PICTURE_CREDITS = 3;

/** How a text is sent and in how many segments: one of 160 (or 70) units, or several of 153 (or 67). */
export function measureText(text: string): TextMeasure {
  const letters = [...text];
  const isBasic = letters.every((letter) => BASIC.has(letter) || EXTENSION.has(letter));
  const sizes = letters.map((letter) => (isBasic ? (EXTENSION.has(letter) ? 2 : 1) : letter.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const encoding = isBasic ? "gsm7" : "ucs2";
  const [single, joined] = isBasic ? [160, 153] : [70, 67];
  if (units <= single) return { encoding, segments: units === 0 ? 0 : 1, units, left: single - units };
  // Neither an escape nor half of a surrogate pair may stand alone at the end of a segment.
  let segments = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > joined) {
      segments += 1;
      filled = 0;
    }
    filled += size;
  }
  return { encoding, segments, units, left: joined - filled };
}

/** What a text costs, in credits. */
export function creditsFor(segments: number, pictures: number): number {
  return pictures > 0 ? Math.max(PICTURE_CREDITS, segments) : Math.max(1, segments);
}

/** What a credit costs by where the school is, in millionths of a dollar. */
const PRICE_MICROS: Readonly<Record<string, number>> = {
  US: 30_000,
  CA: 30_000,
  AU: 80_000,
  NZ: 120_000,
  GB: 60_000,
};
const ELSEWHERE = "GB";
export const CREDIT_CURRENCY = "USD";

export function creditPriceMicros(region: string): number {
  return PRICE_MICROS[region] ?? PRICE_MICROS[ELSEWHERE]!;
}

const STOP_WORDS = new Set(["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"]);
const START_WORDS = new Set(["START", "UNSTOP", "YES"]);
const HELP_WORDS = new Set(["HELP", "INFO"]);

/** Whether a whole text is one of the words that carriers know; a sentence that begins with one is a sentence. */
export function wordOf(text: string): "stop" | "start" | "help" | null {
  const word = text
    .trim()
    .replace(/[.!]+$/, "")
    .replace(/[\s-]+/g, "")
    .toUpperCase();
  if (STOP_WORDS.has(word)) return "stop";
  if (START_WORDS.has(word)) return "start";
  return HELP_WORDS.has(word) ? "help" : null;
}

/** Why a number is not texted. */
export type TextBlock = "stopped" | "not_agreed" | "no_number";
