import { describe, expect, it } from "vitest";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { systemContext } from "../harness/actors.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const KEY = "request_received";
const path = `/settings/mail/${KEY}`;
const words = { subject: "We have it", body: "Hi {{guardian.firstName}}: {{request.summary}}" };

describe("the words of the portal's mails", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client, person } = await signedIn(house, tenant, { settings: "full", families: "view" });
  const { client: reader } = await signedIn(house, tenant, { settings: "view" });
  const { guardian } = await signedInFamily(house, tenant);
  const own = async () => (await reader.get(path)).body.languages.en.own;

  it("are the school's own once saved, at the version that was looked at", async () => {
    expect(await own()).toBe(null);
    const { builtIn } = (await reader.get(path)).body.languages.en;
    expect((await client.send("PUT", `${path}/en`, { ...builtIn, version: 0 })).body.change).toBe(null);
    expect(await own()).toBe(null);
    const saved = await client.send("PUT", `${path}/en`, { ...words, version: 0 });
    expect(saved.body.change.summary).toBe("Changed the words of the mail “Request received”");
    expect(await own()).toEqual({ ...words, version: 1 });
    const rows = (await reader.get("/settings/mail")).body.rows;
    expect(rows.find((row: { key: string }) => row.key === KEY)).toMatchObject({ own: ["en"] });
    expect((await client.send("PUT", `${path}/en`, { ...words, version: 0 })).body.code).toBe(
      "changed_meanwhile",
    );
    const later = await client.send("PUT", `${path}/en`, { ...words, subject: "Got it", version: 1 });
    expect(later.status).toBe(200);
    expect(
      (await client.send("PUT", `${path}/en`, { ...words, subject: "Got it", version: 2 })).body.change,
    ).toBe(null);
  });

  it("name nothing that the mail does not know", async () => {
    const bad = { subject: "{{code.digits}}", body: "{{nothing}}", version: 0 };
    for (const [method, at, body] of [
      ["PUT", `${path}/es`, bad],
      ["POST", `${path}/preview`, { ...bad, language: "en" }],
      ["POST", `${path}/test`, { ...bad, language: "en" }],
    ] as const) {
      const answer = await client.send(method, at, body);
      expect(answer.body).toMatchObject({ status: 422, code: "unknown_variable" });
      expect(answer.body.fields.map((field: { path: string }) => field.path)).toEqual(["subject", "body"]);
    }
    expect((await client.get("/settings/mail/no_such_mail")).status).toBe(404);
    expect((await client.send("PUT", `${path}/fr`, { ...words, version: 0 })).status).toBe(404);
  });

  it("are looked at as one family would receive them, and tried on oneself", async () => {
    const asked = { ...words, language: "en", familyId: guardian.familyId };
    const { body } = await client.post(`${path}/preview`, asked);
    expect(body).toMatchObject({ to: guardian.email, text: expect.stringMatching(/^Hi Gale: /) });
    expect((await reader.post(`${path}/preview`, asked)).body).toMatchObject({
      status: 403,
      right: "families",
    });
    const example = await reader.post(`${path}/preview`, { ...asked, familyId: null });
    expect(example.body).toMatchObject({ to: null, text: expect.stringMatching(/^Hi Lucía: /) });
    const tried = await client.post(`${path}/test`, { ...words, language: "en" });
    expect(tried.body.sentTo).toBe(person.email);
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    expect(house.mails.at(-1)).toMatchObject({ to: person.email, subject: "We have it" });
  });

  it("give way to the built-in ones again, and that is undone too", async () => {
    expect((await reader.send("DELETE", `${path}/en`, { version: 2 })).status).toBe(403);
    expect((await client.send("DELETE", `${path}/en`, { version: 1 })).body.code).toBe("changed_meanwhile");
    const restored = await client.send("DELETE", `${path}/en`, { version: 2 });
    expect(await own()).toBe(null);
    expect((await client.send("DELETE", `${path}/en`, { version: 2 })).status).toBe(404);
    expect((await client.post(`/changes/${restored.body.change.id}/undo`)).status).toBe(200);
    expect((await own()).subject).toBe("Got it");
  });
});
