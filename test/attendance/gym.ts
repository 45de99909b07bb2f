import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { markInput } from "../../worker/domains/attendance/schemas.ts";
import { ruleSchemas, type SchoolRules } from "../../worker/domains/school-rules/schemas.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { type Rights, staffContext, TEST_NOW_MS } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

/** The Saturday on which every test's clock stands, noon in Chicago; 1 is Monday, 6 is Saturday. */
export const SATURDAY = "2026-11-21";
export const SATURDAYS = 6;
export const MONDAY = "2026-11-23";

/** Sessions of a test outlive any day a test looks at. */
export async function keepSessions(tenant: TestTenant): Promise<void> {
  await tenant.database.commit({
    statements: [
      statement(sql`update sessions set idle_expires_at = 9999999999999, expires_at = 9999999999999`),
    ],
  });
}

/** Decides some rules of the school; the others are by default. */
export async function setRules<K extends keyof SchoolRules>(
  tenant: TestTenant,
  kind: K,
  rules: Partial<SchoolRules[K]>,
): Promise<void> {
  const value = JSON.stringify(ruleSchemas[kind].parse(rules));
  await tenant.database.commit({
    statements: [
      statement(sql`insert into settings (id, value, updated_at) values (${kind}, ${value}, 0)
        on conflict (id) do update set value = excluded.value`),
    ],
  });
}

/** One mark as a device sends it, made now over nothing. */
export function mark(studentId: string, slotId: string, overrides: Record<string, unknown> = {}) {
  return markInput.parse({
    studentId,
    slotId,
    meetsOn: SATURDAY,
    status: "present",
    baseVersion: 0,
    clientMarkedAtMs: TEST_NOW_MS - 1_000,
    ...overrides,
  });
}

/** Members of staff by their rights, all of them with the rights version that holds once the last has come. */
export async function openStaff<K extends string>(
  tenant: TestTenant,
  people: Readonly<Record<K, { readonly rights?: Rights; readonly ownClassesOnly?: boolean }>>,
): Promise<Record<K, Context<StaffActor>>> {
  const made: [string, Context<StaffActor>][] = [];
  for (const [name, person] of Object.entries(people) as [K, (typeof people)[K]][]) {
    const ctx = await staffContext(tenant, person.rights);
    const ownClassesOnly = person.ownClassesOnly ?? false;
    const grants = ctx.actor.grants.map((grant) => ({ ...grant, ownClassesOnly }));
    made.push([name, { ...ctx, actor: { ...ctx.actor, grants } }]);
  }
  const { rightsVersion } = made.at(-1)![1].actor;
  return Object.fromEntries(
    made.map(([name, ctx]) => [name, { ...ctx, actor: { ...ctx.actor, rightsVersion } }]),
  ) as Record<K, Context<StaffActor>>;
}

export async function openGym(tenant: TestTenant) {
  const school = await TestSchool.open(tenant);
  /** A class on Saturdays at four with some students in it. */
  const classOf = async (students: number, options: Parameters<TestSchool["class"]>[0] = {}) => {
    const target = await school.class({ slots: [{ weekday: SATURDAYS }], ...options });
    const studentIds: string[] = [];
    for (let i = 0; i < students; i++) {
      const id = await school.student();
      await school.enroll(id, target);
      studentIds.push(id);
    }
    return { ...target, slotId: target.slotIds[0] as string, studentIds };
  };
  return { school, classOf };
}
