import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, type PDFRawStream } from "@cantoo/pdf-lib";
import { unzlibSync } from "fflate";

/** The texts of each page, by way of what the document itself says its glyphs mean: what a person could copy. */
export async function readPdf(bytes: Uint8Array): Promise<string[][]> {
  const document = await PDFDocument.load(bytes);
  return document.getPages().map(textsOf);
}

function textsOf(page: PDFPage): string[] {
  const fonts = page.node.Resources()?.lookup(PDFName.of("Font"), PDFDict);
  const texts: string[] = [];
  for (const stream of contentsOf(page)) {
    for (const [, font, hex] of stream.matchAll(/\/(\w+) [\d.]+ Tf .*? Td <([0-9A-F]*)> Tj/g)) {
      const dict = fonts?.lookup(PDFName.of(font!), PDFDict);
      const meanings = meaningsOf(dict?.lookup(PDFName.of("ToUnicode")) as PDFRawStream | undefined);
      texts.push(hex!.replace(/.{4}/g, (glyph) => meanings.get(glyph) ?? "?"));
    }
  }
  return texts;
}

function contentsOf(page: PDFPage): string[] {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  return streams.map((item) => inflated(page.doc.context.lookup(item) as PDFRawStream));
}

function inflated(stream: PDFRawStream): string {
  return new TextDecoder("latin1").decode(unzlibSync(stream.contents));
}

function meaningsOf(cmap: PDFRawStream | undefined): Map<string, string> {
  const found = new Map<string, string>();
  if (!cmap) return found;
  for (const [, glyph, meaning] of inflated(cmap).matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/g)) {
    const units = meaning!.match(/.{4}/g)!.map((unit) => Number.parseInt(unit, 16));
    found.set(glyph!.toUpperCase(), String.fromCharCode(...units));
  }
  return found;
}
