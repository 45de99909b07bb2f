import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

export interface ZipEntry {
  readonly name: string;
  /** Its bytes; asked for when everything before it was written. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Already compressed, such as a spreadsheet: stored as it is. */
  readonly isPacked?: boolean;
}

/** A zip file, written while its parts are read: nothing but the piece at hand is held. */
export async function* zipStream(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>) {
  const ready: Uint8Array[] = [];
  let problem: unknown = null;
  const zip = new Zip((error, chunk) => {
    if (error) problem = error;
    else if (chunk.length > 0) ready.push(chunk);
  });
  const taken = () => {
    if (problem) throw problem;
    return ready.splice(0);
  };
  for await (const { name, bytes, isPacked } of entries) {
    const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    for await (const piece of bytes()) {
      entry.push(piece as Uint8Array<ArrayBuffer>);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/** A stream piece by piece. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
