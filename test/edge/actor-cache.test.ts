import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Answer } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn, type TestPerson } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const trips = ({ headers }: Answer) => Number(/trips=(\d+)/.exec(headers.get("server-timing") ?? "")?.[1]);

describe.each(ENGINES)("the cached actor on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const run = (template: ReturnType<typeof sql>) =>
    tenant.database.commit({ statements: [statement(template)] });
  const revoke = (person: TestPerson, right: string) =>
    run(sql`update grants set deleted_at = 1 where staff_id = ${person.id} and right_key = ${right}`);
  const grant = (person: TestPerson, right: string) =>
    run(sql`insert into grants (id, staff_id, right_key, level, created_at, updated_at)
      values (${newId("grant")}, ${person.id}, ${right}, 'view', 1, 1)`);

  it("costs one trip more the first time, and none after that", async () => {
    const { client } = await signedIn(testHouse(), tenant, { families: "view" });
    expect(trips(await client.get("/families"))).toBe(2);
    expect(trips(await client.get("/families"))).toBe(1);
    expect(trips(await client.get("/session"))).toBe(1);
  });

  it("is loaded again after thirty seconds", async () => {
    const house = testHouse();
    const { client } = await signedIn(house, tenant);
    await client.get("/session");
    house.clock.nowMs += 29_000;
    expect(trips(await client.get("/session"))).toBe(1);
    house.clock.nowMs += 2_000;
    expect(trips(await client.get("/session"))).toBe(2);
  });

  it("loses a right with the next request, though another isolate took it away", async () => {
    const { client, person } = await signedIn(testHouse(), tenant, { families: "full" });
    expect((await client.get("/families")).status).toBe(200);
    await revoke(person, "families");
    const answer = await client.get("/families");
    expect([answer.status, answer.body.right]).toEqual([403, "families"]);
    expect((await client.get("/session")).body.rights).toEqual({ office: "full" });
  });

  it("gains a right with the next request, too", async () => {
    const { client, person } = await signedIn(testHouse(), tenant, {});
    expect((await client.get("/families")).status).toBe(403);
    await grant(person, "families");
    expect((await client.get("/families")).status).toBe(200);
  });

  it("repeats a write once after rights changed elsewhere, and does it once", async () => {
    const { client, person } = await signedIn(testHouse(), tenant, {});
    await client.get("/session");
    await grant(person, "students");
    const answer = await client.post("/feature-requests", { title: "Once only", body: "" });
    expect(answer.status).toBeLessThan(300);
    const { rows } = (await client.get("/feature-requests")).body;
    expect(rows.filter(({ title }: { title: string }) => title === "Once only")).toHaveLength(1);
  });

  it.each([
    ["deactivated", (person: TestPerson) => run(sql`update staff set is_active = 0 where id = ${person.id}`)],
    ["deleted", (person: TestPerson) => run(sql`update staff set deleted_at = 1 where id = ${person.id}`)],
    ["shut out of the office", (person: TestPerson) => revoke(person, "office")],
    [
      "signed out",
      (person: TestPerson) => run(sql`update sessions set ended_at = 1 where staff_id = ${person.id}`),
    ],
  ])("is out with the next request once %s, reading and writing", async (_how, shutOut) => {
    const { client, person } = await signedIn(testHouse(), tenant, { families: "full" });
    expect((await client.get("/session")).status).toBe(200);
    await shutOut(person);
    const wrote = await client.post("/feature-requests", { title: "Too late", body: "" });
    expect([wrote.status, wrote.body.code]).toEqual([401, "session_ended"]);
    const read = await client.get("/session");
    expect([read.status, read.body.code]).toEqual([401, "session_ended"]);
  });
});
