import type { TextRefused, TextTrouble } from "./sms.ts";

type Reason = TextRefused["reason"];

/** What the provider's codes mean to somebody who runs a school; its own words are for programmers. */
const CODES: Readonly<Record<string, readonly [reason: Reason, words: string]>> = {
  "21211": ["bad_number", "This is not a phone number that can be texted. Check it with the family."],
  "21408": ["not_permitted", "Texting to that country is switched off at the provider."],
  "21606": ["not_permitted", "The school's number cannot send texts. Check it in Settings → Messaging."],
  "21610": ["stopped", "They wrote STOP, so they cannot be texted until they write START."],
  "21612": ["not_permitted", "The school's number cannot reach that number."],
  "21614": ["bad_number", "This number cannot receive texts. It may be a landline."],
  "21617": ["other", "The text is too long to be sent."],
  "21623": ["other", "The attachment could not be sent: its kind or size is not taken."],
  "30003": ["other", "The phone was switched off or out of reach."],
  "30004": ["other", "The carrier blocks texts to this number."],
  "30005": ["bad_number", "Nobody has this number any more. Check it with the family."],
  "30006": ["bad_number", "This number cannot receive texts. It may be a landline."],
  "30007": ["other", "The carrier held the text for spam. Say it in other words, without links."],
  "30008": ["other", "It did not arrive, and the carrier does not say why."],
  "30034": ["not_permitted", "The school's number is not registered with the carriers yet."],
};

/** What a code of the provider means; one that is not known keeps the provider's words. */
export function troubleOf(code: string, providerWords: string | null): TextTrouble {
  const known = CODES[code];
  return { code, words: known?.[1] ?? (providerWords || `The provider refused it (code ${code}).`) };
}

export function reasonOf(code: string): Reason {
  return CODES[code]?.[0] ?? "other";
}
