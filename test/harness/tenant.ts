import type { Account } from "../../control-plane/account.ts";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { type ProvisionInput, provisionAccount } from "../../control-plane/provision-account.ts";
import type { Batch, Engine, TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { emptySqld } from "./databases.ts";
import { type Platform, testActor, testPlatform } from "./platform.ts";

export interface TestTenant {
  readonly account: Account;
  readonly database: TenantDatabase;
  readonly platform: Platform;
}

export interface TestTenantOptions extends Partial<Omit<ProvisionInput, "database" | "accountId">> {
  readonly engine: Engine["kind"];
  /** Reuse it to put several accounts beside each other. */
  readonly platform?: Platform;
  readonly seed?: (account: Account, database: TenantDatabase) => Promise<Batch>;
}

let made = 0;

/** What a new account is called and where it is, all of it unique; overridable. */
export function accountInput(overrides: Partial<ProvisionInput> = {}): ProvisionInput {
  made += 1;
  return {
    accountId: newId("account"),
    urlName: `school-${made}`,
    displayName: `School ${made}`,
    plan: "premium",
    locationHint: null,
    timeZone: "America/Chicago",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    database: "pool",
    ...overrides,
  };
}

export const nothing = async (): Promise<Batch> => ({ statements: [] });

/** A ready account with a private, migrated database on the engine of choice, and its row in CONTROL. */
export async function openTestTenant(options: TestTenantOptions): Promise<TestTenant> {
  const { engine, platform = await testPlatform(), seed = nothing, ...overrides } = options;
  const database = engine === "d1" ? "pool" : { url: await emptySqld(), token: "test-token" };
  const account = await provisionAccount(platform, accountInput({ ...overrides, database }), seed, testActor);
  return { ...(await openTenant(platform, { accountId: account.id })), platform };
}
