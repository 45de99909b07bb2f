import { Limit } from "../kernel/errors.ts";

export const MAX_JSON_BYTES = 1_000_000;

/** `text/csv; charset=utf-8` → `text/csv`. */
export function mediaType(header: string | undefined | null): string {
  return (header ?? "").split(";")[0]!.trim().toLowerCase();
}

/** Reads a body of at most `maxBytes`, and stops reading one that is larger. @throws Limit `body_too_large` */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

function tooLarge(maxBytes: number): Limit {
  const size = maxBytes >= 1_000_000 ? `${maxBytes / 1_000_000} MB` : `${maxBytes / 1_000} KB`;
  return new Limit(
    "body_too_large",
    `This is larger than the ${size} that can be sent at once. Send less, or in several parts.`,
    { maxBytes },
    413,
  );
}
