import { describe, expect, it } from "vitest";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addPolicy, answersTo, policy } from "./policy-fixture.ts";

describe("policies in the office", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, {
    policies: "full",
    families: "view",
    answer_policies: "full",
  });
  const { client: reader } = await signedIn(house, tenant, { policies: "view", families: "view" });
  const { client: foreign } = await signedIn(house, neighbour, {
    ...{ policies: "full", families: "view", answer_policies: "full" },
  });
  const { client: family, guardian } = await signedInFamily(house, tenant);
  const row = async (id: string) =>
    (await client.get("/policies")).body.rows.find((one: { id: string }) => one.id === id);
  const standing = async (id: string) => {
    const { body } = await client.get(`/policies/families/${guardian.familyId}`);
    return body.policies.find((one: { id: string }) => one.id === id).standings;
  };

  it("keep their number when a title changes, and get a new one with a new text", async () => {
    const id = await addPolicy(client, "House rules");
    const { policies } = (await family.get("/policies")).body;
    expect((await family.post("/policies/answers", answersTo(policies))).status).toBe(200);
    const first = await row(id);
    const renamed = await client.send("PATCH", `/policies/${id}`, { ...first, title: "Our rules" });
    expect(renamed.body).toMatchObject({
      isNewText: false,
      change: { summary: "Changed the policy “Our rules”" },
    });
    expect(await row(id)).toMatchObject({ number: 1, title: "Our rules" });
    expect(await standing(id)).toMatchObject([{ status: "accepted" }]);
    const second = await row(id);
    const rewritten = await client.send("PATCH", `/policies/${id}`, { ...second, body: "Walk, do not run." });
    expect(rewritten.body.isNewText).toBe(true);
    expect(await row(id)).toMatchObject({ number: 2 });
    expect(await standing(id)).toMatchObject([{ status: "past" }]);
    const { texts } = (await reader.get(`/policies/${id}/texts`)).body;
    expect(texts.map(({ body }: { body: string }) => body)).toEqual([
      "Walk, do not run.",
      "The text of House rules.",
    ]);
    const late = await client.send("PATCH", `/policies/${id}`, { ...second, body: "Late" });
    expect([late.status, late.body.code]).toEqual([409, "changed_meanwhile"]);
    expect((await client.post(`/changes/${rewritten.body.change.id}/undo`)).status).toBe(200);
    expect(await standing(id)).toMatchObject([{ status: "accepted" }]);
    expect(
      (await client.send("PATCH", `/policies/${id}`, { ...(await row(id)), body: "Third" })).status,
    ).toBe(200);
  });

  it("are ordered, deleted and restored with what was answered", async () => {
    const id = await addPolicy(client, "Waiver");
    const ids = (await client.get("/policies")).body.rows.map((one: { id: string }) => one.id);
    expect((await client.send("PUT", "/policies/order", { ids: [...ids].reverse() })).status).toBe(200);
    expect((await client.send("PUT", "/policies/order", { ids: [id] })).status).toBe(409);
    const { version } = await row(id);
    expect((await client.send("DELETE", `/policies/${id}`, { version })).status).toBe(200);
    const [gone] = (await client.get("/policies")).body.deleted;
    expect(gone).toMatchObject({ id, title: "Waiver" });
    expect((await client.send("DELETE", `/policies/${id}`, { version })).status).toBe(404);
    const back = await client.post(`/policies/${id}/restore`, { version: gone.version });
    expect(back.body.change.summary).toBe("Restored the policy “Waiver”");
    expect((await row(id)).title).toBe("Waiver");
  });

  it("that payments and photos need cannot be taken away or hidden", async () => {
    const paying = { kind: "transaction", shownFor: "one_time_payment", isPublic: false, isRequired: false };
    const id = await addPolicy(client, "Paying", paying);
    expect(await row(id)).toMatchObject({ isPublic: true, isRequired: true });
    const photo = await addPolicy(client, "Photos", { kind: "photo", isRequired: false });
    for (const one of [id, photo]) {
      const { version } = await row(one);
      expect((await client.send("DELETE", `/policies/${one}`, { version })).body.code).toBe("always_there");
    }
    const twice = await client.post("/policies", policy("More photos", { kind: "photo" }));
    expect(twice.body.code).toBe("one_photo_policy");
    const nowhere = await client.send("PATCH", `/policies/${id}`, { ...(await row(id)), shownFor: null });
    expect(nowhere.body).toMatchObject({ status: 422, code: "moment_missing" });
    const unfit = await client.post("/policies", policy("Unfit", { shownFor: "refund" }));
    expect(unfit.body.fields).toMatchObject([{ path: "shownFor" }]);
  });

  it("are answered for a family on paper, by whoever may, and undone", async () => {
    const id = await addPolicy(client, "Trips", { kind: "student", isPublic: false });
    const { policies } = (await client.get(`/policies/families/${guardian.familyId}`)).body;
    const input = answersTo(policies, "accepted", (one) => one.id === id);
    expect(input.answers).toMatchObject([{ studentId: guardian.studentId }]);
    const path = `/policies/families/${guardian.familyId}/answers`;
    expect((await reader.post(path, input)).body).toMatchObject({ status: 403, right: "answer_policies" });
    const { body } = await client.post(path, input);
    expect(body.change.summary).toMatch(/^Accepted Trips for the family /);
    expect(await standing(id)).toMatchObject([
      { status: "accepted", answeredBy: expect.stringMatching(/^Pat/) },
    ]);
    expect((await client.post(path, input)).body).toEqual({ change: null });
    expect((await family.get("/policies")).body.policies.map((one: { id: string }) => one.id)).not.toContain(
      id,
    );
    expect((await client.post(`/changes/${body.change.id}/undo`)).status).toBe(200);
    expect(await standing(id)).toMatchObject([{ status: "none" }]);
  });

  it("are those of one school, and take the right", async () => {
    const id = await addPolicy(client, "Ours");
    const ours = await row(id);
    expect((await foreign.get(`/policies/${id}/texts`)).status).toBe(404);
    expect((await foreign.send("PATCH", `/policies/${id}`, ours)).status).toBe(404);
    expect((await foreign.get(`/policies/families/${guardian.familyId}`)).status).toBe(404);
    for (const [method, path] of [
      ["POST", "/policies"],
      ["PATCH", `/policies/${id}`],
    ] as const) {
      expect((await reader.send(method, path, ours)).body).toMatchObject({ status: 403, right: "policies" });
    }
    const { client: auditor } = await signedIn(house, tenant, { admin: "full" });
    const { body } = await auditor.get("/audit");
    expect(JSON.stringify(body)).toContain("Added the policy “Ours”");
  });
});
