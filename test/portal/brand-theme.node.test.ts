import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentOf, themeStyles, themeVersion } from "../../worker/domains/portal/brand-theme.ts";
import { contrastOf, hexOf, oklchOf } from "../../worker/domains/portal/oklch.ts";

const COLORS = readFileSync(new URL("../../web/shared/styles/colors.css", import.meta.url), "utf8");
const SURFACES = ["paper", "sheet", "raised", "sunken", "hover"];
const LEAST = 4.5;

/** A token of the design system in both schemes, as a screen shows it. */
function token(name: string): { light: string; dark: string } {
  const found = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(COLORS);
  const [light, dark] = [found?.[1], found?.[2]].map((text) => {
    const [l = 0, c = 0, h = 0] = (text ?? "").split(" ").map(Number);
    return hexOf({ l, c, h });
  });
  return { light: light!, dark: dark! };
}

const hexColor = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);
const EXTREMES = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff00ff", "#777777", "#0d7490"];

describe("a school's colour", () => {
  it("measures contrast as WCAG does", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrastOf("#777777", "#ffffff")).toBeCloseTo(4.478, 2);
    expect(contrastOf("#0000ff", "#ffffff")).toBeCloseTo(8.592, 2);
  });

  it("goes to OKLCH and back", () => {
    fc.assert(
      fc.property(hexColor, (color) => {
        expect(hexOf(oklchOf(color))).toBe(color);
      }),
    );
  });

  it("can be read on every surface, and text on it, whatever it is", () => {
    const surfaces = SURFACES.map(token);
    const check = (color: string) => {
      for (const scheme of ["light", "dark"] as const) {
        const { accent, strong, ink, soft } = accentOf(color, scheme);
        for (const ground of [...surfaces.map((surface) => surface[scheme]), soft]) {
          expect(contrastOf(accent, ground), `${color} ${scheme} on ${ground}`).toBeGreaterThanOrEqual(LEAST);
        }
        for (const button of [accent, strong]) {
          expect(contrastOf(ink, button), `${color} ${scheme} under text`).toBeGreaterThanOrEqual(LEAST);
        }
      }
    };
    for (const color of EXTREMES) check(color);
    fc.assert(fc.property(hexColor, check), { numRuns: 1_000 });
  });

  it("stays itself where it can be read already", () => {
    expect(accentOf("#0d6480", "light").accent).toBe("#0d6480");
    expect(accentOf("#7dd3fc", "dark").accent).not.toBe(accentOf("#fca57d", "dark").accent);
  });

  it("makes styles that hold nothing but colours", () => {
    expect(themeStyles("")).toBe("");
    expect(themeStyles("#0D7490").replace(/#[0-9a-f]{6}/g, "#")).toMatchInlineSnapshot(`
      "html[data-portal="family"] {
        --accent: light-dark(#, #);
        --accent-strong: light-dark(#, #);
        --accent-ink: light-dark(#, #);
        --accent-soft: light-dark(#, #);
      }
      "
    `);
    expect(themeVersion("#0D7490")).toBe("1-0d7490");
  });
});
