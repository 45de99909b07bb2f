import { type AccountStatus, accounts, type LocationHint, type Plan } from "./schema.ts";

/** Where an account's database is. The token of a libSQL server is ciphertext until an engine is made. */
export type DatabaseLocation =
  | { readonly driver: "d1"; readonly binding: string }
  | { readonly driver: "libsql"; readonly url: string; readonly sealedToken: string | null };

/** How much of a right is left to everybody in an account, and the enterprise or group that says so. */
export interface AccountRestriction {
  readonly right: string;
  readonly maxLevel: "none" | "view";
  readonly groupName: string;
}

/** One school, as the control plane knows it. */
export interface Account {
  readonly id: string;
  readonly urlName: string;
  readonly displayName: string;
  readonly plan: Plan;
  readonly status: AccountStatus;
  /** When a closing account ends; null unless it is closing. */
  readonly closesAt: number | null;
  readonly locationHint: LocationHint | null;
  /** Null until a database is claimed. */
  readonly location: DatabaseLocation | null;
  readonly schemaVersion: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  readonly phoneRegion: string;
  readonly createdAt: number;
  readonly version: number;
  /** What the enterprise above it takes away from its staff; known of accounts that the directory found. */
  readonly restrictions: readonly AccountRestriction[];
}

/** The columns for `select`; `toAccount` takes what comes back. */
export const accountFields = {
  id: accounts.id,
  urlName: accounts.urlName,
  displayName: accounts.displayName,
  plan: accounts.plan,
  status: accounts.status,
  closesAt: accounts.closesAt,
  locationHint: accounts.locationHint,
  driver: accounts.driver,
  d1Binding: accounts.d1Binding,
  databaseUrl: accounts.databaseUrl,
  databaseToken: accounts.databaseToken,
  schemaVersion: accounts.schemaVersion,
  timeZone: accounts.timeZone,
  locale: accounts.locale,
  currency: accounts.currency,
  phoneRegion: accounts.phoneRegion,
  createdAt: accounts.createdAt,
  version: accounts.version,
};

type AccountRow = {
  [K in keyof typeof accountFields]: (typeof accountFields)[K]["_"]["notNull"] extends true
    ? (typeof accountFields)[K]["_"]["data"]
    : (typeof accountFields)[K]["_"]["data"] | null;
};

export function toAccount(row: AccountRow, restrictions: readonly AccountRestriction[] = []): Account {
  const { driver, d1Binding, databaseUrl, databaseToken, ...account } = row;
  return { ...account, location: toLocation(driver, d1Binding, databaseUrl, databaseToken), restrictions };
}

function toLocation(
  driver: AccountRow["driver"],
  binding: string | null,
  url: string | null,
  sealedToken: string | null,
): DatabaseLocation | null {
  if (driver === "d1" && binding !== null) return { driver, binding };
  if (driver === "libsql" && url !== null) return { driver, url, sealedToken };
  return null;
}

const URL_NAME = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** Whether an account may be called this in URLs: 3 to 40 of a–z, 0–9 and inner hyphens, a letter first. */
export function isUrlName(name: string): boolean {
  return URL_NAME.test(name) && !name.includes("--");
}
