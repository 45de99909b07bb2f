// The receiving half of RFC 8291 and RFC 8292, written from their text: what a browser does with a push message.

const text = new TextEncoder();
const P256 = { name: "ECDH", namedCurve: "P-256" } as const;
const AUTH_BYTES = 16;
const SALT_BYTES = 16;
const HEADER_BYTES = SALT_BYTES + 4 + 1;

export const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
export const fromBase64url = (value: string) =>
  Uint8Array.from(atob(value.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const joined = (...parts: readonly Uint8Array[]) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

async function derive(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number) {
  const key = await crypto.subtle.importKey("raw", secret as BufferSource, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: salt as BufferSource, info: info as BufferSource };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, bytes * 8));
}

/** A browser with a push subscription: its address and keys, and what it makes of a request to that address. */
export async function pushBrowser(endpoint: string) {
  const keys = (await crypto.subtle.generateKey(P256, true, ["deriveBits"])) as CryptoKeyPair;
  const own = new Uint8Array((await crypto.subtle.exportKey("raw", keys.publicKey)) as ArrayBuffer);
  const auth = crypto.getRandomValues(new Uint8Array(AUTH_BYTES));
  return {
    subscription: { endpoint, p256dh: base64url(own), auth: base64url(auth), device: "Test browser" },
    async read(body: Uint8Array): Promise<unknown> {
      const salt = body.slice(0, SALT_BYTES);
      const keyLength = body[HEADER_BYTES - 1]!;
      const theirs = body.slice(HEADER_BYTES, HEADER_BYTES + keyLength);
      const sender = await crypto.subtle.importKey("raw", theirs as BufferSource, P256, false, []);
      const shared = await crypto.subtle.deriveBits(
        { name: "ECDH", public: sender } as never,
        keys.privateKey,
        256,
      );
      const info = joined(text.encode("WebPush: info\0"), own, theirs);
      const secret = await derive(new Uint8Array(shared), auth, info, 32);
      const contentKey = await derive(secret, salt, text.encode("Content-Encoding: aes128gcm\0"), 16);
      const nonce = await derive(secret, salt, text.encode("Content-Encoding: nonce\0"), 12);
      const key = await crypto.subtle.importKey("raw", contentKey as BufferSource, "AES-GCM", false, [
        "decrypt",
      ]);
      const sealed = body.slice(HEADER_BYTES + keyLength);
      const plain = new Uint8Array(
        await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: nonce as BufferSource },
          key,
          sealed as BufferSource,
        ),
      );
      // A delimiter of 2 and zeros fill the last record.
      const end = plain.lastIndexOf(2);
      return JSON.parse(new TextDecoder().decode(plain.slice(0, end)));
    },
  };
}

/** Whether a request is signed by the deployment it says it is from, for this very push service. */
export async function isSignedBy(
  authorization: string,
  publicKey: string,
  audience: string,
): Promise<boolean> {
  const [, token = "", key = ""] = /^(?:vapid )t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const { aud, exp, sub } = JSON.parse(new TextDecoder().decode(fromBase64url(claims))) as Record<
    string,
    never
  >;
  const isFor = aud === audience && Number(exp) > Date.now() / 1000 && String(sub).startsWith("mailto:");
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const verifier = await crypto.subtle.importKey("raw", fromBase64url(publicKey), algorithm, false, [
    "verify",
  ]);
  const how = { name: "ECDSA", hash: "SHA-256" };
  const isOurs = await crypto.subtle.verify(
    how,
    verifier,
    fromBase64url(signature),
    text.encode(`${head}.${claims}`),
  );
  return isFor && isOurs && key === publicKey;
}

export async function vapidKeys() {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array((await crypto.subtle.exportKey("raw", keys.publicKey)) as ArrayBuffer);
  const { d } = (await crypto.subtle.exportKey("jwk", keys.privateKey)) as { d: string };
  return { publicKey: base64url(raw), privateKey: d, subject: "mailto:push@chalkline.example" };
}
