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
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(pepper), algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, text.encode(`password-reset/${accountId}/${resetId}`));
  return base64url(new Uint8Array(mac));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
