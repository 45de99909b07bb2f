import type { CataloguePage } from "../domains/catalogue/shapes.ts";
import { escapeHtml } from "./plain-page.ts";

const MOST_CHARACTERS = 200;

/** What a message or a search shows of the address of a class that somebody passed on. */
export function classHead(
  data: Readonly<Record<string, unknown>>,
  page: string,
  school: { readonly name: string; readonly about: string },
): { readonly title: string; readonly about: string; readonly lines: readonly string[] } | null {
  const shown = page.startsWith("/classes/") ? (data[page] as CataloguePage | undefined) : undefined;
  if (!shown) return null;
  const name = escapeHtml(shown.class.name);
  const about = escapeHtml(shortened(shown.description ?? school.about));
  return {
    title: `${name} · ${escapeHtml(school.name)}`,
    about,
    lines: [
      `<meta property="og:type" content="website">`,
      `<meta property="og:site_name" content="${escapeHtml(school.name)}">`,
      `<meta property="og:title" content="${name}">`,
      `<meta property="og:description" content="${about}">`,
    ],
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}
