import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { MAX_ATTEMPTS } from "../../worker/jobs/consumer.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { MailDelayed } from "../../worker/providers/email/email.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { OfficeClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { addPerson, signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const HOUR_MS = 3_600_000;

let made = 0;

describe("dead letters", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const other = await openTestTenant({ engine: "d1", platform: tenant.platform });

  /** A mail that the world never took, and somebody who looks after such things. */
  const failed = async () => {
    made += 1;
    // Letters are listed by age, so each is older than the next.
    const house = testHouse({ nowMs: TEST_NOW_MS + made * 1000 });
    const person = await addPerson(tenant);
    const stranger = new OfficeClient(house, tenant.account.urlName);
    await stranger.post("/password-resets", { login: person.email }, { "cf-connecting-ip": person.id });
    await house.settle();
    house.mailFaults.push(new MailDelayed("451 never now"));
    const [delivery] = await house.deliver([house.sent.shift()!.body], { attempts: MAX_ATTEMPTS });
    const { client } = await signedIn(house, tenant, { settings: "full" });
    const rows = async (): Promise<{ id: string }[]> => (await client.get("/dead-letters")).body.rows;
    return { house, person, client, delivery, rows, letter: (await rows()).at(-1)! };
  };
  const openEffects = async (personId: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        { count: sql<number>`count(*)` },
        sql`from outbox where payload->>'staffId' = ${personId} and done_at is null and cancelled_at is null`,
      ),
    });
    return rows[0]!.count;
  };

  it("are on a screen, with what went wrong, after the last try", async () => {
    const { delivery, letter, client } = await failed();
    expect(delivery?.outcome).toBe("ack");
    expect(letter).toMatchObject({
      what: "mail",
      attempts: MAX_ATTEMPTS,
      error: expect.stringContaining("451"),
    });
    const { client: elsewhere } = await signedIn(testHouse(), other, { settings: "full" });
    expect((await elsewhere.get("/dead-letters")).body.rows).toEqual([]);
    expect((await elsewhere.post(`/dead-letters/${letter.id}/retry`)).status).toBe(404);
    expect((await client.get("/dead-letters")).body.rows.length).toBeGreaterThan(0);
  });

  it("are not relayed by themselves", async () => {
    const { house, person } = await failed();
    house.clock.nowMs += HOUR_MS;
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    expect(house.sent).toEqual([]);
    expect(await openEffects(person.id)).toBe(1);
  });

  it("are tried again when somebody says so, and leave the screen", async () => {
    const { house, client, letter, person, rows } = await failed();
    expect((await client.post(`/dead-letters/${letter.id}/retry`)).status).toBe(200);
    await house.drain();
    expect(house.mails).toMatchObject([{ to: person.email }]);
    expect((await rows()).map(({ id }) => id)).not.toContain(letter.id);
    expect((await client.post(`/dead-letters/${letter.id}/retry`)).status).toBe(404);
  });

  it("are given up when somebody says so", async () => {
    const { house, client, letter, person, rows } = await failed();
    expect((await client.post(`/dead-letters/${letter.id}/dismiss`)).status).toBe(200);
    await house.drain();
    expect(house.mails).toEqual([]);
    expect(await openEffects(person.id)).toBe(0);
    expect((await rows()).map(({ id }) => id)).not.toContain(letter.id);
  });

  it("are kept once when the queue's own dead-letter queue brings one, twice", async () => {
    const house = testHouse({ nowMs: TEST_NOW_MS + HOUR_MS });
    const { client } = await signedIn(house, tenant, { settings: "full" });
    const before = (await client.get("/dead-letters")).body.rows.length;
    const body = { kind: "due", accountId: tenant.account.id, jobId: "job_dead", dueAt: 1 };
    const queue = "chalkline-dead-letters";
    expect(await house.deliver([body], { queue })).toMatchObject([{ outcome: "ack" }]);
    const { rows } = (await client.get("/dead-letters")).body;
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)).toMatchObject({ what: "due", error: null });
  });

  it("also hold what is no message of ours", async () => {
    const house = testHouse();
    expect(await house.deliver([{ kind: "nonsense" }], { attempts: 1 })).toMatchObject([
      { outcome: "retry" },
    ]);
    expect(await house.deliver([{ kind: "nonsense" }], { attempts: MAX_ATTEMPTS })).toMatchObject([
      { outcome: "ack" },
    ]);
    const { kept } = await tenant.platform.control.read({
      kept: select({ body: sql<string>`body` }, sql`from dead_letters where account_id is null`),
    });
    expect(kept).toEqual([{ body: '{"kind":"nonsense"}' }]);
  });
});
