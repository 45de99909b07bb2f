import { argon2id } from "./argon2.ts";

/** OWASP's first choice: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryKib: 19_456, iterations: 2, length: 32 };
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
// No password has this hash; it is checked when there is no such person, so that both cases take the same time.
const NOBODY = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/** The hash of a password as a PHC string, keyed with the pepper. */
export function hashPassword(password: string, pepper: string): string {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = argon2id(bytes(password), salt, bytes(pepper), PARAMETERS);
  const { memoryKib, iterations } = PARAMETERS;
  return `$argon2id$v=19$m=${memoryKib},t=${iterations},p=1$${toBase64(salt)}$${toBase64(hash)}`;
}

/** Whether the password has that hash; without one, takes as long and answers no. */
export function verifyPassword(password: string, pepper: string, phc: string | null): boolean {
  const parts = PHC.exec(phc ?? NOBODY);
  if (!parts) throw new Error("A stored password hash is not one of ours");
  const [, memory, iterations, salt, hash] = parts as unknown as [string, string, string, string, string];
  const expected = fromBase64(hash);
  const parameters = {
    memoryKib: Number(memory),
    iterations: Number(iterations),
    length: expected.length,
  };
  const actual = argon2id(bytes(password), fromBase64(salt), bytes(pepper), parameters);
  return crypto.subtle.timingSafeEqual(actual, expected) && phc !== null;
}

function bytes(text: string): Uint8Array {
  // The same characters typed on two keyboards may arrive composed or decomposed.
  return new TextEncoder().encode(text.normalize("NFC"));
}

function toBase64(value: Uint8Array): string {
  return btoa(String.fromCharCode(...value)).replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
