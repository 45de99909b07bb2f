export type UpdateEntry = { date: string; title: string; summary: string; points: string[] };

/** What changed for the people who work here, newest first. Written for them, not for us. */
export const entries: UpdateEntry[] = [
  {
    date: "2026-11-22",
    title: "Families on their phones, and you hear of it at once",
    summary: "A portal for families with your colours, and Online Activity in the footer of every page.",
    points: [
      "Families find a class that fits each child, book, pay, report absences, spend makeups and ask to leave or change a class, in English or Spanish.",
      "What they did and asked for appears in Online Activity the moment it happens; approving shows what it does to places and bills before you decide.",
      "Policies have versions: families accept the present text before anything else, and the answers of years ago stay readable.",
      "Decide under Settings → Customer Portal what families see and may do; the check-up says what would stop or confuse them.",
      "News, your team and your locations have pages of their own; the words of every mail are yours to change.",
    ],
  },
  {
    date: "2026-11-22",
    title: "The school's week",
    summary: "Classes, enrollments, attendance and the calendar, with every place accounted for.",
    points: [
      "Classes meet in weekly slots, each with its own teachers, room and places; a change from a day on leaves the past alone.",
      "A freed place belongs to the waitlist: it is offered in order, and nobody can step in between.",
      "Call the roll on a phone or by keys alone; marks are kept on the device while there is no network.",
      "Carry a class to another hour, day or teacher on the calendar; you see what it means before anything is changed.",
      "Makeups are tokens with a history: earned by an absence, spent on another class, given back when you cancel in time.",
    ],
  },
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
