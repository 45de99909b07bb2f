import type { Catalogue, CatalogueClass, CatalogueSlot } from "../domains/catalogue/shapes.ts";
import type { AccountFacts } from "../kernel/context.ts";
import type { Language } from "../kernel/language.ts";
import { escapeHtml } from "./plain-page.ts";

const WORDS = {
  en: {
    title: (school: string) => `Classes at ${school}`,
    none: "No classes are open for booking at the moment.",
    places: (left: number) => (left === 1 ? "1 place left" : `${left} places left`),
    open: "Places left",
    full: "Full",
    book: (name: string) => `See and book ${name}`,
  },
  es: {
    title: (school: string) => `Clases de ${school}`,
    none: "Ahora mismo no hay clases abiertas para reservar.",
    places: (left: number) => (left === 1 ? "Queda 1 plaza" : `Quedan ${left} plazas`),
    open: "Quedan plazas",
    full: "Completa",
    book: (name: string) => `Ver y reservar ${name}`,
  },
} as const;

interface Line {
  readonly shown: CatalogueClass;
  readonly slot: CatalogueSlot;
}

/** The week of classes as a document without script: a heading a day, a line a meeting. */
export function scheduleHtml(of: {
  readonly account: AccountFacts;
  readonly catalogue: Catalogue;
  readonly language: Language;
}): string {
  const { account, catalogue, language } = of;
  const words = WORDS[language];
  const base = `/portal/${encodeURIComponent(account.urlName)}`;
  const title = escapeHtml(words.title(account.displayName));
  const lines = catalogue.classes.flatMap((shown) => shown.slots.map((slot): Line => ({ shown, slot })));
  const days = [...Map.groupBy(lines, ({ slot }) => slot.weekday)].sort(([a], [b]) => a - b);
  const spoken = account.locale.toLowerCase().startsWith(language) ? account.locale : language;
  const sections = days.map(([weekday, inDay]) => {
    const sorted = inDay.toSorted((a, b) => a.slot.startMinute - b.slot.startMinute || byName(a, b));
    return `<section><h2>${escapeHtml(weekdayName(weekday, spoken))}</h2><ul>${sorted
      .map((line) => lineHtml(line, { base, catalogue, spoken, words }))
      .join("")}</ul></section>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<base target="_blank">
<link rel="stylesheet" href="${base}/theme.css">
<link rel="stylesheet" href="${base}/schedule-embed.css">
</head>
<body>
<main>
<h1>${title}</h1>
${sections.length > 0 ? sections.join("\n") : `<p>${escapeHtml(words.none)}</p>`}
</main>
</body>
</html>
`;
}

function lineHtml(
  { shown, slot }: Line,
  how: {
    readonly base: string;
    readonly catalogue: Catalogue;
    readonly spoken: string;
    readonly words: (typeof WORDS)[Language];
  },
): string {
  const { base, catalogue, spoken, words } = how;
  const { locations, programs } = catalogue.options;
  const place = locations.length > 1 ? locations.find(({ id }) => id === shown.locationId)?.name : undefined;
  const program = programs.find(({ id }) => id === shown.programId)?.name;
  const about = [program, place].filter((text) => text !== undefined).join(" · ");
  const left = slot.isFull
    ? `<span class="full">${escapeHtml(words.full)}</span>`
    : `<span class="left">${escapeHtml(slot.openings === null ? words.open : words.places(slot.openings))}</span>`;
  const href = `${base}/classes/${encodeURIComponent(shown.id)}`;
  return `<li><time>${escapeHtml(clockRange(slot, spoken))}</time>
<a href="${escapeHtml(href)}" rel="noopener" aria-label="${escapeHtml(words.book(shown.name))}">${escapeHtml(shown.name)}</a>
<span class="about">${escapeHtml(about)}</span>${left}</li>`;
}

const byName = (a: Line, b: Line) => a.shown.name.localeCompare(b.shown.name);

/** 1 is Monday; 1 January 2024 was one. */
function weekdayName(weekday: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return format.format(Date.UTC(2024, 0, weekday));
}

function clockRange({ startMinute, durationMinutes }: CatalogueSlot, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const at = (minute: number) => Date.UTC(2024, 0, 1, 0, minute);
  return format.formatRange(at(startMinute), at(startMinute + durationMinutes));
}

/** The look of it, in the school's colour, light and dark as the visitor's system is. */
export function scheduleStyles(): Response {
  return new Response(STYLES, {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=86400" },
  });
}

const STYLES = `
:root { color-scheme: light dark; --text: light-dark(#1d2733, #e8edf2); --soft: light-dark(#4b5a6b, #aab6c3); --rule: light-dark(#d5dbe2, #35404c); --good: light-dark(#1a6b3c, #7fd6a2); --bad: light-dark(#9b2c1f, #f0a196); }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: light-dark(#fff, #12171d); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
h2 { margin: 1.25rem 0 0.25rem; font-size: 1rem; text-transform: capitalize; }
ul { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--rule); }
li { display: grid; grid-template-columns: 10rem minmax(0, 1fr) auto; gap: 0 1rem; align-items: center; padding: 0.25rem 0; border-bottom: 1px solid var(--rule); }
time, .about { color: var(--soft); font-size: 0.9rem; font-variant-numeric: tabular-nums; }
a { color: var(--accent, light-dark(#0b5cad, #7db8f5)); font-weight: 600; min-height: 2.75rem; display: flex; align-items: center; overflow-wrap: anywhere; }
.about { grid-column: 2; grid-row: 2; }
.left, .full { grid-column: 3; grid-row: 1; font-size: 0.9rem; white-space: nowrap; color: var(--good); }
.full { color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent, currentColor); outline-offset: 2px; }
@media (width < 32rem) { li { grid-template-columns: minmax(0, 1fr) auto; } time { grid-column: 1 / -1; } .about { grid-column: 1; grid-row: 3; } .left, .full { grid-column: 2; grid-row: 2; } }
@media print { a { color: inherit; text-decoration: none; } }
`;
