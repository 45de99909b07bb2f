import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { Authenticator } from "../harness/authenticator.ts";
import { FamilyClient } from "../harness/client.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("passkeys", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: true }) } } });
  const { urlName } = tenant.account;
  const visitor = (name = urlName) => new FamilyClient(house, name);
  const challengeFor = async (client = visitor()) =>
    (await client.post("/passkeys/sign-in/options")).body.challenge as string;
  /** A guardian with a passkey on a device of their own. */
  const withPasskey = async (device = new Authenticator(ORIGIN)) => {
    const { client, guardian } = await signedInFamily(house, tenant, "viewer");
    const options = (await client.post("/passkeys/options")).body;
    const response = await device.create(options.challenge);
    const added = await client.post("/passkeys", { name: "Phone", response });
    return { client, guardian, device, options, added, response };
  };
  const come = async (device: Authenticator, client = visitor()) =>
    client.post("/passkeys/sign-in", { response: await device.use(await challengeFor(client)) });

  beforeEach(() => {
    house.clock.nowMs += 3_600_000;
  });

  it("is added by whoever is signed in, and opens the portal in another browser", async () => {
    const { client, guardian, device, options, added } = await withPasskey();
    expect(options).toMatchObject({
      rp: { id: "app.test", name: tenant.account.displayName },
      user: { name: guardian.email },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(added.status).toBe(201);
    const phone = visitor();
    const answer = await come(device, phone);
    expect(answer.body.me).toMatchObject({ family: { id: guardian.familyId }, role: "viewer" });
    expect((await phone.get("/session")).status).toBe(200);
    const { passkeys } = (await client.get("/access")).body;
    expect(passkeys).toMatchObject([{ name: "Phone", lastUsedAt: house.clock.nowMs }]);
    const again = (await client.post("/passkeys/options")).body;
    expect(again.excludeCredentials).toMatchObject([{ id: device.id }]);
  });

  it("is refused when an answer is used twice, is too old, or is for another account or site", async () => {
    const { device, client, response } = await withPasskey();
    const unknown = { status: 401, code: "passkey_unknown" };
    const answer = await device.use(await challengeFor());
    expect((await visitor().post("/passkeys/sign-in", { response: answer })).status).toBe(200);
    expect((await visitor().post("/passkeys/sign-in", { response: answer })).body).toMatchObject(unknown);
    expect((await client.post("/passkeys", { name: "Again", response })).body.code).toBe("passkey_refused");
    const old = await device.use(await challengeFor());
    house.clock.nowMs += 5 * 60_000 + 1;
    expect((await visitor().post("/passkeys/sign-in", { response: old })).body).toMatchObject(unknown);
    const elsewhere = await device.use(await challengeFor(visitor(neighbour.account.urlName)));
    expect((await visitor().post("/passkeys/sign-in", { response: elsewhere })).body).toMatchObject(unknown);
    const phished = await withPasskey(new Authenticator("https://app.test.evil.example", "app.test"));
    expect(phished.added.body.code).toBe("passkey_refused");
    const unregistered = new Authenticator(ORIGIN);
    await unregistered.create("anything");
    expect((await come(unregistered)).body).toMatchObject(unknown);
  });

  it("is refused when its counter goes back, as that of a copy does", async () => {
    const { device } = await withPasskey();
    expect((await come(device)).status).toBe(200);
    device.counter = 0;
    expect((await come(device)).body.code).toBe("passkey_unknown");
  });

  it("takes one of two answers to one challenge at once", async () => {
    const { device } = await withPasskey();
    const response = await device.use(await challengeFor());
    const both = await Promise.all([1, 2].map(() => visitor().post("/passkeys/sign-in", { response })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it("is renamed and removed by its owner only, and opens nothing afterwards", async () => {
    const { client, device, added } = await withPasskey();
    const { client: stranger } = await signedInFamily(house, tenant);
    const path = `/passkeys/${added.body.id}`;
    expect((await stranger.send("PATCH", path, { name: "Mine", version: 1 })).status).toBe(404);
    expect((await stranger.send("DELETE", path, { version: 1 })).status).toBe(404);
    expect(
      (await client.send("PATCH", path, { name: "Old phone", version: 1 })).body.change.summary,
    ).toContain("Old phone");
    expect((await client.send("DELETE", path, { version: 2 })).status).toBe(200);
    expect((await come(device)).status).toBe(401);
  });

  it("says to a suspended family that there is an issue", async () => {
    const { device, guardian } = await withPasskey();
    await tenant.database.commit({
      statements: [
        statement(sql`insert into family_suspensions
          (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at)
          values (${newId("suspension")}, ${guardian.familyId}, 'unpaid', 1, 'x', 1, 1)`),
      ],
    });
    expect((await come(device)).body.code).toBe("family_suspended");
  });
});
