import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { mailsFamily, type NewPortalMail } from "../../worker/domains/mail-templates/portal-mail.ts";
import { linkIn, shortForm } from "../../worker/domains/push/short-form.ts";
import { tellInstead } from "../../worker/domains/push/tell-instead.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import type { PushContent, PushOutcome } from "../../worker/providers/push/push.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { addGuardian, type TestGuardian } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openTexting } from "../texts/school.ts";
import { openCampaigns } from "./campaigns.ts";

const DEVICE = {
  endpoint: "https://push.example/1",
  p256dh: "p".repeat(87),
  auth: "a".repeat(22),
  device: "Mac",
};

describe("the chain by which somebody is told", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const pushed: PushContent[] = [];
  let outcome: PushOutcome = "sent";
  const house = testHouse({
    push: {
      publicKey: "key",
      knows: (endpoint) => endpoint.startsWith("https://push.example/"),
      async send(_target, content) {
        if (outcome === "sent") pushed.push(content);
        return outcome;
      },
    },
  });
  const texting = await openTexting(tenant, house);
  const { run, all, recipients } = await openCampaigns(tenant, house);
  let { client, person } = await signedIn(house, tenant);
  let ids = 0;
  beforeEach(async () => {
    house.clock.nowMs = TEST_NOW_MS;
    ({ client, person } = await signedIn(house, tenant));
    outcome = "sent";
    pushed.length = 0;
    house.mails.length = 0;
  });
  const choose = (guardian: TestGuardian, topic: string, channel: string, isOn: boolean) =>
    run(`insert into notification_choices (id, login_id, topic, channel, is_on, created_at, updated_at)
      values ('nch_${++ids}', '${guardian.loginId}', '${topic}', '${channel}', ${isOn ? 1 : 0}, 1, 1)`);
  const device = (owner: "login_id" | "staff_id", id: string) =>
    run(`insert into push_subscriptions (id, ${owner}, endpoint, endpoint_hash, p256dh, auth, created_at, updated_at)
      values ('psb_${++ids}', '${id}', 'https://push.example/${ids}', 'hash${ids}', 'p', 'a', 1, 1)`);
  const phone = (guardian: TestGuardian, e164: string) =>
    run(`insert into phones (id, family_id, guardian_id, number, e164, text_opt_in, created_at, updated_at)
      values ('phn_${++ids}', '${guardian.familyId}', '${guardian.guardianId}', '${e164}', '${e164}', 1, 1, 1)`);
  const tell = async (
    guardian: TestGuardian,
    mail: Partial<NewPortalMail<"autopay_on" | "request_approved">>,
  ) => {
    house.clock.nowMs += 1_000;
    const ctx = systemContext(tenant, house.clock.nowMs);
    const change = new Change(ctx, { action: "test", summary: "Told", right: null });
    change.also(sql`select 1`);
    const facts = {
      "request.summary": "Drop of Tumbling",
      "decision.text": "See you in May.",
      "payment.method": "Visa",
    };
    const { familyId, loginId } = guardian;
    mailsFamily(change, {
      key: "request_approved",
      familyId,
      loginId,
      page: "/account/requests",
      facts,
      ...mail,
    } as never);
    await commit(ctx, change);
    await relayOutbox(house.services, ctx);
    await house.drain();
  };
  const mailed = () => house.mails.map(({ to }) => to);
  const noticesTo = (e164: string) =>
    all<string>(`select json_quote(body) as row from messages where kind = 'notice' and e164 = '${e164}'`);

  it("tells a guardian on their device what a mail would, and by mail when the device is gone", async () => {
    const guardian = await addGuardian(tenant, TEST_NOW_MS);
    await device("login_id", guardian.loginId);
    await tell(guardian, {});
    // Nobody is pushed to what they did not choose.
    expect([pushed, mailed()]).toEqual([[], [guardian.email]]);
    await choose(guardian, "requests", "push", true);
    await tell(guardian, {});
    expect(pushed).toMatchObject([
      {
        body: expect.stringContaining("See you in May."),
        url: `/portal/${tenant.account.urlName}/account/requests`,
      },
    ]);
    expect(pushed[0]!.body).not.toContain("http");
    expect(mailed()).toHaveLength(1);
    const { rows } = (await client.get(`/communication/families/${guardian.familyId}`)).body;
    expect(rows).toMatchObject([
      { channel: "push", source: "mail", state: "sent", subject: pushed[0]!.title },
      { channel: "email" },
    ]);
    outcome = "gone";
    await tell(guardian, {});
    expect(mailed()).toHaveLength(2);
    expect(
      await all(
        `select json_quote(id) as row from living_push_subscriptions where login_id = '${guardian.loginId}'`,
      ),
    ).toEqual([]);
  });

  it("texts whoever chose texts, once; mails money whatever is chosen, and nobody who wants nothing", async () => {
    const guardian = await addGuardian(tenant, TEST_NOW_MS);
    const e164 = "+13125559001";
    await phone(guardian, e164);
    await choose(guardian, "requests", "sms", true);
    await tell(guardian, {});
    expect(mailed()).toEqual([]);
    const [body, more] = await noticesTo(e164);
    expect(more).toBeUndefined();
    expect(body).toContain("See you in May.");
    expect(body).toMatch(/\/portal\/\S+\/account\/requests$/);
    expect((await texting.network.texts()).filter(({ to }) => to === e164).map((text) => text.body)).toEqual([
      body,
    ]);
    // The same effect again, as after a crash before it was noted as done.
    const ctx = systemContext(tenant, house.clock.nowMs);
    const mail = {
      id: "out_same",
      to: guardian.email,
      fromName: "x",
      replyTo: null,
      subject: "s",
      text: "t",
      html: "",
    };
    const of = { topic: "requests", familyId: guardian.familyId } as const;
    for (let i = 0; i < 2; i++) expect(await tellInstead(house.services, ctx, mail, of)).toBe("sms");
    expect(await noticesTo(e164)).toHaveLength(2);
    await choose(guardian, "money", "sms", true);
    await tell(guardian, { key: "autopay_on", page: "/account/payments" });
    expect(await noticesTo(e164)).toHaveLength(3);
    expect(mailed()).toEqual([guardian.email]);
    // Somebody who wrote STOP is mailed; with mail off as well, they are told nothing.
    await texting.write(e164, "STOP");
    await tell(guardian, {});
    expect(mailed()).toHaveLength(2);
    await choose(guardian, "requests", "email", false);
    await tell(guardian, {});
    expect(mailed()).toHaveLength(2);
    // Another family's log-in with no part in this one is not told of it.
    const stranger = await addGuardian(tenant, TEST_NOW_MS);
    await device("login_id", stranger.loginId);
    await choose(stranger, "requests", "push", true);
    expect(await tellInstead(house.services, ctx, { ...mail, to: stranger.email }, of)).toBe("mail");
    expect(pushed).toEqual([]);
  });

  it("members of staff decide for themselves, try their device, and are told by the same chain", async () => {
    expect((await client.get("/notifications")).body).toMatchObject({ push: true, sms: false, number: null });
    expect((await client.post("/push-devices/test")).body.code).toBe("no_device");
    expect((await client.post("/push-devices", DEVICE)).status).toBe(201);
    expect((await client.post("/push-devices/test")).body).toEqual({ outcome: "sent" });
    expect(pushed).toMatchObject([{ tag: "test", url: `/a/${tenant.account.urlName}/notifications` }]);
    outcome = "refused";
    expect((await client.post("/push-devices/test")).body.code).toBe("push_failed");
    outcome = "sent";
    await run(`update staff set phone_e164 = '+13125559101' where id = '${person.id}'`);
    const toThem = async () => {
      const audience = { list: "staff", filter: {}, ids: [person.id], except: [] } as const;
      const words = {
        channel: "push",
        subject: "Meeting",
        body: "At 6.",
        class: "transactional",
        isFrozen: false,
      };
      const { id, version } = (await client.post("/campaigns", { ...words, audience })).body;
      await client.post(`/campaigns/${id}/schedule`, { version, sendAt: null });
      await house.drain();
      return (await recipients(id)).map(({ via, state }) => [via, state]);
    };
    expect(await toThem()).toEqual([["push", "sent"]]);
    const save = (choices: object) => client.send("PUT", "/notifications", choices);
    const saved = await Promise.all([save({ push: false, sms: true }), save({ push: false, sms: true })]);
    expect(saved.some(({ status }) => status === 200)).toBe(true);
    const stored = await all<string>(
      `select json_quote(channel || is_on) as row from staff_notification_choices where staff_id = '${person.id}' order by 1`,
    );
    expect(stored).toEqual(["push0", "sms1"]);
    expect(await toThem()).toEqual([["sms", "delivered"]]);
    await save({ push: false, sms: false });
    expect(await toThem()).toEqual([["email", "sent"]]);
    expect((await save({ push: "yes" })).status).toBe(400);
    const audit = (await client.get("/audit")).body.rows.map((row: { summary: string }) => row.summary);
    expect(audit).toContain(`Pat ${person.username.replace("person", "Person")} chose how to be told`);
    const device = await client.send(
      "DELETE",
      `/push-devices/${(await client.get("/push-devices")).body.devices[0].id}`,
      {},
    );
    expect(device.status).toBe(200);
  });

  it("a notice says what a mail says, without its frame", () => {
    const text =
      "Hello Ann,\n\nThis is booked:\n\n- Tumbling\n- Ballet\n\nOpen: https://x.test/portal/s/a?b=1\n\nSummit";
    expect(shortForm(text, "Summit")).toBe("This is booked: Tumbling, Ballet");
    expect(shortForm(`${"word ".repeat(80)}`, "Summit")).toMatch(/^(word )+word…$/);
    expect(linkIn(text, "https://x.test/portal/s")).toBe("https://x.test/portal/s/a?b=1");
    expect(linkIn(text, "https://y.test/")).toBeNull();
  });
});
