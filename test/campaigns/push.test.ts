import { afterEach, describe, expect, it, vi } from "vitest";
import { listDevices } from "../../worker/domains/push/own-devices.ts";
import { subscribe } from "../../worker/domains/push/subscribe.ts";
import { unsubscribeDevice } from "../../worker/domains/push/unsubscribe-device.ts";
import { webPush } from "../../worker/providers/push/web-push.ts";
import { addGuardian, guardianContext } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openCampaigns } from "./campaigns.ts";
import { isSignedBy, pushBrowser, vapidKeys } from "./push-service.ts";

const SERVICE = "https://fcm.googleapis.com";
const WORDS = {
  channel: "push",
  subject: "Snow day",
  body: "No classes today.",
  class: "transactional",
} as const;

describe("push", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const keys = await vapidKeys();
  const provider = webPush(keys);
  const house = testHouse({ push: provider });
  const { draft, send, recipients, run, all } = await openCampaigns(tenant, house);
  await run("update sessions set expires_at = 9999999999999, idle_expires_at = 9999999999999");
  const [withDevice, byMail, byText, gone] = [
    await addGuardian(tenant, house.clock.nowMs),
    await addGuardian(tenant, house.clock.nowMs),
    await addGuardian(tenant, house.clock.nowMs),
    await addGuardian(tenant, house.clock.nowMs),
  ];
  const own = (guardian: typeof withDevice) =>
    guardianContext(tenant, tenant.account, guardian, house.clock.nowMs);
  const browser = await pushBrowser(`${SERVICE}/fcm/send/one`);
  const old = await pushBrowser(`${SERVICE}/fcm/send/gone`);
  afterEach(() => void vi.restoreAllMocks());

  it("takes a browser's address at a push service, and nothing else", async () => {
    const { id } = await subscribe(own(withDevice), provider, browser.subscription);
    await subscribe(own(gone), provider, old.subscription);
    expect((await subscribe(own(withDevice), provider, browser.subscription)).id).toBe(id);
    expect(await listDevices(own(withDevice), provider)).toMatchObject({
      publicKey: keys.publicKey,
      devices: [{ id, device: "Test browser" }],
    });
    for (const endpoint of [
      "http://fcm.googleapis.com/x",
      "https://169.254.169.254/x",
      `${SERVICE}.evil.example/x`,
    ]) {
      await expect(subscribe(own(byMail), provider, { ...browser.subscription, endpoint })).rejects.toThrow(
        "push service",
      );
    }
    await expect(unsubscribeDevice(own(byMail), id)).rejects.toThrow("no such device");
  });

  it("reaches each as they chose: push, else text, else mail; a device that is gone is forgotten", async () => {
    await run(`insert into phones (id, family_id, guardian_id, number, e164, text_opt_in, created_at, updated_at)
      values ('phn_1', '${byText.familyId}', (select guardian_id from family_logins where login_id = '${byText.loginId}'),
        '312 555 0110', '+13125550110', 1, 1, 1)`);
    await run(`insert into notification_choices (id, login_id, topic, channel, is_on, created_at, updated_at)
      values ('nch_1', '${byText.loginId}', 'schedule', 'sms', 1, 1, 1)`);
    const requests: { url: string; headers: Headers; body: Uint8Array }[] = [];
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const url = String(input);
      requests.push({ url, headers: new Headers(init?.headers), body: init?.body as unknown as Uint8Array });
      return new Response(null, { status: url.endsWith("/gone") ? 410 : 201 });
    });
    house.mails.length = 0;
    const { id } = await draft({ ...WORDS });
    await send(id);
    expect((await recipients(id)).map((one) => [one.address, one.via, one.state]).sort()).toEqual(
      [
        // The text goes the way of every text: this school is connected to no provider, and the log says so.
        ["+13125550110", "sms", "rejected"],
        [byMail.email, "email", "sent"],
        [gone.email, "email", "sent"],
        [withDevice.email, "push", "sent"],
      ].sort(),
    );
    expect(house.mails.map((mail) => mail.to).sort()).toEqual([byMail.email, gone.email].sort());
    const pushed = requests.find((request) => request.url.endsWith("/one"))!;
    expect(await browser.read(pushed.body)).toEqual({
      title: "Snow day",
      body: "No classes today.",
      url: `/portal/${tenant.account.urlName}`,
      tag: id,
    });
    expect(pushed.headers.get("content-encoding")).toBe("aes128gcm");
    expect(await isSignedBy(pushed.headers.get("authorization")!, keys.publicKey, SERVICE)).toBe(true);
    expect((await listDevices(own(gone), provider)).devices).toEqual([]);
    expect(
      await all(`select json_array(kind, e164, body) as row from messages where campaign_id = '${id}'`),
    ).toEqual([["campaign", "+13125550110", "Snow day: No classes today."]]);
  });

  it("leaves out whoever chose not to be told, and forgets a device on its owner's word", async () => {
    await run(`insert into notification_choices (id, login_id, topic, channel, is_on, created_at, updated_at)
      values ('nch_2', '${byMail.loginId}', 'schedule', 'email', 0, 1, 1)`);
    const { devices } = await listDevices(own(withDevice), provider);
    await unsubscribeDevice(own(withDevice), devices[0]!.id);
    const { id } = await draft({ ...WORDS });
    await send(id);
    const found = await recipients(id);
    expect(found.find((one) => one.address === byMail.email)).toMatchObject({
      state: "skipped",
      why: "not_chosen",
    });
    expect(found.find((one) => one.address === withDevice.email)).toMatchObject({
      via: "email",
      state: "sent",
    });
  });
});
