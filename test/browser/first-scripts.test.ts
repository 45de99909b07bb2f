import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../worker/local/node/processes.ts";

const PAGES = join(ROOT, "dist/web");
const SCRIPT = /(?:src|href)="(\/assets\/[\w.-]+\.js)"/g;
const sizes = new Map<string, number>();

/** What a page fetches before it is drawn, as its document names it. */
function scriptsOf(portal: string, path: string): string[] {
  const document = readFileSync(join(PAGES, portal, "index.html"), "utf8");
  const [always = ""] = document.split("<!--first ");
  const parts = [...document.matchAll(/<!--first (\S+)-->(.*?)<!--\/first-->/gs)];
  const own = parts
    .filter(([, address]) => new RegExp(address as string).test(path))
    .map(([, , text]) => text);
  expect(own.length, `${path} names scripts of its own`).toBeGreaterThan(0);
  const found = [always, ...own].flatMap((text) =>
    [...(text as string).matchAll(SCRIPT)].map(([, src]) => src),
  );
  return [...new Set(found as string[])];
}

function brotliKb(script: string): number {
  const known = sizes.get(script) ?? brotliCompressSync(readFileSync(join(PAGES, script))).length / 1024;
  sizes.set(script, known);
  return known;
}

describe("before it is drawn", () => {
  it.each([
    ["family", "/"],
    ["family", "/login"],
    ["family", "/home"],
    ["family", "/find"],
    ["family", "/classes"],
    ["family", "/cart"],
    ["family", "/account"],
    ["office", "/families"],
    ["office", "/families/fam_1"],
    ["office", "/calendar"],
    ["office", "/classes"],
    ["office", "/attendance/slt_1/2026-11-22"],
    ["office", "/imports"],
    ["enterprise", "/accounts"],
  ])("the %s portal's %s fetches less than 90 KB of script, and nothing that only floats", (portal, path) => {
    const scripts = scriptsOf(portal, path);
    const kb = scripts.reduce((sum, script) => sum + brotliKb(script), 0);
    expect(kb).toBeLessThan(90);
    expect(scripts.filter((script) => script.includes("/floating-"))).toEqual([]);
  });
});
