import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe.each(ENGINES)("a repeated write on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { client } = await signedIn(testHouse(), tenant);
  const family = (name: string) => ({
    name,
    guardians: [{ firstName: "Robin", lastName: name }],
    duplicatesSeen: true,
  });
  const add = (name: string, key: string, who = client) =>
    who.post("/families", family(name), { "idempotency-key": key });
  const count = async (name: string) => {
    const { rows } = await tenant.database.read({
      rows: select({ count: sql<number>`count(*)` }, sql`from families where name = ${name}`),
    });
    return rows[0]!.count;
  };

  it("is answered the same and happens once", async () => {
    const first = await add("One", "key-0001");
    const again = await add("One", "key-0001");
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replay")).toBe("true");
    expect(first.headers.get("idempotent-replay")).toBeNull();
    expect(await count("One")).toBe(1);
  });

  it("happens once when it is sent five times at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => add("Five", "key-0002")));
    expect(answers.every(({ status }) => status < 300)).toBe(true);
    expect(new Set(answers.map(({ body }) => body.change.id)).size).toBe(1);
    expect(await count("Five")).toBe(1);
  });

  it("is refused when the key comes with other content, or to another address", async () => {
    await add("Mine", "key-0003");
    const other = await add("Yours", "key-0003");
    expect([other.status, other.body.code]).toEqual([409, "idempotency_key_reused"]);
    expect(await count("Yours")).toBe(0);
    const merge = { familyIds: ["fam_00000000000000000000000001", "fam_00000000000000000000000002"] };
    const elsewhere = await client.post("/families/merge", merge, { "idempotency-key": "key-0003" });
    expect(elsewhere.body.code).toBe("idempotency_key_reused");
  });

  it("is another's own business under the same key", async () => {
    const { client: colleague } = await signedIn(testHouse(), tenant);
    await add("Shared", "key-0004");
    expect((await add("Shared", "key-0004", colleague)).headers.get("idempotent-replay")).toBeNull();
    expect(await count("Shared")).toBe(2);
  });

  it("needs a key that could be one", async () => {
    const answer = await add("Odd", "short");
    expect([answer.status, answer.body.fields[0].path]).toEqual([400, "idempotency-key"]);
  });
});
