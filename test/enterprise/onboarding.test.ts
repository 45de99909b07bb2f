import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { resumeOnboardings } from "../../worker/enterprise/onboarding/resume-onboardings.ts";
import { openDeps } from "../../worker/services.ts";
import { emptySqld } from "../harness/databases.ts";
import { addAccount, addGroup, signedInEnterprise, testEnterprise } from "../harness/enterprise.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";

let made = 0;

function asked(more: Record<string, unknown> = {}) {
  made += 1;
  return {
    name: `New Club ${made}`,
    urlName: `new-club-${made}`,
    timeZone: "America/Denver",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    database: "pool",
    owner: { firstName: "Nia", lastName: "Novak", email: `nia${made}@example.org` },
    groupId: null,
    templateAccountId: null,
    ...more,
  };
}

describe("a new account of an enterprise", async () => {
  const platform = await testPlatform();
  const enterprise = await testEnterprise(platform);
  const east = await addGroup(enterprise, "East");
  const template = await addAccount(enterprise, { name: "Model Club" });
  const house = testHouse();
  const { client: owner } = await signedInEnterprise(house, enterprise, { name: "Olga Owner" });
  const { client: eastAdmin } = await signedInEnterprise(house, enterprise, { groupId: east });
  const rows = [
    ...Array.from(
      { length: 60 },
      (_, i) => sql`insert into levels (id, name, color, position, created_at, updated_at)
      values (${newId("level")}, ${`Level ${i}`}, 'green', ${i}, 0, 0)`,
    ),
    sql`insert into programs (id, name, created_at, updated_at) values (${newId("program")}, 'Tumbling', 0, 0)`,
    sql`insert into levels (id, name, created_at, updated_at, deleted_at) values (${newId("level")}, 'Gone', 0, 0, 1)`,
    sql`insert into charge_categories (id, name, created_at, updated_at) values (${newId("chargeCategory")}, 'Uniform', 0, 0)`,
    sql`insert into list_items (id, kind, label, created_at, updated_at) values (${newId("listItem")}, 'drop_reason', 'Went pro', 0, 0)`,
    sql`insert into policies (id, kind, title, current_version_id, created_at, updated_at) values ('pol_x', 'family', 'House rules', 'pov_2', 0, 0)`,
    sql`insert into policy_versions (id, policy_id, number, body, created_at, updated_at)
      values ('pov_1', 'pol_x', 1, 'Old', 0, 0), ('pov_2', 'pol_x', 2, 'Be kind.', 0, 0)`,
  ];
  await template.database.commit({ statements: rows.map((row) => statement(row)) });

  const stateOf = async (id: string) => (await owner.get(`/onboardings/${id}`)).body;
  const opened = async (accountId: string) =>
    (await openTenant(openDeps(house.services), { accountId })).database;
  const listed = async () =>
    (await owner.get("/accounts")).body.accounts.map(({ name }: { name: string }) => name);

  it("gets the lists of another one, its owner a mail, its place in the list; both sides write it down", async () => {
    const input = asked({
      templateAccountId: template.account.id,
      groupId: east,
      place: "Boulder",
      contactPhone: "+1 303 555 0100",
    });
    const { status, body } = await owner.post("/onboardings", input);
    expect(status).toBe(201);
    expect(await stateOf(body.id)).toMatchObject({
      state: "running",
      step: "account",
      templateName: "Model Club",
    });
    await house.drain();
    const done = await stateOf(body.id);
    expect(done).toMatchObject({ state: "done", error: null });

    const database = await opened(done.accountId);
    const found = await database.read({
      levels: select({ name: sql<string>`name` }, sql`from levels order by position`),
      reasons: select({ label: sql<string>`label` }, sql`from list_items where kind = 'drop_reason'`),
      policies: select(
        { title: sql<string>`p.title`, body: sql<string>`v.body`, number: sql<number>`v.number` },
        sql`from policies p join policy_versions v on v.policy_id = p.id`,
      ),
      log: select(
        { by: sql<string>`actor_name`, summary: sql<string>`summary` },
        sql`from changes order by action`,
      ),
    });
    expect(found.levels.map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, i) => `Level ${i}`));
    expect(found.reasons).toEqual([{ label: "Went pro" }]);
    expect(found.policies).toEqual([{ title: "House rules", body: "Be kind.", number: 1 }]);
    const by = "Olga Owner (enterprise, Northern Clubs)";
    expect(found.log).toEqual([
      { by, summary: `Set up ${input.name} with the lists of Model Club` },
      { by, summary: "Added Nia Novak to the staff" },
    ]);
    expect(house.mails.map(({ to }) => to)).toEqual([input.owner.email]);
    const account = (await owner.get("/accounts")).body.accounts.find(
      ({ id }: { id: string }) => id === done.accountId,
    );
    expect(account).toMatchObject({
      name: input.name,
      groupId: east,
      ownerName: "Nia Novak",
      place: "Boulder",
      contactPhone: "+1 303 555 0100",
    });
    const { audit } = await house.services.control.read({
      audit: select(
        { action: sql<string>`action`, by: sql<string>`user_name` },
        sql`from enterprise_audit where subject_id = ${body.id} order by seq`,
      ),
    });
    expect(audit).toEqual([
      { action: "onboardings.start", by: "Olga Owner" },
      { action: "onboardings.done", by },
    ]);
  });

  it("goes on after its word was lost and after a crash at any step, and ends once", async () => {
    const { body } = await owner.post("/onboardings", asked());
    house.sent.length = 0;
    await resumeOnboardings(house.services);
    expect(house.sent).toEqual([]);
    house.clock.nowMs += 3 * 60_000;
    await resumeOnboardings(house.services);
    const [message] = house.sent.splice(0);
    // Killed at the n-th call of the new database, whichever that is; then twice at once.
    for (let kills = 1; kills < 12; kills += 2) {
      let calls = 0;
      const dying = testHouse({
        nowMs: house.clock.nowMs,
        wrap: (engine) => ({
          kind: engine.kind,
          batch: async (statements, mode) => {
            calls += 1;
            if (calls === kills) throw new DatabaseUnavailable("killed");
            return engine.batch(statements, mode);
          },
        }),
      });
      await dying.deliver([message!.body]);
    }
    await house.deliver([message!.body, message!.body]);
    await house.drain();
    const done = await stateOf(body.id);
    expect(done).toMatchObject({ state: "done" });
    const { staff } = await (await opened(done.accountId)).read({
      staff: select({ id: sql<string>`id` }, sql`from staff`),
    });
    expect(staff).toHaveLength(1);
    expect((await listed()).filter((name: string) => name === done.name)).toHaveLength(1);
  });

  it("stops with words that help when a database is not an empty one, and goes on with another", async () => {
    const taken = { url: await emptySqld(), token: "test-token" };
    await owner.post("/onboardings", asked({ database: taken }));
    await house.drain();
    const second = (await owner.post("/onboardings", asked({ database: taken }))).body.id;
    await house.drain();
    const stopped = await stateOf(second);
    expect(stopped).toMatchObject({ state: "failed", step: "account" });
    expect(stopped.error).toContain("is not an empty database of its own. Make a new one");
    expect(JSON.stringify((await owner.get("/onboardings")).body)).not.toContain("test-token");
    const retry = { database: { url: await emptySqld(), token: "test-token" } };
    expect((await owner.post(`/onboardings/${second}/retry`, retry)).status).toBe(200);
    expect((await owner.post(`/onboardings/${second}/retry`, {})).body.code).toBe("not_stopped");
    await house.drain();
    expect(await stateOf(second)).toMatchObject({ state: "done" });
  });

  it("is refused by field before anything begins, and is for admins of the whole enterprise", async () => {
    const wrong = asked({
      urlName: template.account.urlName,
      groupId: "egr_none",
      templateAccountId: "acc_none",
      timeZone: "Mars/North",
      currency: "XXQ",
    });
    const { status, body } = await owner.post("/onboardings", wrong);
    expect(status).toBe(422);
    expect(body.fields.map(({ path }: { path: string }) => path)).toEqual([
      "urlName",
      "templateAccountId",
      "groupId",
      "timeZone",
      "currency",
    ]);
    for (const answer of [await eastAdmin.post("/onboardings", asked()), await eastAdmin.get("/onboardings")])
      expect([answer.status, answer.body.code]).toEqual([403, "enterprise_admins_only"]);
    const other = await signedInEnterprise(house, await testEnterprise(platform, "Others"));
    const mine = (await owner.get("/onboardings")).body.onboardings[0].id;
    expect((await other.client.get(`/onboardings/${mine}`)).status).toBe(404);
    expect((await other.client.post(`/onboardings/${mine}/retry`)).status).toBe(404);
  });
});
