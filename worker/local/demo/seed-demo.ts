import type { Account } from "../../../control-plane/account.ts";
import type { Batch } from "../../../control-plane/tenant-database.ts";
import { seedDefaults } from "../../domains/settings/seed-defaults.ts";
import type { Env } from "../../env.ts";
import { demoLocations, demoStaff } from "./demo-staff.ts";
import type { DemoSchool } from "./schools.ts";

/** What a demonstration account starts with: committed together with the mark that it was seeded. */
export async function seedDemo(
  env: Env,
  school: DemoSchool,
  account: Account,
  nowMs: number,
): Promise<Batch> {
  const defaults = await seedDefaults(account, nowMs);
  const staff = demoStaff(school, defaults.groupIds, env.PASSWORD_PEPPER, nowMs);
  return { statements: [...demoLocations(school, nowMs), ...defaults.statements, ...staff] };
}
