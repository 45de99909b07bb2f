import { beforeEach, describe, expect, it } from "vitest";
import { closeQuiet } from "../../worker/domains/conversations/close-quiet.ts";
import { settleTexts } from "../../worker/domains/texts/settle-texts.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openTexting } from "./school.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("conversations on %s", async (engine) => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine, platform });
  const house = testHouse();
  const texting = await openTexting(tenant, house);
  let { client, person } = await signedIn(house, tenant);
  beforeEach(async () => {
    house.clock.nowMs = TEST_NOW_MS;
    ({ client, person } = await signedIn(house, tenant));
  });
  const open = async (familyId: string) =>
    (await client.post("/messenger/start", { familyId })).body.id as string;
  const thread = async (id: string) => (await client.get(`/messenger/conversations/${id}`)).body;

  it("takes a text in once, shows it unread, and answers it to the phone", async () => {
    const { familyId, e164 } = await texting.addFamily();
    expect(await texting.write(e164, "Where is the gym? Señora Núñez asks")).toBe(200);
    const list = (await client.get("/messenger?view=unread")).body;
    expect(list).toMatchObject({ unread: 1, rows: [{ e164, kind: "family", familyId, unreadCount: 1 }] });
    const { id } = list.rows[0];
    house.clock.nowMs += 1000;
    await client.post(`/messenger/conversations/${id}/state`, { state: "open" });
    expect((await client.get("/messenger/unread")).body).toEqual({ unread: 0 });
    const sent = await client.post(`/messenger/conversations/${id}/messages`, { body: "Behind the school" });
    expect(sent.status).toBe(201);
    await house.settle();
    await house.drain();
    expect((await thread(id)).texts).toMatchObject([
      { direction: "in", status: "received" },
      { direction: "out", status: "delivered", body: "Behind the school", authorName: expect.any(String) },
    ]);
    expect((await texting.network.texts()).filter(({ to }) => to === e164)).toMatchObject([
      { direction: "out" },
    ]);
    for (const q of ["nunez", "behi", "Texter", e164.slice(-4)]) {
      const found = (await client.get(`/messenger?q=${encodeURIComponent(q)}`)).body.rows;
      expect([q, found.map((row: { id: string }) => row.id)]).toEqual([q, expect.arrayContaining([id])]);
    }
    expect(await open(familyId)).toBe(id);
  });

  it("STOP flips the opt-in at every record, blocks sending in clear words, and START undoes it", async () => {
    const { familyId, e164 } = await texting.addFamily();
    const id = await open(familyId);
    await texting.write(e164, " stop. ");
    const optIn = `select json_object('on', text_opt_in) as value from phones where e164 = '${e164}'`;
    expect(await texting.rows(optIn)).toEqual([{ on: 0 }]);
    const refused = await client.post(`/messenger/conversations/${id}/messages`, { body: "Hello?" });
    expect(refused).toMatchObject({ status: 422, body: { code: "stopped" } });
    expect(refused.body.detail).toContain("STOP");
    expect((await client.post(`/messenger/conversations/${id}/allow-texts`)).body.code).toBe("stopped");
    expect((await thread(id)).sending).toMatchObject({ block: "stopped" });
    await texting.write(e164, "Start");
    expect(await texting.rows(optIn)).toEqual([{ on: 1 }]);
    expect((await thread(id)).sending.block).toBeNull();
    const events = await texting.rows<{ s: string; o: number }>(
      `select json_object('s', source, 'o', is_opted_in) as value from consent_events where e164 = '${e164}' order by number`,
    );
    expect(events).toEqual([
      { s: "record", o: 1 },
      { s: "stop_word", o: 0 },
      { s: "start_word", o: 1 },
    ]);
    const history = (await client.get("/audit")).body.rows.map((row: { summary: string }) => row.summary);
    expect(history.join()).toContain("Got a text");
  });

  it("nobody is texted who has not agreed, until they do", async () => {
    const { familyId } = await texting.addFamily(false);
    const id = await open(familyId);
    expect((await client.post(`/messenger/conversations/${id}/messages`, { body: "Hi" })).body.code).toBe(
      "not_agreed",
    );
    expect((await client.post(`/messenger/conversations/${id}/allow-texts`)).status).toBe(200);
    expect((await client.post(`/messenger/conversations/${id}/messages`, { body: "Hi" })).status).toBe(201);
    await house.drain();
  });

  it("holds what is written at night until the school's morning", async () => {
    const { familyId } = await texting.addFamily();
    const id = await open(familyId);
    house.clock.nowMs = Date.UTC(2026, 10, 22, 4, 30);
    const night = await signedIn(house, tenant);
    const at = `/messenger/conversations/${id}/messages`;
    expect((await night.client.post(at, { body: "Good night" })).status).toBe(201);
    house.clock.nowMs += 1000;
    const gone = (await night.client.post(at, { body: "Forget it" })).body.id;
    expect((await night.client.post(`/messenger/messages/${gone}/settle`, { how: "cancel" })).status).toBe(
      200,
    );
    await house.settle();
    const before = await texting.network.texts();
    const texts = (await night.client.get(`/messenger/conversations/${id}`)).body.texts;
    expect(texts).toMatchObject([
      { status: "queued", dueAt: Date.UTC(2026, 10, 22, 14, 0) },
      { status: "cancelled" },
    ]);
    house.clock.nowMs = Date.UTC(2026, 10, 22, 14, 0, 1);
    const { accountId } = { accountId: tenant.account.id };
    await house.deliver([{ kind: "due", accountId, jobId: "job_1", dueAt: 0 }]);
    await house.drain();
    expect((await texting.network.texts()).length).toBe(before.length + 1);
  });

  it("an unknown number becomes a lead, and the lead a family's number", async () => {
    const from = "+13125557001";
    await texting.write(from, "Do you have classes for adults?");
    const row = (await client.get("/messenger?view=unread")).body.rows.find(
      (one: { e164: string }) => one.e164 === from,
    );
    expect(row).toMatchObject({ kind: "lead", name: null });
    const at = `/messenger/conversations/${row.id}`;
    expect((await client.post(`${at}/lead`, { leadName: "Robin" })).status).toBe(200);
    expect((await thread(row.id)).conversation.name).toBe("Robin");
    expect((await client.post(`${at}/messages`, { body: "Yes, on Tuesdays." })).status).toBe(201);
    const { familyId } = await texting.addFamily();
    expect((await client.post(`${at}/family`, { familyId })).status).toBe(200);
    expect((await thread(row.id)).family).toMatchObject({ id: familyId });
    expect((await client.post(`${at}/lead`, { leadName: "X" })).body.code).toBe("no_lead");
    await house.drain();
  });

  it("notes, assignee, snippets and rights", async () => {
    const { familyId } = await texting.addFamily();
    const id = await open(familyId);
    const at = `/messenger/conversations/${id}`;
    const note = await client.post(`${at}/notes`, { body: "Call her back" });
    expect((await thread(id)).notes).toMatchObject([{ body: "Call her back" }]);
    expect((await client.delete(`/messenger/notes/${note.body.id}`)).status).toBe(200);
    await client.post(`${at}/state`, { state: "open" });
    await client.post(`${at}/assignee`, { staffId: person.id });
    expect((await client.get("/messenger?view=mine")).body.rows).toMatchObject([
      { id, assigneeId: person.id },
    ]);
    expect((await client.post(`${at}/assignee`, { staffId: "stf_nobody" })).body.code).toBe(
      "unknown_reference",
    );
    const snippet = { title: `Late ${engine}`, body: "No problem, [[guardian]]." };
    const made = await client.post("/messenger/snippets", snippet);
    expect((await client.post("/messenger/snippets", snippet)).body.code).toBe("title_taken");
    const changed = await client.send("PATCH", `/messenger/snippets/${made.body.id}`, {
      ...snippet,
      version: 1,
    });
    expect(changed.status).toBe(200);
    expect((await client.send("DELETE", `/messenger/snippets/${made.body.id}`, { version: 1 })).status).toBe(
      200,
    );
    const { client: reader } = await signedIn(house, tenant, { sms_logs: "view" });
    expect((await reader.get(at.replace("/messenger", "/messenger"))).status).toBe(200);
    expect((await reader.post(`${at}/messages`, { body: "Hi" })).body.code).toBe("right_missing");
    expect((await reader.post(`${at}/notes`, { body: "Hi" })).body.code).toBe("right_missing");
    const { client: stranger } = await signedIn(house, tenant, { families: "full" });
    expect((await stranger.get("/messenger")).status).toBe(403);
    expect((await stranger.get("/messenger-live")).status).toBe(403);
  });

  it("credits: what arrives costs, what fails does not, and without any nothing leaves", async () => {
    const { familyId } = await texting.addFamily();
    const id = await open(familyId);
    const left = async () => (await client.get("/settings/messaging")).body.credits.left as number;
    const send = async (body: string) => {
      const { body: answer } = await client.post(`/messenger/conversations/${id}/messages`, { body });
      await house.settle();
      await house.drain();
      return (await thread(id)).texts.find((text: { id: string }) => text.id === answer.id);
    };
    const before = await left();
    await texting.network.setFaults({ texts: { fault: "decline", left: 1 } });
    expect(await send("held for spam")).toMatchObject({
      status: "failed",
      errorText: expect.stringContaining("spam"),
    });
    expect(await left()).toBe(before);
    await texting.network.setFaults({ texts: { fault: "undelivered", left: 1 } });
    expect(await send("phone is off")).toMatchObject({ status: "undelivered" });
    expect(await left()).toBe(before - 1);
    expect(await send("€".repeat(81))).toMatchObject({ status: "delivered", segments: 2 });
    expect(await left()).toBe(before - 3);
  });

  it("closes what is quiet, and asks after texts whose end nobody told", async () => {
    const { familyId } = await texting.addFamily();
    const id = await open(familyId);
    await texting.network.setFaults({ callbacks: { fault: "drop", left: 1 } });
    await client.post(`/messenger/conversations/${id}/messages`, { body: "Hello" });
    await house.settle();
    await house.drain();
    expect((await thread(id)).texts).toMatchObject([{ status: "sent" }]);
    await settleTexts(house.services, systemContext(tenant, house.clock.nowMs + 3_600_000));
    expect((await thread(id)).texts).toMatchObject([{ status: "delivered" }]);
    await closeQuiet(systemContext(tenant, house.clock.nowMs + 15 * DAY_MS));
    expect((await thread(id)).conversation.state).toBe("closed");
    await texting.write((await thread(id)).conversation.e164, "One more thing");
    expect((await thread(id)).conversation.state).toBe("unread");
  });

  it("tells an evening's writer once that the school is closed", async () => {
    const page = (await client.get("/settings/messaging")).body;
    const put = { ...page.settings, repliesWhenClosed: true, businessHours: Array(7).fill(null) };
    expect((await client.send("PUT", "/settings/messaging", { ...put, version: page.version })).status).toBe(
      200,
    );
    const { e164 } = await texting.addFamily();
    await texting.write(e164, "Anybody there?");
    await texting.write(e164, "Hello?");
    await house.settle();
    await house.drain();
    const sent = (await texting.network.texts()).filter(
      ({ to, direction }) => direction === "out" && to === e164,
    );
    expect(sent).toMatchObject([{ body: expect.stringContaining("closed") }]);
  });
});
