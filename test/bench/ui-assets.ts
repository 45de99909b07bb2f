import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** What the first page of the portal brings over the line, in KB of 1000 bytes. */
export interface FirstRoute {
  readonly scriptsKb: number;
  readonly stylesKb: number;
  readonly fontsKb: number;
  readonly fonts: number;
}

/** Scripts and styles as brotli makes them; fonts are compressed already. */
export function firstRouteSizes(pages: string, scripts: readonly string[]): FirstRoute {
  const files = readdirSync(pages, { recursive: true, encoding: "utf8" });
  const styles = files.filter((file) => extname(file) === ".css");
  const fonts = files.filter((file) => extname(file) === ".woff2");
  const html = readFileSync(join(pages, "office/index.html"), "utf8");
  const linked = styles.filter((file) => html.includes(file));
  return {
    scriptsKb: sum(scripts.map((path) => brotliKb(join(pages, path)))),
    stylesKb: sum(linked.map((file) => brotliKb(join(pages, file)))),
    fontsKb: sum(fonts.map((file) => readFileSync(join(pages, file)).length / 1_000)),
    fonts: fonts.length,
  };
}

export function brotliKb(file: string): number {
  return brotliCompressSync(readFileSync(file)).length / 1_000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
