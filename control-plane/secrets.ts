/*
 * Envelope encryption of the credentials that the control plane keeps. Each secret has a key of its own, which is
 * wrapped by the master key (a Worker secret); both steps are bound to the account and the purpose, so a ciphertext
 * moved to another row does not open.
 */

/** What a ciphertext belongs to. */
export interface SecretOwner {
  readonly accountId: string;
  readonly purpose:
    | "database-token"
    | "payment-secret-key"
    | "payment-webhook-secret"
    | "messaging-token"
    | "messaging-path"
    | "sign-in-verifier"
    | "refresh-token";
}

const FORMAT = "v1";
const IV_BYTES = 12;
const KEY_BYTES = 32;

/** A ciphertext never opened: wrong master key, other owner, or changed bytes. */
export class SecretUnreadable extends Error {
  constructor(owner: SecretOwner, options?: ErrorOptions) {
    super(`The ${owner.purpose} of ${owner.accountId} cannot be decrypted`, options);
    this.name = "SecretUnreadable";
  }
}

/**
 * Encrypts a secret; the result is text for a column: format, wrapped key, ciphertext.
 * @param master the MASTER_KEY secret: 32 bytes in base64
 */
export async function sealSecret(master: string, owner: SecretOwner, secret: string): Promise<string> {
  const dataKey = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const wrapped = await encrypt(await importMaster(master), owner, "key", dataKey);
  const body = await encrypt(await importKey(dataKey), owner, "body", new TextEncoder().encode(secret));
  return [FORMAT, wrapped, body].join(".");
}

/** @throws SecretUnreadable */
export async function openSecret(master: string, owner: SecretOwner, sealed: string): Promise<string> {
  const [format, wrapped, body, ...rest] = sealed.split(".");
  if (format !== FORMAT || !wrapped || !body || rest.length > 0) throw new SecretUnreadable(owner);
  const masterKey = await importMaster(master);
  try {
    const dataKey = await importKey(await decrypt(masterKey, owner, "key", wrapped));
    return new TextDecoder().decode(await decrypt(dataKey, owner, "body", body));
  } catch (cause) {
    throw new SecretUnreadable(owner, { cause });
  }
}

type Part = "key" | "body";

async function encrypt(key: CryptoKey, owner: SecretOwner, part: Part, bytes: Uint8Array): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bound(owner, part) },
    key,
    bytes,
  );
  const joined = new Uint8Array(IV_BYTES + sealed.byteLength);
  joined.set(iv);
  joined.set(new Uint8Array(sealed), IV_BYTES);
  return toBase64(joined);
}

async function decrypt(key: CryptoKey, owner: SecretOwner, part: Part, text: string): Promise<Uint8Array> {
  const joined = fromBase64(text);
  const iv = joined.slice(0, IV_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: bound(owner, part) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, joined.slice(IV_BYTES)));
}

function bound(owner: SecretOwner, part: Part): Uint8Array {
  return new TextEncoder().encode(`${FORMAT}/${part}/${owner.purpose}/${owner.accountId}`);
}

async function importMaster(base64: string): Promise<CryptoKey> {
  const bytes = fromBase64(base64);
  if (bytes.length !== KEY_BYTES) throw new Error("MASTER_KEY must be 32 bytes in base64");
  return importKey(bytes);
}

function importKey(bytes: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
