import type { keywordColors } from "../../domains/settings/schemas.ts";

type Color = (typeof keywordColors)[number];

/** A kind of class that a school teaches; the timetable repeats it at several times. */
export interface Offer {
  readonly name: string;
  readonly program: string;
  readonly level: string | null;
  /** Whole years, both inclusive. */
  readonly ages: readonly [number, number];
  readonly minutes: number;
  readonly gender?: "female" | "male";
  readonly capacity: number;
}

/** What a demonstration school teaches, and where. */
export interface DemoOffers {
  readonly programs: readonly { readonly name: string; readonly color: Color }[];
  /** In the order in which students climb them. */
  readonly levels: readonly { readonly name: string; readonly color: Color }[];
  readonly rooms: readonly { readonly name: string; readonly capacity: number; readonly color: Color }[];
  readonly bigClass: Offer;
  readonly offers: readonly Offer[];
}

const SUMMIT: DemoOffers = {
  programs: [
    { name: "Recreational", color: "blue" },
    { name: "Team", color: "purple" },
    { name: "Preschool", color: "yellow" },
    { name: "Ninja", color: "green" },
  ],
  levels: [
    { name: "Tiny Tumblers", color: "yellow" },
    { name: "Beginner", color: "green" },
    { name: "Intermediate", color: "blue" },
    { name: "Advanced", color: "purple" },
    { name: "Level 3", color: "red" },
  ],
  rooms: [
    { name: "Main floor", capacity: 60, color: "blue" },
    { name: "Bars and beam", capacity: 24, color: "purple" },
    { name: "Tumbling room", capacity: 24, color: "teal" },
    { name: "Ninja zone", capacity: 20, color: "green" },
  ],
  bigClass: {
    name: "Open Gym (big class)",
    program: "Recreational",
    level: null,
    ages: [1, 17],
    minutes: 90,
    capacity: 40,
  },
  offers: [
    offer("Tiny Tumblers", "Preschool", "Tiny Tumblers", [1, 3], 45, 8),
    offer("Preschool Gym", "Preschool", "Tiny Tumblers", [3, 5], 45, 10),
    offer("Beginner Tumbling", "Recreational", "Beginner", [5, 8], 60, 12),
    offer("Ninja Zone", "Ninja", "Beginner", [6, 10], 60, 14),
    offer("Beginner Gymnastics", "Recreational", "Beginner", [6, 11], 60, 12),
    { ...offer("Girls Bars", "Recreational", "Intermediate", [7, 12], 60, 10), gender: "female" },
    offer("Intermediate Tumbling", "Recreational", "Intermediate", [7, 12], 75, 12),
    { ...offer("Boys Apparatus", "Recreational", "Intermediate", [7, 13], 75, 10), gender: "male" },
    offer("Advanced Floor", "Recreational", "Advanced", [9, 15], 90, 10),
    { ...offer("Level 3 Team Prep", "Team", "Level 3", [7, 12], 120, 12), gender: "female" },
    offer("Teen Ninja", "Ninja", "Advanced", [11, 17], 75, 14),
  ],
};

const LAGOON: DemoOffers = {
  programs: [
    { name: "Learn to Swim", color: "teal" },
    { name: "Squads", color: "blue" },
  ],
  levels: [
    { name: "Starfish", color: "yellow" },
    { name: "Penguin", color: "orange" },
    { name: "Seal", color: "teal" },
    { name: "Dolphin", color: "blue" },
    { name: "Shark", color: "purple" },
  ],
  rooms: [
    { name: "Small pool", capacity: 24, color: "teal" },
    { name: "Lanes 1 and 2", capacity: 16, color: "blue" },
    { name: "Lanes 3 and 4", capacity: 16, color: "purple" },
    { name: "Lanes 5 and 6", capacity: 40, color: "green" },
  ],
  bigClass: {
    name: "Family Swim (big class)",
    program: "Learn to Swim",
    level: null,
    ages: [0, 17],
    minutes: 60,
    capacity: 40,
  },
  offers: [
    offer("Parent and Baby", "Learn to Swim", null, [0, 2], 30, 8),
    offer("Starfish", "Learn to Swim", "Starfish", [3, 5], 30, 8),
    offer("Penguin", "Learn to Swim", "Penguin", [4, 7], 30, 8),
    offer("Seal", "Learn to Swim", "Seal", [5, 9], 45, 10),
    offer("Dolphin", "Learn to Swim", "Dolphin", [7, 12], 45, 12),
    offer("Stroke School", "Learn to Swim", "Dolphin", [9, 15], 45, 12),
    offer("Shark Squad", "Squads", "Shark", [9, 15], 60, 16),
  ],
};

const POINTE: DemoOffers = {
  programs: [
    { name: "Ballet", color: "pink" },
    { name: "Contemporary", color: "purple" },
    { name: "Street", color: "orange" },
  ],
  levels: [
    { name: "Pre-primary", color: "yellow" },
    { name: "Primary", color: "green" },
    { name: "Grade 1", color: "teal" },
    { name: "Grade 2", color: "blue" },
    { name: "Grade 3", color: "purple" },
  ],
  rooms: [
    { name: "Studio 1", capacity: 45, color: "pink" },
    { name: "Studio 2", capacity: 20, color: "purple" },
    { name: "Studio 3", capacity: 16, color: "teal" },
    { name: "Attic", capacity: 12, color: "gray" },
  ],
  bigClass: {
    name: "Spring Show Chorus (big class)",
    program: "Contemporary",
    level: null,
    ages: [1, 17],
    minutes: 75,
    capacity: 40,
  },
  offers: [
    offer("First Steps", "Ballet", "Pre-primary", [1, 3], 30, 10),
    offer("Pre-primary Ballet", "Ballet", "Pre-primary", [3, 5], 45, 10),
    offer("Primary Ballet", "Ballet", "Primary", [5, 7], 45, 12),
    offer("Street for Sevens", "Street", null, [6, 9], 60, 14),
    offer("Grade 1 Ballet", "Ballet", "Grade 1", [7, 9], 60, 12),
    { ...offer("Boys Street", "Street", null, [8, 14], 60, 12), gender: "male" },
    offer("Grade 2 Ballet", "Ballet", "Grade 2", [8, 11], 60, 12),
    offer("Contemporary", "Contemporary", "Grade 2", [9, 15], 75, 12),
    offer("Pointe Work", "Ballet", "Grade 3", [11, 17], 75, 10),
  ],
};

/** What the clubs of the demonstration enterprise teach alike; what they call it has drifted apart, as it does. */
const NORTHSTAR: DemoOffers = {
  ...LAGOON,
  levels: [{ name: "Shrimp", color: "red" }, ...LAGOON.levels],
  offers: [offer("Shrimp", "Learn to Swim", "Shrimp", [2, 4], 30, 8), ...LAGOON.offers],
};

function spelled(offers: DemoOffers, words: Readonly<Record<string, string>>): DemoOffers {
  const own = (name: string) => words[name] ?? name;
  return {
    ...offers,
    levels: offers.levels.map((level) => ({ ...level, name: own(level.name) })),
    offers: offers.offers.map((one) => ({ ...one, level: one.level && own(one.level) })),
  };
}

/** By the URL name of the account. */
export const OFFERS: Readonly<Record<string, DemoOffers>> = {
  summit: SUMMIT,
  lagoon: LAGOON,
  pointe: POINTE,
  "northstar-austin": NORTHSTAR,
  "northstar-boulder": spelled(NORTHSTAR, { Penguin: "Pengiun", Starfish: "Star Fish" }),
  "northstar-portland": spelled(NORTHSTAR, { Shrimp: "Shrimps" }),
};

function offer(
  name: string,
  program: string,
  level: string | null,
  ages: readonly [number, number],
  minutes: number,
  capacity: number,
): Offer {
  return { name, program, level, ages, minutes, capacity };
}
