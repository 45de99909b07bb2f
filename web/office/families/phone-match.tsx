import { formats } from "../../shared/formats.ts";

/** Which digits of a shown number were typed: its beginning, with or without the country, or its end. */
function matchedDigits(shown: string, e164: string, typed: string): [number, number] | undefined {
  const wanted = typed.replace(/\D/g, "").replace(/^00/, "");
  const own = shown.replace(/\D/g, "");
  const whole = e164.replace(/\D/g, "");
  if (wanted.length < 3) return undefined;
  if (own.startsWith(wanted)) return [0, wanted.length];
  const hidden = whole.length - own.length;
  if (whole.startsWith(wanted) && wanted.length > hidden) return [0, wanted.length - Math.max(hidden, 0)];
  return own.endsWith(wanted) ? [own.length - wanted.length, own.length] : undefined;
}

/** Where in a text its n-th digit stands. */
function placeOfDigit(text: string, nth: number): number {
  let seen = 0;
  for (let place = 0; place < text.length; place++) {
    if (!/\d/.test(text[place] ?? "")) continue;
    if (seen === nth) return place;
    seen += 1;
  }
  return text.length;
}

/** A phone number as the school's country writes it, with what a search found in it. */
export function PhoneMatch(props: { e164: string; typed: string }) {
  return <>{matched(formats().phone(props.e164), props.e164, props.typed)}</>;
}

function matched(shown: string, e164: string, typed: string) {
  const digits = typed ? matchedDigits(shown, e164, typed) : undefined;
  if (!digits) return shown;
  const from = placeOfDigit(shown, digits[0]);
  const to = placeOfDigit(shown, digits[1] - 1) + 1;
  const found = shown.slice(from, to);
  return [shown.slice(0, from), <mark>{found}</mark>, shown.slice(to)];
}
