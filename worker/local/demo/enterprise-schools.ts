import type { DemoSchool } from "./schools.ts";

/** How many families an account of the demonstration enterprise starts with: there are several of them. */
const FAMILIES = 60;

export const DEMO_ENTERPRISE = {
  id: "ent_0000000000000000n0rthstar0",
  name: "Northstar Swim Clubs",
} as const;
/** The organization at Microsoft of everybody whom the local provider knows. */
export const DEMO_TENANT = "6f0e7a1c-52d8-4c1b-9a57-3d2f8b0c4e11";

const GROUPS = {
  west: { id: "egr_0000000000000000n0rthwest0", parentId: null, name: "West" },
  mountain: {
    id: "egr_0000000000000000n0rthm0vnt",
    parentId: "egr_0000000000000000n0rthwest0",
    name: "Mountain",
  },
  south: { id: "egr_0000000000000000n0rths0vth", parentId: null, name: "South" },
} as const;
export const DEMO_GROUPS = Object.values(GROUPS);

interface Place {
  readonly number: 1 | 2 | 3;
  readonly urlName: string;
  readonly name: string;
  readonly city: string;
  readonly region: string;
  readonly timeZone: string;
  readonly area: string;
  readonly groupId: string;
  readonly owner: string;
  readonly contact: string;
}

const PLACES: readonly Place[] = [
  {
    ...{ number: 1, urlName: "northstar-austin", name: "Northstar Austin", city: "Austin", region: "TX" },
    ...{ timeZone: "America/Chicago", area: "512", groupId: GROUPS.south.id },
    ...{ owner: "Dana Whitfield", contact: "Miguel Ortega" },
  },
  {
    ...{ number: 2, urlName: "northstar-boulder", name: "Northstar Boulder", city: "Boulder", region: "CO" },
    ...{ timeZone: "America/Denver", area: "303", groupId: GROUPS.mountain.id },
    ...{ owner: "Priya Raman", contact: "Tess Holloway" },
  },
  {
    ...{
      number: 3,
      urlName: "northstar-portland",
      name: "Northstar Portland",
      city: "Portland",
      region: "OR",
    },
    ...{ timeZone: "America/Los_Angeles", area: "503", groupId: GROUPS.west.id },
    ...{ owner: "Priya Raman", contact: "Joel Park" },
  },
];

/** The accounts of the demonstration enterprise; where each stands in it, and who answers for it. */
export const ENTERPRISE_SCHOOLS: readonly (DemoSchool & { readonly inEnterprise: Place })[] = PLACES.map(
  (place) => ({
    accountId: `acc_0000000000000000n0rthstar${place.number}`,
    urlName: place.urlName,
    displayName: place.name,
    plan: "enterprise",
    timeZone: place.timeZone,
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    locations: [
      {
        id: `loc_0000000000000000n0rthstar${place.number}`,
        name: `${place.city} Pool`,
        timeZone: place.timeZone,
        city: place.city,
        region: place.region,
      },
    ],
    phone: (index) => `(${place.area}) 555-${String(100 + (index % 9_900)).padStart(4, "0")}`,
    families: FAMILIES,
    randomSeed: 5_000 + place.number,
    inEnterprise: place,
  }),
);

interface DemoUser {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly level: "admin" | "user";
  readonly groupId: string | null;
}

/** Who can sign in to the demonstration enterprise, by the local provider. */
export const DEMO_USERS: readonly DemoUser[] = [
  user(1, "Nora Lindqvist", "nora", "admin", null),
  user(2, "Omar Haddad", "omar", "user", null),
  user(3, "Wes Tanaka", "wes", "admin", GROUPS.west.id),
  user(4, "Mia Castellanos", "mia", "user", GROUPS.mountain.id),
];

function user(
  number: number,
  name: string,
  login: string,
  level: DemoUser["level"],
  groupId: string | null,
): DemoUser {
  const id = `eus_0000000000000000n0rthstar${number}`;
  return { id, subject: `demo-${login}`, name, email: `${login}@northstar.example`, level, groupId };
}
