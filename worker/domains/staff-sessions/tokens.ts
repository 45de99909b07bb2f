const TOKEN_BYTES = 32;

/** A new session token: 256 random bits in base64url. */
export function newToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
}

/** What is stored of a token. */
export async function hashToken(token: string): Promise<string> {
  return sha256(new TextEncoder().encode(token));
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/**
 * The token of a password reset, made again from its id whenever the mail is sent: so neither the outbox nor the
 * table ever holds it, and a mail that is sent twice carries the same link.
 */
export async function resetToken(pepper: string, accountId: string, resetId: string): Promise<string> {
  return base64url(await keyed(pepper, `password-reset/${accountId}/${resetId}`));
}

/** The same for other things that a mail carries; `purpose` keeps one from passing for another. */
export async function derivedToken(pepper: string, purpose: string): Promise<string> {
  return base64url(await keyed(pepper, purpose));
}

/** Six figures that only whoever holds the key can make of that. */
export async function derivedCode(pepper: string, purpose: string): Promise<string> {
  const bytes = await keyed(pepper, purpose);
  const number = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, "0");
}

async function keyed(pepper: string, message: string): Promise<Uint8Array> {
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(pepper), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, text.encode(message)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
