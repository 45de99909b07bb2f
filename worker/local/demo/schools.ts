import type { ProvisionInput } from "../../../control-plane/provision-account.ts";

export interface DemoSchool extends Omit<ProvisionInput, "database" | "locationHint"> {
  readonly locations: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[];
}

export const DEMO_PASSWORD = "chalkline-demo";

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
      { id: "loc_0000000000000s0mm1tch1cag0", name: "Chicago", timeZone: "America/Chicago" },
      { id: "loc_00000000000000s0mm1tdenver", name: "Denver", timeZone: "America/Denver" },
    ],
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
    locations: [{ id: "loc_000000000000000000001ag00n", name: "Lagoon", timeZone: "America/New_York" }],
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
    locations: [{ id: "loc_00000000000000000000p01nte", name: "London", timeZone: "Europe/London" }],
  },
];
