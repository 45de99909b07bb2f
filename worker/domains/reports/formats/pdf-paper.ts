import { PDFDocument, type PDFFont, PDFName, type PDFPage } from "@cantoo/pdf-lib";
import regular from "./fonts/inter-regular.ttf";
import semibold from "./fonts/inter-semibold.ttf";
import { trueType } from "./true-type.ts";

export type Weight = "regular" | "semibold";

export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

const LETTER: PaperSize = { width: 612, height: 792 };
const A4: PaperSize = { width: 595.28, height: 841.89 };
const LETTER_COUNTRIES = new Set(["US", "CA", "MX", "PH", "CL", "CO"]);

/** The paper that printers of the place have. */
export function paperOf(locale: string): PaperSize {
  const region = new Intl.Locale(locale).maximize().region ?? "US";
  return LETTER_COUNTRIES.has(region) ? LETTER : A4;
}

/**
 * Pages that are written from top to bottom. What is drawn is kept as text and packed page by page, so a page costs a
 * few KB and not an object for every stroke. Y grows downwards, as people read.
 */
export class PdfPaper {
  readonly size: PaperSize;
  readonly #document: PDFDocument;
  readonly #fonts: Readonly<Record<Weight, PDFFont>>;
  readonly #pages: PDFPage[] = [];
  readonly #widths: Readonly<Record<Weight, Map<string, number>>> = {
    regular: new Map(),
    semibold: new Map(),
  };
  #strokes: string[] = [];

  private constructor(document: PDFDocument, fonts: Readonly<Record<Weight, PDFFont>>, size: PaperSize) {
    this.#document = document;
    this.#fonts = fonts;
    this.size = size;
  }

  static async open(about: {
    readonly title: string;
    readonly author: string;
    readonly locale: string;
    readonly madeAtMs: number;
    readonly size: PaperSize;
  }): Promise<PdfPaper> {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.registerFontkit(trueType);
    document.setTitle(about.title, { showInWindowTitleBar: true });
    document.setAuthor(about.author);
    document.setProducer("Chalkline");
    document.setLanguage(about.locale);
    document.setCreationDate(new Date(about.madeAtMs));
    const embed = (bytes: ArrayBuffer) => document.embedFont(new Uint8Array(bytes), { subset: true });
    const fonts = { regular: await embed(regular), semibold: await embed(semibold) };
    return new PdfPaper(document, fonts, about.size);
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  newPage(): void {
    this.#flush();
    const page = this.#document.addPage([this.size.width, this.size.height]);
    page.node.setFontDictionary(PDFName.of("Regular"), this.#fonts.regular.ref);
    page.node.setFontDictionary(PDFName.of("Semibold"), this.#fonts.semibold.ref);
    this.#pages.push(page);
  }

  /** `y` is the line on which the letters stand. */
  text(text: string, x: number, y: number, size: number, weight: Weight = "regular", gray = 0.12): void {
    if (text !== "") this.#strokes.push(this.#textStroke(text, x, y, size, weight, gray));
  }

  line(x: number, y: number, width: number, thickness: number, gray: number): void {
    this.box(x, y, width, thickness, gray);
  }

  box(x: number, y: number, width: number, height: number, gray: number): void {
    const bottom = this.size.height - y - height;
    this.#strokes.push(`${gray} g ${n(x)} ${n(bottom)} ${n(width)} ${n(height)} re f`);
  }

  /** The width of a text; words come again and again, so each is measured once. */
  width(text: string, size: number, weight: Weight = "regular"): number {
    const known = this.#widths[weight].get(text);
    if (known !== undefined) return known * size;
    const width = this.#fonts[weight].widthOfTextAtSize(text, 1);
    if (this.#widths[weight].size < 20_000) this.#widths[weight].set(text, width);
    return width * size;
  }

  /** Writes on every page at last, when it is known how many there are. */
  footers(
    textOf: (page: number, pages: number) => readonly { text: string; x: number; y: number }[],
    size: number,
  ): void {
    this.#flush();
    for (const [i, page] of this.#pages.entries()) {
      const strokes = textOf(i + 1, this.#pages.length).map(({ text, x, y }) =>
        this.#textStroke(text, x, y, size, "regular", 0.4),
      );
      this.#addTo(page, strokes);
    }
  }

  async save(): Promise<Uint8Array> {
    this.#flush();
    return this.#document.save();
  }

  #textStroke(text: string, x: number, y: number, size: number, weight: Weight, gray: number): string {
    const font = weight === "regular" ? "Regular" : "Semibold";
    const glyphs = this.#fonts[weight].encodeText(text).toString();
    return `BT ${gray} g /${font} ${n(size)} Tf ${n(x)} ${n(this.size.height - y)} Td ${glyphs} Tj ET`;
  }

  #flush(): void {
    const page = this.#pages.at(-1);
    if (page && this.#strokes.length > 0) this.#addTo(page, this.#strokes);
    this.#strokes = [];
  }

  #addTo(page: PDFPage, strokes: readonly string[]): void {
    const { context } = this.#document;
    page.node.addContentStream(context.register(context.flateStream(strokes.join("\n"))));
  }
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
