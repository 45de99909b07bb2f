import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian, signedInFamily, type TestGuardian } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const PASSWORD = "correct horse battery";

describe("who may sign in to a family", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: true }) } } });
  const { urlName, id: accountId } = tenant.account;
  const visitor = () => new FamilyClient(house, urlName);
  const run = (template: ReturnType<typeof sql>) =>
    tenant.database.commit({ statements: [statement(template)] });
  const one = async (value: ReturnType<typeof sql>) =>
    (await tenant.database.read({ found: select({ value: sql<string | number>`${value}` }, sql``) }))
      .found[0]!.value;
  const clientOf = ({ token }: TestGuardian) =>
    new FamilyClient(house, urlName, new Map([[`__Host-chalkline-family-${accountId}`, token]]));
  const tokenOfLastMail = async () => {
    await house.drain();
    return /join#([\w-]+)/.exec(house.mails.at(-1)?.text ?? "")?.[1] ?? "";
  };

  beforeEach(() => {
    house.clock.nowMs += 3_600_000;
    house.mails.length = 0;
  });

  it("is invited by an owner by mail, looks, chooses a password, and is in with that role", async () => {
    const { client: owner, guardian } = await signedInFamily(house, tenant);
    const email = "gran@example.org";
    const made = await owner.post("/access/invites", { email, role: "pickup_only", language: "es" });
    expect(made.status).toBe(201);
    const token = await tokenOfLastMail();
    expect(house.mails.at(-1)).toMatchObject({ to: email, subject: expect.stringContaining("Invitación") });
    const client = visitor();
    expect((await client.post("/invites/look", { token })).body).toMatchObject({
      email,
      role: "pickup_only",
      hasLogin: false,
    });
    expect((await client.post("/invites/accept", { token })).body.code).toBe("password_weak");
    const accepted = await client.post("/invites/accept", { token, password: PASSWORD });
    expect(accepted.body.me).toMatchObject({ role: "pickup_only", family: { id: guardian.familyId } });
    expect((await client.get("/access")).body).toMatchObject({ family: null, sessions: [{ isThis: true }] });
    expect((await visitor().post("/invites/accept", { token, password: PASSWORD })).body.code).toBe(
      "invite_unusable",
    );
    expect((await owner.get("/access")).body.family).toMatchObject({
      invites: [],
      people: [{ role: "owner" }, { email }],
    });
    expect((await owner.post("/access/invites", { email })).body.code).toBe("has_access");
  });

  it("joins with the log-in it has, without a password", async () => {
    const { client: owner, guardian } = await signedInFamily(house, tenant);
    const other = await addGuardian(tenant, house.clock.nowMs);
    await run(sql`update logins set phc = 'kept' where id = ${other.loginId}`);
    await owner.post("/access/invites", { email: other.email, role: "payer" });
    const client = visitor();
    const accepted = await client.post("/invites/accept", { token: await tokenOfLastMail() });
    expect(accepted.body.me).toMatchObject({ role: "payer", family: { id: guardian.familyId } });
    expect(accepted.body.me.families).toHaveLength(2);
    expect(await one(sql`(select phc from logins where id = ${other.loginId})`)).toBe("kept");
  });

  it("has 48 hours, a new link when it is sent again, and none when it is taken back", async () => {
    const { client: owner } = await signedInFamily(house, tenant);
    const { body } = await owner.post("/access/invites", { email: "late@example.org" });
    const first = await tokenOfLastMail();
    await owner.post(`/access/invites/${body.id}/resend`, { version: 1 });
    const second = await tokenOfLastMail();
    const look = async (token: string) => (await visitor().post("/invites/look", { token })).body.code;
    expect(second).not.toBe(first);
    expect([await look(first), await look(second)]).toEqual(["invite_unusable", undefined]);
    house.clock.nowMs += 48 * 3_600_000 + 1;
    expect(await look(second)).toBe("invite_unusable");
    await owner.post(`/access/invites/${body.id}/resend`, { version: 2 });
    const third = await tokenOfLastMail();
    expect((await owner.send("DELETE", `/access/invites/${body.id}`, { version: 3 })).status).toBe(200);
    expect(await look(third)).toBe("invite_unusable");
  });

  it("changes roles and takes access, which holds at the next request; never one's own", async () => {
    const { client: owner, guardian } = await signedInFamily(house, tenant);
    const second = await addGuardian(tenant, house.clock.nowMs, "viewer", guardian);
    const secondClient = clientOf(second);
    expect((await secondClient.get("/session")).body.role).toBe("viewer");
    const { people } = (await owner.get("/access")).body.family;
    const [own, theirs] = people;
    const given = await owner.send("PATCH", `/access/people/${theirs.id}`, { role: "payer", version: 1 });
    expect(given.status).toBe(200);
    expect(given.body.change.summary).toContain(`Made ${theirs.name} payer of the family `);
    expect((await secondClient.get("/session")).body.role).toBe("payer");
    const self = await owner.send("PATCH", `/access/people/${own.id}`, { role: "viewer", version: 1 });
    expect(self.body.code).toBe("own_access");
    const taken = await owner.send("DELETE", `/access/people/${theirs.id}`, { version: 2 });
    expect(taken.status).toBe(200);
    expect(taken.body.change.summary).toContain(`Took the access of ${theirs.name} to the family `);
    expect((await secondClient.get("/session")).status).toBe(401);
  });

  it("belongs to the own family: another's access and invitations are not found", async () => {
    const { client: owner } = await signedInFamily(house, tenant);
    const { client: stranger } = await signedInFamily(house, tenant);
    const { body } = await owner.post("/access/invites", { email: "mine@example.org" });
    const [own] = (await owner.get("/access")).body.family.people;
    const statuses = [
      await stranger.post(`/access/invites/${body.id}/resend`, { version: 1 }),
      await stranger.send("DELETE", `/access/invites/${body.id}`, { version: 1 }),
      await stranger.send("PATCH", `/access/people/${own.id}`, { role: "viewer", version: 1 }),
      await stranger.send("DELETE", `/access/people/${own.id}`, { version: 1 }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it("keeps an owner, whoever takes them away, in which order, at once, and by undo", async () => {
    const first = await addGuardian(tenant, house.clock.nowMs);
    const second = await addGuardian(tenant, house.clock.nowMs, "owner", first);
    await addGuardian(tenant, house.clock.nowMs, "viewer", first);
    const { client: staff } = await signedIn(house, tenant, { admin: "full" });
    const path = `/family-access/${first.familyId}`;
    const idOf = async ({ loginId }: TestGuardian) =>
      (await one(sql`(select id from family_logins where login_id = ${loginId})`)) as string;
    const [a, b] = [await idOf(first), await idOf(second)];
    const both = await Promise.all(
      [a, b].map((id) => staff.send("PATCH", `${path}/people/${id}`, { role: "viewer", version: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body.code).toBe("family_owner");
    const owners = sql`(select count(*) from family_logins where family_id = ${first.familyId} and role = 'owner'
      and deleted_at is null)`;
    expect(await one(owners)).toBe(1);
    const left = both[0]!.status === 409 ? a : b;
    const removed = await staff.send("DELETE", `${path}/people/${left}`, { version: 1 });
    expect(removed.body.code).toBe("family_owner");
  });

  it("is undone like any act of staff, unless that would leave nobody", async () => {
    const first = await addGuardian(tenant, house.clock.nowMs, "viewer");
    const second = await addGuardian(tenant, house.clock.nowMs, "owner", first);
    const { client: staff } = await signedIn(house, tenant, { admin: "full" });
    const path = `/family-access/${first.familyId}/people`;
    const idOf = async ({ loginId }: TestGuardian) =>
      (await one(sql`(select id from family_logins where login_id = ${loginId})`)) as string;
    const raised = await staff.send("PATCH", `${path}/${await idOf(first)}`, { role: "owner", version: 1 });
    await staff.send("DELETE", `${path}/${await idOf(second)}`, { version: 1 });
    const undone = await staff.post(`/changes/${raised.body.change.id}/undo`);
    expect(undone.body.code).toBe("family_owner");
  });

  it("goes with the guardian whom staff delete, unless others would be left without an owner", async () => {
    const first = await addGuardian(tenant, house.clock.nowMs);
    const second = await addGuardian(tenant, house.clock.nowMs, "viewer", first);
    const { client: staff } = await signedIn(house, tenant, { admin: "full" });
    const path = `/families/${first.familyId}/guardians`;
    const alone = await staff.send("DELETE", `${path}/${first.guardianId}`, { version: 1 });
    expect(alone.body.code).toBe("family_owner");
    expect((await staff.send("DELETE", `${path}/${second.guardianId}`, { version: 1 })).status).toBe(200);
    expect((await clientOf(second).get("/session")).status).toBe(401);
    expect((await clientOf(first).get("/session")).status).toBe(200);
  });

  it("is managed by staff with a right of its own: reset by mail, sign out, in the history", async () => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    const { client: staff } = await signedIn(house, tenant, { families: "full", portal_access: "full" });
    const { client: bare } = await signedIn(house, tenant, { families: "full" });
    const path = `/family-access/${guardian.familyId}`;
    expect((await bare.get(path)).body.code).toBe("right_missing");
    const { people, invitable } = (await staff.get(path)).body;
    expect(invitable).toEqual([]);
    expect(people).toMatchObject([
      { email: guardian.email, role: "owner", hasPassword: false, liveSessions: 1 },
    ]);
    const mailed = await staff.post(`${path}/people/${people[0].id}/password-reset`);
    expect(mailed.status).toBe(200);
    expect(mailed.body.change.summary).toContain(`Mailed ${people[0].name} a link`);
    const reset = async () => {
      await house.drain();
      return house.mails.filter(({ to }) => to === guardian.email).at(-1)?.text ?? "";
    };
    await expect.poll(reset, { timeout: 5_000 }).toContain(`/portal/${urlName}/reset-password#`);
    const client = clientOf(guardian);
    expect((await client.get("/session")).status).toBe(200);
    const ended = await staff.post(`${path}/people/${people[0].id}/sessions/end`);
    expect(ended.body.change.summary).toContain(`Signed ${people[0].name} of the family `);
    expect((await client.get("/session")).status).toBe(401);
    await staff.send("DELETE", `${path}/people/${people[0].id}`, { version: 1 });
    expect((await staff.get(path)).body.people).toEqual([]);
    const told = await one(sql`(select group_concat(action) from changes where action like '%logins.%')`);
    expect(told).toContain("family_logins.delete");
  });
});
