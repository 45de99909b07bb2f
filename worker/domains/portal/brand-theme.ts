import { contrastOf, hexOf, oklchOf } from "./oklch.ts";

/** The accent of one colour scheme: the colour itself, a stronger one under the pointer, text on both, a soft ground. */
export interface Accent {
  readonly accent: string;
  readonly strong: string;
  readonly ink: string;
  readonly soft: string;
}

/** Of all surfaces of the design system the one that is hardest to read on (web/shared/styles/colors.css). */
const HARDEST = {
  light: hexOf({ l: 0.955, c: 0.005, h: 250 }),
  dark: hexOf({ l: 0.285, c: 0.014, h: 260 }),
} as const;
/** WCAG 2.2 AA for text, and a little for what rounding takes. */
const LEAST_CONTRAST = 4.6;
const MOST_CHROMA = { light: 0.2, dark: 0.14 } as const;
const STEP = 0.005;

/**
 * What a school's colour becomes: of its hue, as near to its own lightness as can be read on every surface, in light and
 * in dark. A colour that nobody could read is never taken at its word.
 */
export function accentOf(brandColor: string, scheme: "light" | "dark"): Accent {
  const { l, c, h } = oklchOf(brandColor);
  const isLight = scheme === "light";
  const chroma = Math.min(c, MOST_CHROMA[scheme]);
  // A grey stays grey: without colour its hue is noise.
  const tint = c < 0.02 ? 0 : 1;
  const soft = hexOf(isLight ? { l: 0.955, c: 0.022 * tint, h } : { l: 0.3, c: 0.05 * tint, h });
  const ink = isLight ? "#ffffff" : hexOf({ l: 0.2, c: 0.03 * tint, h });
  const at = (lightness: number) => hexOf({ l: lightness, c: chroma, h });
  const isReadable = (color: string) =>
    [HARDEST[scheme], soft, ink].every((other) => contrastOf(color, other) >= LEAST_CONTRAST);
  let lightness = isLight ? Math.min(l, 0.62) : Math.max(l, 0.62);
  while (!isReadable(at(lightness)) && lightness > 0 && lightness < 1) lightness += isLight ? -STEP : STEP;
  const accent = at(lightness);
  // Under the pointer it goes further the same way, where there is still way to go.
  const strong = at(isLight ? Math.max(lightness - 0.06, 0.1) : Math.min(lightness + 0.05, 1));
  return { accent, strong: isReadable(strong) ? strong : accent, ink, soft };
}

/** The version of what is made of a colour; part of the stylesheet's address, so that a new one is seen at once. */
export function themeVersion(brandColor: string): string {
  return `1-${brandColor.slice(1).toLowerCase()}`;
}

/** The school's colours in place of Chalkline's; empty for a school that has none of its own. */
export function themeStyles(brandColor: string): string {
  if (brandColor === "") return "";
  const light = accentOf(brandColor, "light");
  const dark = accentOf(brandColor, "dark");
  const both = (part: keyof Accent) => `light-dark(${light[part]}, ${dark[part]})`;
  return `html[data-portal="family"] {
  --accent: ${both("accent")};
  --accent-strong: ${both("strong")};
  --accent-ink: ${both("ink")};
  --accent-soft: ${both("soft")};
}
`;
}
