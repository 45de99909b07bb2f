import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { quickEditClasses } from "../../worker/domains/classes/quick-edit.ts";
import { quickEditInput, updateClassInput } from "../../worker/domains/classes/schemas.ts";
import { updateClass } from "../../worker/domains/classes/update-class.ts";
import { addClass, openSchool } from "../enrollments/school.ts";
import { staffOf } from "../enrollments/staff-of.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("a class with more room", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const { ctx } = await staffOf(tenant, { ctx: { classes: "full", override_enrollment: "full" } });
  const school = await openSchool(tenant.database);
  const served = async (classId: string) => {
    const { effects } = await tenant.database.read({
      effects: select(
        { payload: sql<string>`payload` },
        sql`from outbox where topic = 'serve-waitlist' and payload ->> 'classId' = ${classId}`,
      ),
    });
    return effects.length;
  };

  it("offers it to those who wait, and less room offers nothing", async () => {
    const { id } = await addClass(school, { capacity: 2 });
    await updateClass(ctx, id, updateClassInput.parse({ version: 1, capacity: 1 }));
    expect(await served(id)).toBe(0);
    await updateClass(ctx, id, updateClassInput.parse({ version: 2, capacity: 3 }));
    expect(await served(id)).toBe(1);
    const classes = [{ id, version: 3 }];
    await quickEditClasses(ctx, quickEditInput.parse({ classes, edit: { capacity: 4 } }));
    expect(await served(id)).toBe(2);
  });
});
