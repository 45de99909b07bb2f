import type { Batch } from "../../../control-plane/tenant-database.ts";
import type { Env } from "../../env.ts";
import { demoStaff } from "./demo-staff.ts";
import type { DemoSchool } from "./schools.ts";

/** What a demonstration account starts with: committed together with the mark that it was seeded. */
export async function seedDemo(env: Env, school: DemoSchool, nowMs: number): Promise<Batch> {
  return { statements: demoStaff(school, env.PASSWORD_PEPPER, nowMs) };
}
