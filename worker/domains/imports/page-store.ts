import { newId } from "../../../tenant-schema/ids.ts";

/** One object holds so much; larger ones would not fit into the Worker's memory beside everything else. */
const SEGMENT_BYTES = 4_000_000;

/** What an import needs of R2; a bucket is one. */
export interface FileStore {
  get(key: string, options?: { range: { offset: number; length: number } }): Promise<StoredFile | null>;
  put(
    key: string,
    value: Uint8Array | string,
    options?: { httpMetadata?: { contentType: string } },
  ): Promise<unknown>;
  delete(keys: string[]): Promise<unknown>;
}

export interface StoredFile {
  readonly body: ReadableStream;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}

/** Where the files of one import are; never by anything but ids, since an account's name can change. */
export function importPath(accountId: string, importId: string, name: string | number): string {
  return `accounts/${accountId}/imports/${importId}/${name}`;
}

interface PageIndex {
  readonly segments: readonly string[];
  /** Segment, offset and length of each page. */
  readonly pages: readonly (readonly [segment: number, offset: number, length: number])[];
  readonly about: unknown;
}

/**
 * Writes many pages of JSON as few objects, so that any page can be read alone. The index comes last and names the
 * objects it goes with, so that whoever reads while it is written again sees the old pages or the new ones.
 */
export class PageWriter {
  readonly #store: FileStore;
  readonly #path: string;
  readonly #version = newId("file");
  readonly #segments: string[] = [];
  readonly #pages: [number, number, number][] = [];
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(store: FileStore, path: string) {
    this.#store = store;
    this.#path = path;
  }

  get count(): number {
    return this.#pages.length;
  }

  async add(page: unknown): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(page));
    this.#pages.push([this.#segments.length, this.#length, bytes.length]);
    this.#parts.push(bytes);
    this.#length += bytes.length;
    if (this.#length > SEGMENT_BYTES) await this.#flush();
  }

  async finish(about: unknown): Promise<void> {
    await this.#flush();
    const before = await openPages(this.#store, this.#path);
    const index: PageIndex = { segments: this.#segments, pages: this.#pages, about };
    await this.#store.put(`${this.#path}/index.json`, JSON.stringify(index));
    if (before && before.segments.length > 0) await this.#store.delete([...before.segments]);
  }

  async #flush(): Promise<void> {
    if (this.#parts.length === 0) return;
    const key = `${this.#path}/${this.#version}-${this.#segments.length}.json`;
    await this.#store.put(key, joined(this.#parts, this.#length));
    this.#segments.push(key);
    this.#parts = [];
    this.#length = 0;
  }
}

/** The pages of a writer that has finished; null before. */
export async function openPages(store: FileStore, path: string): Promise<PageReader | null> {
  const index = await store.get(`${path}/index.json`);
  return index ? new PageReader(store, JSON.parse(await index.text()) as PageIndex) : null;
}

export class PageReader {
  readonly #store: FileStore;
  readonly #index: PageIndex;

  constructor(store: FileStore, index: PageIndex) {
    this.#store = store;
    this.#index = index;
  }

  get segments(): readonly string[] {
    return this.#index.segments;
  }

  get count(): number {
    return this.#index.pages.length;
  }

  /** What `finish` was given. */
  get about(): unknown {
    return this.#index.about;
  }

  /** @throws when there is no such page */
  async page(number: number): Promise<unknown> {
    const place = this.#index.pages[number];
    if (!place) throw new RangeError(`There is no page ${number} of ${this.count}`);
    const [segment, offset, length] = place;
    const key = this.#index.segments[segment] as string;
    const found = await this.#store.get(key, { range: { offset, length } });
    if (!found) throw new Error(`${key} is missing`);
    return JSON.parse(await found.text());
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
