import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { refillCredits } from "../../worker/domains/texts/refill-credits.ts";
import { sendSignUpTexts } from "../../worker/domains/texts/send-sign-up.ts";
import { AGREED_TO_TEXTS } from "../../worker/kernel/commit.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openTexting } from "./school.ts";

const WELCOME = "Summit texts you about classes. Reply STOP to end.";

describe("what a school sends by itself", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const texting = await openTexting(tenant, house, 0);
  let { client } = await signedIn(house, tenant);
  beforeEach(async () => {
    house.clock.nowMs = TEST_NOW_MS;
    ({ client } = await signedIn(house, tenant));
  });
  const decide = async (changes: object) => {
    const { settings, version } = (await client.get("/settings/messaging")).body;
    const saved = await client.send("PUT", "/settings/messaging", { ...settings, ...changes, version });
    expect(saved.status).toBe(200);
  };
  const ctx = () => systemContext(tenant, house.clock.nowMs);
  const sentTo = async (e164: string) =>
    (await texting.network.texts()).filter(({ to }) => to === e164).map(({ body }) => body);
  const run = (text: string) => tenant.database.commit({ statements: [statement(sql.raw(text))] });
  /** Credits given, or used up by something else. */
  const credit = (credits: number) =>
    run(`insert into message_credit_entries (id, kind, credits, at) values ('${newId("creditEntry")}',
      '${credits > 0 ? "granted" : "spent"}', ${credits}, ${house.clock.nowMs})`);
  const family = (number: string, textOptIn = true) => ({
    name: "Ortega",
    guardians: [
      {
        firstName: "Ada",
        lastName: "Ortega",
        isPrimary: true,
        phones: [{ number, isPrimary: true, textOptIn }],
        emails: [],
      },
    ],
    students: [],
  });
  const create = async (number: string, textOptIn = true) =>
    (await client.post("/families", { ...family(number, textOptIn), duplicatesSeen: true })).body;
  /** The guardian is saved with these phones, and no others. */
  const saveAda = async (familyId: string, phones: readonly object[]) => {
    const { guardians, phones: known } = (await client.get(`/families/${familyId}`)).body;
    const { id, version } = guardians[0];
    const saved = await client.send("PUT", `/families/${familyId}/guardians/${id}`, {
      ...{ firstName: "Ada", lastName: "Ortega", isPrimary: true, emails: [], version },
      phones: phones.map((phone) => ({ id: known[0].id, isPrimary: true, ...phone })),
    });
    expect(saved.status).toBe(200);
  };

  it("tells a number once what agreeing to texts means, when a person switched it on, and nobody else", async () => {
    const [number, early, undone] = ["+13125558101", "+13125558102", "+13125558103"];
    await create(early);
    await decide({ signUpText: WELCOME });
    await credit(100);
    const ada = await create(number);
    expect(await sentTo(number)).toEqual([]);
    const gone = await create(undone);
    await client.post(`/changes/${gone.change.id}/undo`);
    await create("+13125558104", false);
    await house.drain();
    expect(await sentTo(number)).toEqual([WELCOME]);
    // Agreed before the school had a text; taken back from the toast; never agreed.
    for (const silent of [early, undone, "+13125558104"]) expect(await sentTo(silent)).toEqual([]);
    const again = (
      await texting.rows<string>(
        `select json_quote(payload) as value from outbox where topic = '${AGREED_TO_TEXTS}'`,
      )
    ).length;
    expect(again).toBe(2);
    for (const textOptIn of [false, true]) await saveAda(ada.id, [{ number, textOptIn }]);
    await house.drain();
    expect(await sentTo(number)).toEqual([WELCOME]);
    // Two carriers of one effect: one text.
    await create("+13125558105");
    const [{ id }] = (await texting.rows<{ id: string }>(
      "select json_object('id', id) as value from phones where e164 = '+13125558105'",
    )) as [{ id: string }];
    const told = await Promise.all([sendSignUpTexts(ctx(), [id]), sendSignUpTexts(ctx(), [id])]);
    expect(told.sort()).toEqual([0, 1]);
    const entries = (await client.get(`/communication/families/${ada.id}`)).body.rows;
    expect(entries).toMatchObject([{ channel: "sms", direction: "out", body: WELCOME }]);
    await decide({ signUpText: "" });
  });

  it("counts header and footer in the price of a text to many, sends them, and repeats neither", async () => {
    await decide({ header: "Summit Gymnastics", footer: "Reply STOP to end" });
    await credit(100);
    const { familyId, e164 } = await texting.addFamily();
    const audience = { list: "families", filter: {}, ids: [familyId], except: [] };
    const words = { channel: "sms", class: "transactional", subject: "", audience, isFrozen: false };
    const look = async (body: string) =>
      (await client.post("/campaigns/preview", { ...words, body, at: 0 })).body;
    const long = "x".repeat(150);
    const shown = await look(long);
    expect(shown).toMatchObject({
      cost: { segments: 2, credits: 2 },
      shown: { text: `Summit Gymnastics\n${long}\nReply STOP to end` },
    });
    expect((await look("Closed today. Reply STOP to end")).shown.text).toBe(
      "Summit Gymnastics\nClosed today. Reply STOP to end",
    );
    const { id, version } = (await client.post("/campaigns", { ...words, body: long })).body;
    await client.post(`/campaigns/${id}/test`);
    await client.post(`/campaigns/${id}/schedule`, { version, sendAt: null });
    await house.drain();
    expect(await sentTo(e164)).toEqual([`Summit Gymnastics\n${long}\nReply STOP to end`]);
    expect(house.mails.at(-1)?.text).toBe(`Summit Gymnastics\n${long}\nReply STOP to end`);
    const conversation = (await client.post("/messenger/start", { familyId })).body.id;
    await client.post(`/messenger/conversations/${conversation}/messages`, { body: "See you" });
    await house.drain();
    expect((await sentTo(e164)).sort()).toContain("See you");
    await decide({ header: "", footer: "" });
  });

  it("a lead follows its number into a record, whoever adds it, and comes back with an undo", async () => {
    const from = "+13125558201";
    await texting.write(from, "Do you have classes for adults?");
    const row = async () =>
      (await client.get(`/messenger?view=all&q=${encodeURIComponent(from)}`)).body.rows[0];
    const { id } = await row();
    const at = `/messenger/conversations/${id}`;
    const { id: familyId } = await create("+13125558202");
    const guardianId = (await client.get(`/families/${familyId}`)).body.guardians[0].id;
    const other = await create("+13125558203");
    const wrong = await client.post(`${at}/family`, { familyId: other.id, guardianId });
    expect(wrong).toMatchObject({ status: 422, body: { code: "unknown_reference" } });
    expect((await client.post(`${at}/family`, { familyId: "fam_0000000000" })).status).toBe(404);
    const linked = await client.post(`${at}/family`, { familyId, guardianId });
    expect(linked.status).toBe(200);
    expect(await row()).toMatchObject({ id, kind: "family", familyId, name: "Ada Ortega" });
    expect((await client.get(`/communication/families/${familyId}`)).body.rows).toMatchObject([
      { direction: "in", body: "Do you have classes for adults?" },
    ]);
    expect((await client.post(`${at}/family`, { familyId: other.id })).body.code).toBe("no_lead");
    const history = (await client.get(`/audit?subject=${familyId}`)).body.rows.map(
      (change: { summary: string }) => change.summary,
    );
    expect(history).toContain(`Gave ${from} to Ada Ortega of the family Ortega`);
    await client.post(`/changes/${linked.body.change.id}/undo`);
    expect(await row()).toMatchObject({ id, kind: "lead", familyId: null, name: null });
    const created = await create(from);
    expect(await row()).toMatchObject({ id, kind: "family", familyId: created.id, name: "Ada Ortega" });
    expect((await client.get(at)).body.texts).toHaveLength(1);
    // A number that leaves the record later, and not by an undo, stays in the family's past.
    await saveAda(created.id, []);
    expect(await row()).toMatchObject({ kind: "family", familyId: created.id });
    const viewer = await signedIn(house, tenant, { sms_logs: "full", families: "view" });
    expect((await viewer.client.post(`${at}/family`, { familyId })).status).toBe(403);
  });

  it("buys credits by itself when few are left: once, however many look, and no more than a month allows", async () => {
    const left = async () => (await client.get("/settings/messaging")).body.credits;
    const { familyId } = await texting.addFamily();
    const id = (await client.post("/messenger/start", { familyId })).body.id;
    const write = (body: string) => client.post(`/messenger/conversations/${id}/messages`, { body });
    await credit(-((await left()).left - 3));
    const refused = { isOn: true, below: 5, credits: 200, atMostAMonth: 100 };
    const { settings, version } = (await client.get("/settings/messaging")).body;
    expect(
      (await client.send("PUT", "/settings/messaging", { ...settings, refill: refused, version })).status,
    ).toBe(400);
    expect(await refillCredits(ctx())).toBe(false);
    await decide({ refill: { isOn: true, below: 5, credits: 200, atMostAMonth: 400 } });
    expect(await Promise.all([refillCredits(ctx()), refillCredits(ctx()), refillCredits(ctx())])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await left()).toMatchObject({ left: 203, refilledThisMonth: 200 });
    await credit(-202);
    // It needs three, and one is left: it is bought for, not refused.
    expect((await write("x".repeat(400))).status).toBe(201);
    await house.drain();
    expect(await left()).toMatchObject({ left: 198, refilledThisMonth: 400 });
    await credit(-197);
    expect((await write("x".repeat(400))).body.code).toBe("no_credits");
    house.clock.nowMs += 40 * 86_400_000;
    ({ client } = await signedIn(house, tenant));
    expect((await write("x".repeat(400))).status).toBe(201);
    await house.drain();
    const page = (await client.get("/settings/messaging")).body;
    expect(page.movements[0]).toMatchObject({
      kind: "bought",
      credits: 200,
      isRefill: true,
      priceMicros: 30_000,
    });
    const summaries = (await client.get("/audit")).body.rows.map((row: { summary: string }) => row.summary);
    expect(summaries).toContain("Bought 200 message credits: fewer than 5 were left");
  });
});
