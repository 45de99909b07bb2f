/** A device that makes and uses passkeys (ES256, no attestation), as far as WebAuthn asks it of one. */
export class Authenticator {
  counter = 0;
  readonly id = base64url(crypto.getRandomValues(new Uint8Array(16)));
  readonly #origin: string;
  readonly #rpId: string;
  #keys: CryptoKeyPair | undefined;

  constructor(origin: string, rpId = new URL(origin).hostname) {
    this.#origin = origin;
    this.#rpId = rpId;
  }

  async create(challenge: string) {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    this.#keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
    const raw = new Uint8Array((await crypto.subtle.exportKey("raw", this.#keys.publicKey)) as ArrayBuffer);
    // COSE: kty EC2, alg ES256, crv P-256, x, y.
    const key = [
      0xa5,
      1,
      2,
      3,
      0x26,
      0x20,
      1,
      0x21,
      0x58,
      32,
      ...raw.slice(1, 33),
      0x22,
      0x58,
      32,
      ...raw.slice(33),
    ];
    const id = bytesOf(this.id);
    const attested = [...new Uint8Array(16), 0, id.length, ...id, ...key];
    const authData = await this.#authData(0x45, attested);
    // {"fmt": "none", "attStmt": {}, "authData": bytes}
    const attestation = [0xa3, ...text("fmt"), ...text("none"), ...text("attStmt"), 0xa0];
    attestation.push(...text("authData"), 0x59, authData.length >> 8, authData.length & 255, ...authData);
    return this.#answer({
      clientDataJSON: this.#clientData("webauthn.create", challenge),
      attestationObject: base64url(Uint8Array.from(attestation)),
      transports: ["internal"],
    });
  }

  async use(challenge: string) {
    this.counter += 1;
    const authData = Uint8Array.from(await this.#authData(0x05, []));
    const clientDataJSON = this.#clientData("webauthn.get", challenge);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(clientDataJSON)));
    const signed = Uint8Array.from([...authData, ...hash]);
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    const raw = new Uint8Array(await crypto.subtle.sign(algorithm, this.#keys!.privateKey, signed));
    return this.#answer({
      clientDataJSON,
      authenticatorData: base64url(authData),
      signature: base64url(Uint8Array.from(der(raw))),
    });
  }

  #answer<R>(response: R) {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string): string {
    return base64url(new TextEncoder().encode(JSON.stringify({ type, challenge, origin: this.#origin })));
  }

  async #authData(flags: number, rest: readonly number[]): Promise<number[]> {
    const rpIdHash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(this.#rpId));
    return [...new Uint8Array(rpIdHash), flags, 0, 0, 0, this.counter, ...rest];
  }
}

function text(value: string): number[] {
  return [0x60 + value.length, ...new TextEncoder().encode(value)];
}

/** Two numbers as ASN.1 writes them. */
function der(raw: Uint8Array): number[] {
  const number = (bytes: Uint8Array) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const short = [...bytes.slice(start)];
    const value = short[0]! >= 0x80 ? [0, ...short] : short;
    return [2, value.length, ...value];
  };
  const both = [...number(raw.slice(0, 32)), ...number(raw.slice(32))];
  return [0x30, both.length, ...both];
}

function bytesOf(encoded: string): Uint8Array<ArrayBuffer> {
  const binary = atob(encoded.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
