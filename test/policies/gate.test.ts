import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { answerPolicies } from "../../worker/domains/policies/answer-policies.ts";
import { unmetPoliciesQuery } from "../../worker/domains/policies/unmet-policies.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { ActorStale } from "../../worker/kernel/errors.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian, guardianContext, signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { racing } from "../harness/racing.ts";
import { familyRoutes, isOpen, pathOf, uploadOf } from "../harness/route-contract.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { type Asked, addPolicy, answersTo } from "./policy-fixture.ts";

describe("what a family must accept first", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client: office } = await signedIn(house, tenant, { policies: "full" });
  const rules = await addPolicy(office, "House rules");
  const trips = await addPolicy(office, "Trips", {
    kind: "student",
    mayBeRejected: true,
    mayBeWithdrawn: true,
  });
  await addPolicy(office, "Hidden", { isPublic: false });
  await addPolicy(office, "Newsletter", { isRequired: false });
  const asked = async (client: FamilyClient): Promise<Asked[]> =>
    (await client.get("/policies")).body.policies;
  const due = async (client: FamilyClient) => (await client.get("/session")).body.policiesDue;
  const rewrite = async (id: string, body: string) => {
    const { rows } = (await office.get("/policies")).body;
    const row = rows.find((one: { id: string }) => one.id === id);
    expect((await office.send("PATCH", `/policies/${id}`, { ...row, body })).status).toBe(200);
  };

  const BEFORE = [
    "DELETE /session",
    "POST /policies/answers",
    "POST /session/end-all",
    "POST /session/family",
    "POST /session/language",
  ];
  const writes = familyRoutes().filter((route) => route.method !== "GET" && !isOpen(route));

  it("holds back every route that writes, but those that answer or leave", async () => {
    const before = writes.filter(({ marks }) =>
      marks.some((mark) => mark.kind === "family" && mark.beforePolicies),
    );
    expect(before.map(({ key }) => key).sort()).toEqual(BEFORE);
    const { client } = await signedInFamily(house, tenant);
    for (const route of writes.filter(({ key }) => !BEFORE.includes(key))) {
      const upload = uploadOf(route);
      const type: Record<string, string> = upload ? { "content-type": upload.types[0]! } : {};
      const { status, body } = await client.send(route.method, pathOf(route), {}, type);
      expect([route.key, status, body.code]).toEqual([route.key, 403, "policies_due"]);
    }
    expect((await client.get("/session")).body.policiesDue).toBe(2);
  });

  it("asks about the family's own children only, whatever other families have left open", async () => {
    await signedInFamily(house, tenant);
    const { client } = await signedInFamily(house, tenant);
    await client.post("/policies/answers", answersTo(await asked(client)));
    expect(await due(client)).toBe(0);
    const write = await client.post("/students", {});
    expect(write.body.code).not.toBe("policies_due");
  });

  it("is over once everything required is accepted, and begins again with a new text", async () => {
    const { client } = await signedInFamily(house, tenant);
    const policies = await asked(client);
    expect(policies.map(({ title }) => title)).toEqual(["House rules", "Trips", "Newsletter"]);
    const answer = await client.post(
      "/policies/answers",
      answersTo(policies, "accepted", (one) => one.id === rules),
    );
    expect(answer.body.change.summary).toMatch(/^Accepted House rules/);
    expect(await due(client)).toBe(1);
    expect((await client.post("/policies/answers", answersTo(policies))).status).toBe(200);
    expect(await due(client)).toBe(0);
    expect((await client.post("/policies/answers", answersTo(policies))).body).toEqual({ change: null });
    await rewrite(rules, "New house rules");
    expect(await due(client)).toBe(1);
    const old = await client.post(
      "/policies/answers",
      answersTo(policies, "accepted", (one) => one.id === rules),
    );
    expect([old.status, old.body.code]).toEqual([409, "policy_changed"]);
    const { history } = (await client.get("/policies")).body;
    expect(history.answers).toHaveLength(3);
    expect(Object.values(history.texts)).toContain("The text of House rules.");
    const { found } = await tenant.database.read({
      found: select({ kind: sql<string>`kind` }, sql`from activity_items where kind = 'policy_answer'`),
    });
    expect(found.length).toBeGreaterThan(1);
  });

  it("is accepted for the whole family by whoever may pay; others see who that is", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const cookie = [...client.cookies.keys()][0]!;
    const other = async (role: "viewer" | "payer") => {
      const second = await addGuardian(tenant, house.clock.nowMs, role, guardian);
      return new FamilyClient(house, tenant.account.urlName, new Map([[cookie, second.token]]));
    };
    const [viewer, payer] = [await other("viewer"), await other("payer")];
    const policies = await asked(viewer);
    expect((await viewer.post("/policies/answers", answersTo(policies))).body.code).toBe("role_missing");
    expect((await viewer.get("/policies")).body.responsible).toHaveLength(2);
    // One for the family, one for each of its three children.
    expect(await due(viewer)).toBe(4);
    expect((await payer.post("/policies/answers", answersTo(policies))).status).toBe(200);
    expect(await due(viewer)).toBe(0);
  });

  it("is rejected or taken back only where the school lets it", async () => {
    const { client } = await signedInFamily(house, tenant);
    const policies = await asked(client);
    const only = (answer: string, id: string) => answersTo(policies, answer, (one) => one.id === id);
    const send = async (answer: string, id: string) => {
      const { status, body } = await client.post("/policies/answers", only(answer, id));
      return body.code ?? status;
    };
    expect(await send("rejected", rules)).toBe("cannot_reject");
    expect(await send("rejected", trips)).toBe(200);
    expect(await send("accepted", trips)).toBe(200);
    expect(await send("rejected", trips)).toBe(200);
    expect(await due(client)).toBe(2);
    expect(await send("accepted", rules)).toBe(200);
    expect(await send("rejected", rules)).toBe("cannot_withdraw");
  });

  it("is told to staff who enroll a student, also what is answered on paper only", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const unmet = async () => {
      const { found } = await tenant.database.read({ found: unmetPoliciesQuery([guardian.studentId]) });
      return found.map(({ titles }) => [...titles].sort());
    };
    expect(await unmet()).toEqual([["Hidden", "House rules", "Trips"]]);
    expect((await client.post("/policies/answers", answersTo(await asked(client)))).status).toBe(200);
    expect(await unmet()).toEqual([["Hidden"]]);
  });

  it("is one's own family's, and each policy is answered once", async () => {
    const [mine, theirs] = [await signedInFamily(house, tenant), await signedInFamily(house, tenant)];
    const policies = await asked(theirs.client);
    const foreign = answersTo(policies, "accepted", (one) => one.id === trips);
    expect((await mine.client.post("/policies/answers", foreign)).status).toBe(404);
    const [one] = answersTo(policies, "accepted", ({ id }) => id === rules).answers;
    const twice = await mine.client.post("/policies/answers", {
      answers: [one, { ...one, answer: "rejected" }],
    });
    expect(twice.body.code).toBe("answered_twice");
  });

  it("loses the race against a new text, and nothing is saved", async () => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    const ctx = { ...guardianContext(tenant, tenant.account, guardian, house.clock.nowMs) };
    const actor = { ...guardian.actor, policiesDue: true };
    const { found } = await tenant.database.read({
      found: select({ versionId: sql<string>`current_version_id` }, sql`from policies where id = ${rules}`),
    });
    const input = {
      answers: [
        { policyId: rules, versionId: found[0]!.versionId, studentId: null, answer: "accepted" as const },
      ],
    };
    let rewritten = 0;
    const raced = (without?: RegExp) => ({
      ...ctx,
      actor,
      database: racing(tenant.database, () => rewrite(rules, `Rewritten ${++rewritten}`), without),
    });
    await expect(answerPolicies(raced(), input)).rejects.toMatchObject({ code: "policy_changed" });
    input.answers[0]!.versionId = (
      await tenant.database.read({
        found: select({ id: sql<string>`current_version_id` }, sql`from policies where id = ${rules}`),
      })
    ).found[0]!.id;
    // Without the guard the answer would stand for a text that nobody was shown.
    await expect(answerPolicies(raced(/row_version/), input)).resolves.toMatchObject({ change: {} });
  });

  it("holds back what was let in a moment before it was asked", async () => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    const ctx = guardianContext(tenant, tenant.account, guardian, house.clock.nowMs);
    const change = new Change(ctx, { action: "test", summary: "Test", right: null });
    change.tell("families", { id: guardian.familyId, version: 1 }, {});
    await expect(commit(ctx, change)).rejects.toBeInstanceOf(ActorStale);
  });
});
