import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import { portalSettings } from "../../worker/domains/portal-settings/schemas.ts";
import { TEST_NOW_MS } from "../harness/actors.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

/** A school whose families come through the door; its clock stands at noon of Saturday, 21 November 2026. */
export async function openOwnSchool() {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  house.clock.nowMs = TEST_NOW_MS;
  const school = await TestSchool.open(tenant);
  const run = (template: ReturnType<typeof sql>) =>
    tenant.database.commit({ statements: [statement(template)] });
  const settle = (id: string, value: object) =>
    run(sql`insert into settings (id, value, updated_at) values (${id}, ${JSON.stringify(value)}, 0)
      on conflict (id) do update set value = excluded.value`);
  return {
    tenant,
    house,
    school,
    run,
    /** What the school decided of its portal; the rest by default. */
    decide: (settings: Partial<ReturnType<typeof portalSettings.parse>>) =>
      settle("portal", portalSettings.parse(settings)),
    settle,
    family: (role: "owner" | "payer" | "viewer" | "pickup_only" = "owner") =>
      signedInFamily(house, tenant, role),
    staff: () => signedIn(house, tenant, { admin: "full" }),
    /** A class on Mondays at four that families are shown. */
    class: (options: Parameters<TestSchool["class"]>[0] = {}) =>
      school.class({ slots: [{ weekday: 1 }], ...options }),
    items: async (familyId: string) => {
      const { found } = await tenant.database.read({
        found: select(
          {
            id: sql<string>`id`,
            kind: sql<string>`kind`,
            nature: sql<string>`nature`,
            state: sql<string>`state`,
            version: sql<number>`version`,
          },
          sql`from activity_items where family_id = ${familyId} and deleted_at is null order by happened_at, id`,
        ),
      });
      return found;
    },
    /** Whom the audit log names for acts of that name, the latest first. */
    acts: async (action: string) => {
      const { found } = await tenant.database.read({
        found: select(
          {
            kind: sql<string>`actor_kind`,
            actorId: sql<string>`actor_id`,
            via: sql<string>`via`,
          },
          sql`from changes where action = ${action} order by id desc`,
        ),
      });
      return found;
    },
    token: async (studentId: string) => {
      const id = `mkt_${studentId.slice(4, 20)}`;
      const stamps = { created_at: 1, updated_at: 1 };
      await school.add("makeup_tokens", [
        {
          ...{ id, student_id: studentId, origin: "grant", state: "available", issued_on: "2026-11-01" },
          ...stamps,
        },
      ]);
      const entry = { id: `mke_${studentId.slice(4, 20)}`, token_id: id, student_id: studentId };
      await school.add("makeup_entries", [
        { ...entry, kind: "issued", delta: 1, effective_on: "2026-11-01", ...stamps },
      ]);
      return id;
    },
  };
}
