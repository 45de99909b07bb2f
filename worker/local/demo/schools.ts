import type { AccountFacts } from "../../kernel/context.ts";

/** One demonstration account. */
export interface DemoSchool extends Omit<AccountFacts, "id" | "restrictions"> {
  readonly accountId: string;
  readonly locations: readonly {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly city: string;
    readonly region: string;
  }[];
  /** The n-th phone of the school, from the ranges kept for fiction. */
  readonly phone: (index: number) => string;
  /** How many families it starts with; once they are there, its books are kept. */
  readonly families: number;
  /** What its random numbers start from. */
  readonly randomSeed: number;
}

export const DEMO_PASSWORD = "chalkline-demo";
/** How many families a demonstration account starts with. */
export const DEMO_FAMILIES = 400;

const american = (area: string) => (index: number) =>
  `(${area}) 555-${String(100 + (index % 9_900)).padStart(4, "0")}`;

/** The demonstration accounts. Their ids are fixed, so that setting up twice is setting up once. */
export const DEMO_SCHOOLS: readonly DemoSchool[] = [
  {
    accountId: "acc_00000000000000000000s0mm1t",
    urlName: "summit",
    displayName: "Summit Gymnastics",
    plan: "premium",
    timeZone: "America/Chicago",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    locations: [
      {
        id: "loc_0000000000000s0mm1tch1cag0",
        name: "Northside",
        timeZone: "America/Chicago",
        city: "Chicago",
        region: "IL",
      },
      {
        id: "loc_00000000000000s0mm1tdenver",
        name: "Mountain View",
        timeZone: "America/Denver",
        city: "Denver",
        region: "CO",
      },
    ],
    phone: american("312"),
    families: DEMO_FAMILIES,
    randomSeed: 312,
  },
  {
    accountId: "acc_000000000000000000001ag00n",
    urlName: "lagoon",
    displayName: "Lagoon Swim School",
    plan: "elite",
    timeZone: "America/New_York",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    locations: [
      {
        id: "loc_000000000000000000001ag00n",
        name: "Harbor Pool",
        timeZone: "America/New_York",
        city: "Brooklyn",
        region: "NY",
      },
    ],
    phone: american("718"),
    families: DEMO_FAMILIES,
    randomSeed: 718,
  },
  {
    accountId: "acc_00000000000000000000p01nte",
    urlName: "pointe",
    displayName: "Pointe Dance Academy",
    plan: "signature",
    timeZone: "Europe/London",
    locale: "en-GB",
    currency: "GBP",
    phoneRegion: "GB",
    locations: [
      {
        id: "loc_00000000000000000000p01nte",
        name: "Camden Studio",
        timeZone: "Europe/London",
        city: "London",
        region: "Greater London",
      },
    ],
    phone: (index) => `07700 900${String(index % 1_000).padStart(3, "0")}`,
    families: DEMO_FAMILIES,
    randomSeed: 7700,
  },
];
