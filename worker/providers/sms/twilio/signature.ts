const HEADER = "x-twilio-signature";

/**
 * The signature over an address and the fields of a form, as the provider makes it: HMAC-SHA1 over the address and, in
 * the order of their names, each field's name and value; a name that comes several times counts each value once, in order.
 */
export async function signatureOf(authToken: string, url: string, form: URLSearchParams): Promise<string> {
  const names = [...new Set(form.keys())].sort();
  const fields = names.flatMap((name) => {
    const values = form.getAll(name);
    return values.length === 1
      ? [name, values[0]!]
      : [...new Set(values)].sort().flatMap((value) => [name, value]);
  });
  const key = await importKey(authToken, "sign");
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(url + fields.join("")));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Whether a delivery was signed with the token; the port of the address may be named or not. */
export async function isSigned(
  authToken: string,
  url: string,
  form: URLSearchParams,
  headers: Headers,
): Promise<boolean> {
  const given = headers.get(HEADER);
  if (!given) return false;
  for (const address of [withoutPort(url), withPort(url), url]) {
    if (isSame(given, await signatureOf(authToken, address, form))) return true;
  }
  return false;
}

export function signedHeaders(signature: string): Record<string, string> {
  return { "content-type": "application/x-www-form-urlencoded", [HEADER]: signature };
}

const HOST_AND_PORT = /^(https?:\/\/[^/?#:]+)(?::\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(HOST_AND_PORT, "$1");
}

function withPort(url: string): string {
  if (/^https?:\/\/[^/?#:]+:\d+/i.test(url)) return url;
  return url.replace(HOST_AND_PORT, url.toLowerCase().startsWith("https:") ? "$1:443" : "$1:80");
}

/** Takes as long whatever differs. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let i = 0; i < expected.length; i++) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}

function importKey(authToken: string, use: "sign"): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(authToken);
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-1" }, false, [use]);
}
