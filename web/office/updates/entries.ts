export type UpdateEntry = { date: string; title: string; summary: string; points: string[] };

/** What changed for the people who work here, newest first. Written for them, not for us. */
export const entries: UpdateEntry[] = [
  {
    date: "2026-11-21",
    title: "Find anything with one key",
    summary: "Pages, families and students, from wherever you are.",
    points: [
      "⌘K, or Ctrl-K on Windows, opens one search over everything you may see.",
      "Accents and capitals do not matter: “nunez” finds Núñez.",
      "Press ? on any page to see all its shortcuts.",
    ],
  },
  {
    date: "2026-11-21",
    title: "Look without leaving the list",
    summary: "A family opens beside the list, so you keep your place.",
    points: [
      "Click a row, or press o, to look at it beside the list; Enter opens it whole.",
      "Filters and searches are part of the address: bookmark them or send them to a colleague.",
      "Light and dark appearance, as your system or as you choose, in the menu under your initials.",
    ],
  },
];
