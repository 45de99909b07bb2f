import { describe, expect, it } from "vitest";
import { accountFacts } from "../../worker/edge/account-facts.ts";
import { count } from "../cart/shop.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { raceForLastPlace } from "./race.ts";

describe.each(ENGINES)("two families who have both seen the last place on %s", async (engine) => {
  const { database, account } = await openTestTenant({ engine });
  const school = { database, account: accountFacts(account) };

  it("hold it once, and the other is told that it is full", async () => {
    const { told, classId } = await raceForLastPlace(school, "hold");
    expect(told).toEqual(["added", "full"]);
    expect(await count(database, "count(*)", `place_holds where class_id = '${classId}'`)).toBe(1);
  });

  it("hold it once, and the other waits, once, where that was asked for", async () => {
    const { told, classId } = await raceForLastPlace(school, "wait");
    expect(told).toEqual(["added", "waitlisted"]);
    const waits = `living_enrollments where class_id = '${classId}' and kind = 'wait'`;
    expect(await count(database, "count(*)", waits)).toBe(1);
  });

  it("get it once when both holds ran out, and the other cart is as it was", async () => {
    const { told, classId } = await raceForLastPlace(school, "send");
    expect(told).toEqual(["changed", "done"]);
    const living = `enrollments where class_id = '${classId}' and deleted_at is null`;
    expect(await count(database, "count(*)", living)).toBe(1);
  });
});
