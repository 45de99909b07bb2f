import { describe, expect, it } from "vitest";
import { bodyOf, TABLE_TYPE } from "../../worker/kernel/table.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { MONDAY, NEXT_MONDAY } from "../meetings/acts.ts";
import { TestSchool } from "../meetings/school.ts";

describe("answers with many rows", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  const { client } = await signedIn(testHouse(), tenant);
  const swim = await school.class({ slots: [{ weekday: 1 }, { weekday: 2 }] });
  const gym = await school.class({ slots: [{ weekday: 1 }] });
  for (const taught of [swim, swim, swim, gym]) await school.enroll(await school.student(), taught);

  it.each([
    ["/calendar", `from=${MONDAY}&to=${NEXT_MONDAY}`, "meetings"],
    ["/attendance/roll-sheet", `slotId=${swim.slotIds[0]}&meetsOn=${MONDAY}`, "students"],
    ["/classes", "", "rows"],
    ["/enrollments", "from=2026-01-01&to=2026-12-31", "rows"],
    ["/families", "", "rows"],
    ["/students", "", "rows"],
  ])("%s says the same as a table and as objects", async (path, query, field) => {
    const plain = await client.get(`${path}?${query}`);
    expect(plain.headers.get("content-type")).toBe("application/json");
    expect(plain.body[field].length).toBeGreaterThan(1);
    const table = await client.get(`${path}?${query}`, { accept: `${TABLE_TYPE}, application/json` });
    expect(table.headers.get("content-type")).toBe(`${TABLE_TYPE}; rows=${field}`);
    expect(Array.isArray(table.body[field])).toBe(false);
    expect(bodyOf(table.headers.get("content-type"), table.body)).toEqual(plain.body);
  });

  it("say what is wrong in the usual way", async () => {
    const refused = await client.get("/calendar?from=today", { accept: TABLE_TYPE });
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    expect(refused.body.code).toBe("bad_input");
  });
});
