import type { PDFDocument } from "@cantoo/pdf-lib";

type Fontkit = Parameters<PDFDocument["registerFontkit"]>[0];

type EmbeddedFont = Extract<Awaited<ReturnType<Fontkit["create"]>>, { unitsPerEm: number }>;
type Glyph = NonNullable<ReturnType<EmbeddedFont["glyphForCodePoint"]>>;
type Subset = ReturnType<EmbeddedFont["createSubset"]>;

interface Table {
  readonly offset: number;
  readonly length: number;
}

/**
 * Just enough of a TrueType font to print with it: which glyph a character has, how wide it is, and a font of only the
 * glyphs that were used. Ligatures and kerning are left out; names and amounts do not miss them.
 */
export const trueType: Fontkit = { create: (bytes) => new TrueTypeFont(bytes) };

class TrueTypeFont implements EmbeddedFont {
  readonly postscriptName = "Inter";
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly italicAngle = 0;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly bbox: EmbeddedFont["bbox"];
  readonly characterSet: number[];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #tables = new Map<string, Table>();
  readonly #glyphIds: ReadonlyMap<number, number>;
  readonly #glyphs = new Map<number, Glyph>();
  readonly #metricCount: number;
  readonly #longOffsets: boolean;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < this.#view.getUint16(4); i++) {
      const at = 12 + i * 16;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      this.#tables.set(tag, { offset: this.#view.getUint32(at + 8), length: this.#view.getUint32(at + 12) });
    }
    const signed = (tag: string, at: number) => this.#view.getInt16(this.#table(tag).offset + at);
    this.unitsPerEm = signed("head", 18);
    this.#longOffsets = signed("head", 50) === 1;
    const [minX, minY, maxX, maxY] = [36, 38, 40, 42].map((at) => signed("head", at)) as [
      number,
      number,
      number,
      number,
    ];
    this.bbox = { minX, minY, maxX, maxY, width: maxX - minX, height: maxY - minY };
    this.ascent = signed("hhea", 4);
    this.descent = signed("hhea", 6);
    this.#metricCount = signed("hhea", 34);
    this.xHeight = signed("OS/2", 86);
    this.capHeight = signed("OS/2", 88);
    this.#glyphIds = readCharacters(this.#view, this.#table("cmap").offset);
    this.characterSet = [...this.#glyphIds.keys()];
  }

  glyphForCodePoint(codePoint: number): Glyph {
    const known = this.#glyphs.get(codePoint);
    if (known) return known;
    const id = this.#glyphIds.get(codePoint) ?? 0;
    const glyph: Glyph = { id, codePoints: [codePoint], advanceWidth: this.#metric(id).getUint16(0) };
    this.#glyphs.set(codePoint, glyph);
    return glyph;
  }

  layout(text: string): { glyphs: Glyph[] } {
    return { glyphs: Array.from(text, (character) => this.glyphForCodePoint(character.codePointAt(0)!)) };
  }

  createSubset(): Subset {
    return new GlyphSubset({
      table: (tag) => {
        const { offset, length } = this.#table(tag);
        return this.#bytes.slice(offset, offset + length);
      },
      outline: (id) => this.#outline(id),
      metric: (id) => this.#metric(id),
    });
  }

  #table(tag: string): Table {
    const table = this.#tables.get(tag);
    if (!table) throw new Error(`The font has no table ${tag}`);
    return table;
  }

  /** Width and bearing; glyphs beyond the last metric have its width. */
  #metric(id: number): DataView {
    const metric = new DataView(new ArrayBuffer(4));
    const { offset } = this.#table("hmtx");
    const wide = Math.min(id, this.#metricCount - 1);
    const bearing =
      id < this.#metricCount ? id * 4 + 2 : this.#metricCount * 4 + (id - this.#metricCount) * 2;
    metric.setUint16(0, this.#view.getUint16(offset + wide * 4));
    metric.setInt16(2, this.#view.getInt16(offset + bearing));
    return metric;
  }

  #outline(id: number): Uint8Array {
    const { offset } = this.#table("loca");
    const at = (index: number) =>
      this.#longOffsets
        ? this.#view.getUint32(offset + index * 4)
        : this.#view.getUint16(offset + index * 2) * 2;
    const glyf = this.#table("glyf").offset;
    return this.#bytes.slice(glyf + at(id), glyf + at(id + 1));
  }
}

interface Source {
  readonly table: (tag: string) => Uint8Array;
  readonly outline: (id: number) => Uint8Array;
  readonly metric: (id: number) => DataView;
}

/** The glyphs that a document uses, numbered anew from 1; 0 stays the empty box. */
class GlyphSubset implements Subset {
  readonly #source: Source;
  readonly #ids: number[] = [0];
  readonly #numbers = new Map<number, number>([[0, 0]]);

  constructor(source: Source) {
    this.#source = source;
  }

  includeGlyph(glyph: number | Glyph): number {
    const id = typeof glyph === "number" ? glyph : glyph.id;
    // The caller keeps what it includes by number minus one, so the box gets a number of its own.
    const known = id === 0 ? undefined : this.#numbers.get(id);
    if (known !== undefined) return known;
    const boxed = id === 0 ? this.#ids.indexOf(0, 1) : -1;
    if (boxed > 0) return boxed;
    this.#numbers.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }

  encode(): Uint8Array {
    const outlines: Uint8Array[] = [];
    // Parts of composed letters come behind the letters, which is why the list grows while it is read.
    for (let i = 0; i < this.#ids.length; i++)
      outlines.push(this.#renumbered(this.#source.outline(this.#ids[i]!)));
    const locations = new DataView(new ArrayBuffer((outlines.length + 1) * 4));
    const metrics = new DataView(new ArrayBuffer(outlines.length * 4));
    let length = 0;
    for (const [i, outline] of outlines.entries()) {
      locations.setUint32(i * 4, length);
      length += Math.ceil(outline.length / 4) * 4;
      metrics.setUint32(i * 4, this.#source.metric(this.#ids[i]!).getUint32(0));
    }
    locations.setUint32(outlines.length * 4, length);
    const glyf = new Uint8Array(length);
    for (const [i, outline] of outlines.entries()) glyf.set(outline, locations.getUint32(i * 4));
    const changed = (tag: string, at: number, value: number) => {
      const table = this.#source.table(tag);
      new DataView(table.buffer).setUint16(at, value);
      return table;
    };
    return fontOf([
      ["glyf", glyf],
      ["head", changed("head", 50, 1)],
      ["hhea", changed("hhea", 34, outlines.length)],
      ["hmtx", new Uint8Array(metrics.buffer)],
      ["loca", new Uint8Array(locations.buffer)],
      ["maxp", changed("maxp", 4, outlines.length)],
    ]);
  }

  /** A composed glyph names its parts by number. */
  #renumbered(outline: Uint8Array): Uint8Array {
    const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
    if (outline.length === 0 || view.getInt16(0) >= 0) return outline;
    for (let at = 10; ; ) {
      const flags = view.getUint16(at);
      view.setUint16(at + 2, this.includeGlyph(view.getUint16(at + 2)));
      at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
      if (!(flags & 0x20)) return outline;
    }
  }
}

/** Tables behind a directory; checksums are for files that lie about, not for a stream inside a document. */
function fontOf(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const start = 12 + tables.length * 16;
  const length = tables.reduce((sum, [, bytes]) => sum + Math.ceil(bytes.length / 4) * 4, start);
  const font = new Uint8Array(length);
  const view = new DataView(font.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  let offset = start;
  for (const [i, [tag, bytes]] of tables.entries()) {
    const at = 12 + i * 16;
    for (let j = 0; j < 4; j++) font[at + j] = tag.charCodeAt(j);
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, bytes.length);
    font.set(bytes, offset);
    offset += Math.ceil(bytes.length / 4) * 4;
  }
  return font;
}

/** Which glyph a character has, from a cmap of format 4 (the basic plane) or 12 (all of Unicode). */
function readCharacters(view: DataView, cmap: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) readSegments(view, at, found);
    if (format === 12) readGroups(view, at, found);
  }
  return found;
}

function readSegments(view: DataView, at: number, found: Map<number, number>): void {
  const size = view.getUint16(at + 6);
  for (let i = 0; i < size; i += 2) {
    const end = view.getUint16(at + 14 + i);
    const start = view.getUint16(at + 16 + size + i);
    const delta = view.getUint16(at + 16 + size * 2 + i);
    const rangeAt = at + 16 + size * 3 + i;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) found.set(code, glyph);
    }
  }
}

function readGroups(view: DataView, at: number, found: Map<number, number>): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + i * 12;
    const [start, end, first] = [0, 4, 8].map((part) => view.getUint32(group + part)) as [
      number,
      number,
      number,
    ];
    for (let code = start; code <= end; code++) found.set(code, first + code - start);
  }
}
