import { describe, expect, it } from "vitest";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { suspendFamily } from "../../worker/domains/families/suspend-family.ts";
import { createFeatureRequest } from "../../worker/domains/feature-requests/create-feature-request.ts";
import { listFeatureRequests } from "../../worker/domains/feature-requests/list-feature-requests.ts";
import { toggleVote } from "../../worker/domains/feature-requests/toggle-vote.ts";
import { createListItem } from "../../worker/domains/settings/create-list-item.ts";
import { getWelcome } from "../../worker/domains/welcome/get-welcome.ts";
import { familyInput } from "../families/factories.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { again, auditOf, signedIn } from "../staff/people.ts";

describe.each(ENGINES)("the Welcome page on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);

  it("counts from the tallies, and tells of acts that the reader may see", async () => {
    const { id } = await createFamily(owner, familyInput());
    await createFamily(owner, familyInput());
    await suspendFamily(owner, id, { reason: "unpaid", version: 1 });
    await createListItem({ ...owner, nowMs: owner.nowMs + 1 }, { kind: "relationship", label: "Cousin" });
    const { meter } = tenant.database;
    const before = { trips: meter.trips, rows: meter.rowsRead };
    const welcome = await getWelcome(owner);
    expect(meter.trips - before.trips).toBe(1);
    expect(meter.rowsRead - before.rows).toBeLessThan(40);
    expect(welcome.families).toEqual({ total: 2, active: 0, inactive: 2, suspended: 1, review: 0 });
    expect(welcome.students).toEqual({ total: 2, active: 0 });
    expect(welcome.recentChanges).toHaveLength(4);
    expect(welcome.recentChanges[0]).toMatchObject({ action: "lists.create", actorName: owner.actor.name });
  });

  it("leaves out what takes a right that one does not have", async () => {
    const clerk = await signedIn(tenant, { families: "view" });
    const seen = await getWelcome(clerk);
    expect(seen.students).toBeNull();
    expect(seen.recentChanges.map((change) => change.action)).toEqual(["families.create", "families.create"]);
    const nobody = await signedIn(tenant, {});
    const { week, ...rest } = await getWelcome(nobody);
    expect(rest).toEqual({ families: null, students: null, recentChanges: [] });
    expect(week).toMatchObject({ classes: null, meetings: null, enrollments: null, untaken: null });
    await createFeatureRequest(nobody, { title: "A kiosk", body: "" });
    expect((await getWelcome(nobody)).recentChanges).toHaveLength(1);
  });
});

describe.each(ENGINES)("feature requests on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const first = await signedIn(tenant, {});
  const second = await signedIn(tenant, {});

  it("stores a wish with its author's vote, in the audit too", async () => {
    const ctx = await again(first);
    const { change, ...wish } = await createFeatureRequest(ctx, {
      title: "Text a class",
      body: "When it snows.",
    });
    expect(change.summary).toBe("Asked for: Text a class");
    expect(wish).toMatchObject({ votes: 1, voted: true, authorName: ctx.actor.name });
    const listed = (await listFeatureRequests(await again(second), {})).rows;
    expect(listed).toEqual([{ ...wish, voted: false }]);
    const { rows } = await auditOf(ctx, await latestChange(ctx));
    expect(rows[0]).toMatchObject({ entity: "featureRequests", op: "insert", entityId: wish.id });
  });

  it("takes one vote a person, and back", async () => {
    const { id } = await createFeatureRequest(await again(first), { title: "Dark mode", body: "" });
    expect(await toggleVote(await again(second), id)).toMatchObject({ votes: 2, voted: true });
    expect(await toggleVote(await again(second), id)).toMatchObject({ votes: 1, voted: false });
    await expect(toggleVote(await again(second), "fre_00000000000000000000000000")).rejects.toMatchObject({
      status: 404,
    });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    await expect(toggleVote(await signedIn(other), id)).rejects.toMatchObject({ status: 404 });
  });

  it("counts a vote once when it is sent twice at the same moment", async () => {
    const { id } = await createFeatureRequest(await again(first), { title: "A calendar", body: "" });
    const ctx = await again(second);
    const both = barrier(2);
    const vote = () => toggleVote({ ...ctx, database: racing(tenant.database, both) }, id);
    await Promise.all([vote(), vote()]);
    expect((await listFeatureRequests(ctx, {})).rows.find((row) => row.id === id)).toMatchObject({
      votes: 2,
    });
  });

  it("lists them in pages", async () => {
    const small = await openTestTenant({ engine });
    const ctx = await signedIn(small, {});
    for (let i = 0; i < 53; i++) {
      await createFeatureRequest({ ...ctx, nowMs: ctx.nowMs + i }, { title: `Wish ${i}`, body: "" });
    }
    const page = await listFeatureRequests(ctx, {});
    const rest = await listFeatureRequests(ctx, { cursor: page.nextCursor! });
    expect([...page.rows, ...rest.rows].map((row) => row.title)).toEqual(
      Array.from({ length: 53 }, (_, i) => `Wish ${52 - i}`),
    );
    expect(rest.nextCursor).toBeNull();
  });
});

async function latestChange(ctx: Awaited<ReturnType<typeof again>>): Promise<string> {
  return (await getWelcome(ctx)).recentChanges[0]!.id;
}
