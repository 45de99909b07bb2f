import { sha256 } from "../domains/staff-sessions/tokens.ts";
import type { IdempotencyKey, RequestFacts } from "../kernel/context.ts";
import type { Language } from "../kernel/language.ts";
import { BadInput } from "./bad-input.ts";

const KEY = /^[\x21-\x7e]{8,200}$/;

/** The idempotency key of a write with the fingerprint of what it says; null when it carries none. */
export async function idempotencyOf(request: Request, body: Uint8Array): Promise<IdempotencyKey | null> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (!KEY.test(key)) {
    const message = "8 to 200 visible ASCII characters";
    throw new BadInput("The Idempotency-Key is not usable.", [{ path: "idempotency-key", message }]);
  }
  const { pathname, search } = new URL(request.url);
  const head = new TextEncoder().encode(`${request.method}\n${pathname}${search}\n`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return { key, fingerprint: await sha256(whole) };
}

/** Where a request came from: only the platform's own header counts, which nobody outside can set. */
export function addressOf(request: Request): string | null {
  return request.headers.get("cf-connecting-ip");
}

interface Door {
  readonly name: string;
  readonly language: (request: Request) => Language | undefined;
}

/** What a use-case may know of a request that came to a portal. */
export function requestFacts(door: Door, request: Request, id: string): RequestFacts {
  const language = door.language(request);
  return { id, ip: addressOf(request), via: door.name, ...(language && { language }) };
}
