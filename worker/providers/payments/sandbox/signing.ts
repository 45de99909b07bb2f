/*
 * The sandbox's own scheme: `t=<seconds>,s=<HMAC-SHA-256 of "<seconds>.<body>", in hex>`.
 */

export const SIGNATURE_HEADER = "chalkline-sandbox-signature";
const SHAPE = /^t=(\d{1,12}),s=([0-9a-f]{64})$/;
const TOLERANCE_S = 300;
const HMAC = { name: "HMAC", hash: "SHA-256" };

export async function sign(secret: string, body: string, nowMs: number): Promise<string> {
  const seconds = Math.floor(nowMs / 1000);
  const key = await importKey(secret, "sign");
  const mac = new Uint8Array(await crypto.subtle.sign(HMAC.name, key, signed(seconds, body)));
  return `t=${seconds},s=${Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export async function checkSignature(
  secret: string,
  body: string,
  header: string,
  nowMs: number,
): Promise<"good" | "bad_signature" | "too_old"> {
  const [, seconds, hex] = SHAPE.exec(header) ?? [];
  if (!seconds || !hex) return "bad_signature";
  const mac = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const key = await importKey(secret, "verify");
  const isOurs = await crypto.subtle.verify(HMAC.name, key, mac, signed(Number(seconds), body));
  if (!isOurs) return "bad_signature";
  return Math.abs(nowMs / 1000 - Number(seconds)) > TOLERANCE_S ? "too_old" : "good";
}

function signed(seconds: number, body: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${seconds}.${body}`) as Uint8Array<ArrayBuffer>;
}

function importKey(secret: string, use: "sign" | "verify"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), HMAC, false, [use]);
}
