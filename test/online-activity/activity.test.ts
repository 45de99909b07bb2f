import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { addActivity, type NewActivity } from "../../worker/domains/online-activity/add-activity.ts";
import { expireRequests } from "../../worker/domains/online-activity/expire-requests.ts";
import type { ActivityRow } from "../../worker/domains/online-activity/schemas.ts";
import { keepHouse } from "../../worker/jobs/keep-house.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { systemContext } from "../harness/actors.ts";
import { addGuardian, guardianContext } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("online activity", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client, person } = await signedIn(house, tenant, { online_activity: "full" });
  const { client: reader } = await signedIn(house, tenant, { online_activity: "view" });
  const { client: stranger } = await signedIn(house, tenant, { families: "full" });
  const guardian = await addGuardian(tenant, house.clock.nowMs);

  const happen = async (activity: Partial<NewActivity> = {}): Promise<string> => {
    const ctx = guardianContext(tenant, tenant.account, guardian, house.clock.nowMs);
    const change = new Change(ctx, { action: "students.create", summary: "Did it", right: null });
    const id = addActivity(change, ctx, {
      kind: "student_added",
      nature: "info",
      summary: "Added a student",
      ...activity,
    });
    await commit(ctx, change);
    house.clock.nowMs += 1_000;
    return id;
  };
  const rows = async (query = "") =>
    (await client.get(`/online-activity${query}`)).body.rows as ActivityRow[];
  const rowOf = async (id: string) => (await rows("?state=all")).find((row) => row.id === id)!;

  it("lists what waits, oldest first, with filters, for those with the right", async () => {
    const first = await happen();
    const second = await happen({ kind: "absence_request", nature: "request", summary: "Sam will be away" });
    const listed = (await rows()).map(({ id }) => id);
    expect(listed.slice(-2)).toEqual([first, second]);
    expect((await rows("?nature=request")).map(({ id }) => id)).toContain(second);
    expect((await rows("?nature=request")).map(({ id }) => id)).not.toContain(first);
    expect((await rows("?q=will be AWAY")).map(({ id }) => id)).toEqual([second]);
    expect((await stranger.get("/online-activity")).body).toMatchObject({ code: "right_missing" });
    expect((await reader.get("/online-activity")).status).toBe(200);
    const claim = await reader.post(`/online-activity/${first}/claim`, { version: 1 });
    expect(claim.body).toMatchObject({ code: "right_missing", right: "online_activity" });
  });

  it("tells what changed since a number, closed items too, and each change once", async () => {
    const before = (await client.get("/online-activity/changes?after=0")).body;
    const id = await happen();
    const told = (await client.get(`/online-activity/changes?after=${before.number}`)).body;
    expect(told.rows.map((row: ActivityRow) => row.id)).toEqual([id]);
    expect(told.open).toBe(before.open + 1);
    await client.post("/online-activity/dismiss", { items: [{ id, version: 1 }] });
    const after = (await client.get(`/online-activity/changes?after=${told.number}`)).body;
    expect(after.rows).toMatchObject([{ id, state: "dismissed" }]);
    expect(after.open).toBe(before.open);
    expect((await client.get(`/online-activity/changes?after=${after.number}`)).body.rows).toEqual([]);
  });

  it("dismisses what is only to be known, all or nothing, once, and takes it back", async () => {
    const [one, two] = [await happen(), await happen()];
    const request = await happen({ nature: "request", kind: "drop_request" });
    const items = [one, two].map((id) => ({ id, version: 1 }));
    const refused = await client.post("/online-activity/dismiss", {
      items: [...items, { id: request, version: 1 }],
    });
    expect(refused.body.code).toBe("needs_decision");
    expect((await rowOf(one)).state).toBe("new");
    const dismissed = await client.post("/online-activity/dismiss", { items });
    expect(dismissed.status).toBe(200);
    expect((await client.post("/online-activity/dismiss", { items })).body.code).toBe("already_decided");
    const undone = await client.post(`/changes/${dismissed.body.change.id}/undo`);
    expect(undone.status).toBe(200);
    expect((await rowOf(two)).state).toBe("new");
    const missing = await client.post("/online-activity/dismiss", {
      items: [{ id: person.id, version: 1 }],
    });
    expect(missing.status).toBe(404);
  });

  it("is claimed by one person, taken over by another, and given back", async () => {
    const id = await happen({ nature: "request", kind: "drop_request" });
    const claim = (version: number, who = client) => who.post(`/online-activity/${id}/claim`, { version });
    expect((await claim(1)).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "in_review", claimedBy: person.id });
    expect((await rows("?mine=1")).map((row) => row.id)).toEqual([id]);
    expect((await claim(1)).body.code).toBe("changed_meanwhile");
    const { client: other } = await signedIn(house, tenant, { online_activity: "full" });
    expect((await claim(2, other)).status).toBe(200);
    expect((await claim(3, other)).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "new", claimedBy: null });
  });

  it("denies a request with words for the family, once, and answers a repeated request alike", async () => {
    const id = await happen({ nature: "request", kind: "drop_request" });
    const deny = (version: number) =>
      client.post("/online-activity/decide", {
        decision: "deny",
        text: "Let us talk first.",
        items: [{ id, version }],
      });
    const answers = await Promise.all([deny(1), deny(1)]);
    const problems = answers.map(({ body }) => body.outcomes[0].problem);
    expect(problems.filter((problem) => problem === null).length).toBeGreaterThan(0);
    expect(await rowOf(id)).toMatchObject({
      state: "denied",
      decisionText: "Let us talk first.",
      version: 2,
    });
    expect((await deny(1)).body.outcomes).toEqual([{ id, problem: null, change: null }]);
    const { mails } = await tenant.database.read({
      mails: select({ count: sql<number>`count(*)` }, sql`from outbox where topic = 'portal-mail'`),
    });
    expect(mails[0]!.count).toBe(1);
    const told = await happen({
      nature: "request",
      kind: "drop_request",
      summary: "Drop Sam, last day 2026-12-06",
    });
    await client.post("/online-activity/decide", {
      decision: "deny",
      text: "Call us.",
      items: [{ id: told, version: 1 }],
    });
    await house.drain();
    const mail = house.mails.find(({ text }) => text.includes("Drop Sam"));
    expect(mail?.to).toBe(guardian.email);
    expect(mail?.text).toContain("last day December 6, 2026");
    expect(mail?.text).toContain("Call us.");
    const info = await happen();
    const answer = await client.post("/online-activity/decide", {
      decision: "deny",
      items: [{ id: info, version: 1 }],
    });
    expect(answer.body.outcomes[0].problem).toContain("nothing to decide");
  });

  it("answers what takes a denial back, of which nothing is mailed then", async () => {
    const id = await happen({ nature: "request", kind: "drop_request", summary: "Drop Kim" });
    const items = [{ id, version: 1 }];
    const { body } = await client.post("/online-activity/decide", { decision: "deny", text: "No.", items });
    const { change } = body.outcomes[0];
    expect(change.undoUntil).toBeGreaterThan(house.clock.nowMs);
    expect((await client.post(`/changes/${change.id}/undo`)).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "new", decisionText: null });
    house.clock.nowMs += 120_000;
    await house.drain();
    expect(house.mails.filter(({ subject }) => subject.includes("Drop Kim"))).toEqual([]);
  });

  it("lets requests about days that have passed expire, tells those who watch", async () => {
    const late = await happen({ nature: "request", kind: "drop_request", concernsOn: "2020-01-01" });
    const { number } = (await client.get("/online-activity/changes?after=999999999999999")).body;
    const system = systemContext(tenant, house.clock.nowMs);
    expect(await expireRequests(system)).toBeGreaterThan(0);
    const told = (await client.get(`/online-activity/changes?after=${number}`)).body.rows as ActivityRow[];
    expect(told.find(({ id }) => id === late)).toMatchObject({ state: "expired" });
  });

  it("does not approve what is about a day that has passed", async () => {
    const id = await happen({ nature: "request", kind: "drop_request", concernsOn: "2020-01-01" });
    const answer = await client.post("/online-activity/decide", {
      decision: "approve",
      items: [{ id, version: 1 }],
    });
    expect(answer.body.outcomes[0].problem).toContain("has passed");
    expect((await rowOf(id)).state).toBe("new");
  });

  // Last, since the sessions of this file are forgotten with them.
  it("forgets what is closed after 90 days, and never what waits", async () => {
    const figures = async () => {
      const { found } = await tenant.database.read({
        found: select(
          {
            open: sql<number>`sum(state in ('new', 'in_review'))`,
            closed: sql<number>`sum(state not in ('new', 'in_review'))`,
          },
          sql`from activity_items`,
        ),
      });
      return found[0]!;
    };
    const before = await figures();
    expect(before.closed).toBeGreaterThan(0);
    await keepHouse(systemContext(tenant, house.clock.nowMs + 91 * 86_400_000));
    expect(await figures()).toEqual({ open: before.open, closed: 0 });
  });
});
