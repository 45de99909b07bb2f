import { describe, expect, it, vi } from "vitest";
import { cancelCampaign } from "../../worker/domains/campaigns/cancel-campaign.ts";
import { getCampaign, listRecipients } from "../../worker/domains/campaigns/get-campaign.ts";
import { listCampaigns } from "../../worker/domains/campaigns/list-campaigns.ts";
import { scheduleCampaign } from "../../worker/domains/campaigns/schedule-campaign.ts";
import { startCampaign } from "../../worker/domains/campaigns/start-campaign.ts";
import { updateCampaign } from "../../worker/domains/campaigns/update-campaign.ts";
import { undoOne } from "../../worker/domains/changes/undo-one.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { MailDelayed, MailRefused, MailUnclear } from "../../worker/providers/email/email.ts";
import { systemContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { killAt } from "../harness/faults.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openCampaigns, WORDS } from "./campaigns.ts";

const FAMILIES = 24;
const RELAY_AGAIN_MS = 6 * 60_000;

describe("sending a campaign", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { ctx, family, draft, send, recipients, run, all } = await openCampaigns(tenant, house);
  // The clock runs far in here, and nobody waits.
  await run("update sessions set expires_at = 9999999999999, idle_expires_at = 9999999999999");
  await run(
    `insert into settings (id, value, updated_at) values ('campaigns', '{"mailsPerMinute":1000000}', 1)`,
  );
  const addresses = Array.from({ length: FAMILIES }, (_, i) => `f${String(i).padStart(2, "0")}@many.example`);
  for (const address of addresses) await family({ name: `Many ${address}`, emails: [{ address }] });
  const states = async (id: string) => Object.groupBy(await recipients(id), (one) => one.state);
  const due = (id: string) => (async () => (await getCampaign(ctx, id)).version)();
  const begin = async (id: string) => {
    const { sendAt } = await scheduleCampaign({ ...ctx, nowMs: house.clock.nowMs }, id, {
      version: 1,
      sendAt: null,
    });
    house.clock.nowMs = sendAt;
  };

  it("writes to everybody once, with a way out in one click and nothing smuggled into a header", async () => {
    await run(`update guardians set first_name = 'Eve' || char(13) || char(10) || 'Bcc: all@evil.example'
      where family_id = (select family_id from emails where address = '${addresses[0]}')`);
    const { id } = await draft({ subject: "For [[guardian.firstName]]" });
    house.mails.length = 0;
    await send(id);
    expect(house.mails.map((mail) => mail.to).sort()).toEqual(addresses);
    expect(new Set(house.mails.map((mail) => mail.id)).size).toBe(FAMILIES);
    const mail = house.mails.find((one) => one.to === addresses[0])!;
    expect(mail.subject).toBe("For Eve Bcc: all@evil.example");
    const [link] = /https:\/\/app\.test\/m\/[^>]+\/u/.exec(mail.headers!["List-Unsubscribe"]!)!;
    expect(mail.headers).toEqual({
      "List-Unsubscribe": `<${link}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.html).not.toContain("https://school.example/camps");
    expect(mail.html).toMatch(/\/c\/0"/);
    const told = await draft({ class: "transactional" });
    house.mails.length = 0;
    await send(told.id);
    expect(house.mails[0]).not.toHaveProperty("headers");
    expect(house.mails[0]!.html).toContain('href="https://school.example/camps"');
  });

  it("loses nobody and doubles nobody, killed before and after every call of the database", {
    timeout: 120_000,
  }, async () => {
    let doubts = 0;
    const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const moment of ["before", "after"] as const) {
      for (let n = 1; ; n++) {
        const { id } = await draft({ subject: `${moment} ${n}` });
        await begin(id);
        const killer = killAt(n, moment);
        const dying = testHouse({ wrap: killer.wrap, nowMs: house.clock.nowMs });
        await relayOutbox(dying.services, systemContext(tenant, house.clock.nowMs));
        await dying.drain().catch(() => undefined);
        house.clock.nowMs += RELAY_AGAIN_MS;
        const survivor = testHouse({ nowMs: house.clock.nowMs });
        await relayOutbox(survivor.services, systemContext(tenant, house.clock.nowMs));
        await survivor.drain();
        house.clock.nowMs = survivor.clock.nowMs;
        const mailed = [...dying.mails, ...survivor.mails].map((mail) => mail.to);
        const found = await states(id);
        const label = `killed ${moment} call ${n}`;
        expect(new Set(mailed).size, label).toBe(mailed.length);
        const known = (found.sent ?? []).map((one) => one.address);
        const unknown = (found.unknown ?? []).map((one) => one.address);
        expect([...known, ...unknown].sort(), label).toEqual(addresses);
        expect(
          known.filter((address) => !mailed.includes(address)),
          label,
        ).toEqual([]);
        expect(unknown.length, label).toBeLessThanOrEqual(20);
        expect((await getCampaign(ctx, id)).state, label).toBe("sent");
        doubts += unknown.length > 0 ? 1 : 0;
        if (killer.calls() < n) break;
      }
    }
    errors.mockRestore();
    expect(doubts).toBeGreaterThan(0);
  });

  it("says what became of each: bounced and suppressed, tried again, in doubt and not sent twice", async () => {
    const [dead, busy, unclear] = [
      new MailRefused("550 no such mailbox", { about: "recipient" }),
      new MailDelayed("451 later", { about: "recipient" }),
      new MailUnclear("gone"),
    ];
    house.mailFaults.push(dead, busy, unclear);
    house.mails.length = 0;
    const { id } = await draft();
    await send(id);
    const found = await states(id);
    expect([found.bounced?.length, found.unknown?.length, found.sent?.length]).toEqual([1, 1, FAMILIES - 2]);
    expect(house.mails).toHaveLength(FAMILIES - 2);
    expect(found.unknown![0]!.why).toContain("gone");
    const listed = await listRecipients(ctx, id, { state: "unknown" });
    expect(listed.rows).toHaveLength(1);
    const again = await draft();
    await send(again.id);
    const skipped = (await states(again.id)).skipped!;
    expect(skipped.map((one) => [one.address, one.why])).toEqual([
      [found.bounced![0]!.address, "suppressed"],
    ]);
    await run("update suppressions set deleted_at = 1");
  });

  it("waits for a mail server that is away, and goes on where it was", async () => {
    const { id } = await draft();
    await begin(id);
    house.mails.length = 0;
    house.mailFaults.push(...Array.from({ length: 20 }, () => new MailDelayed("connection refused")));
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    const deliveries = [];
    while (house.sent.length > 0)
      deliveries.push(...(await house.deliver(house.sent.splice(0).map(({ body }) => body))));
    const retry = deliveries.find((delivery) => delivery.outcome === "retry")!;
    expect((await states(id)).waiting).toHaveLength(FAMILIES);
    await house.deliver([retry.body], { attempts: 2 });
    await house.drain();
    expect((await states(id)).sent).toHaveLength(FAMILIES);
    expect(house.mails).toHaveLength(FAMILIES);
  });

  it("is not sent at once by a time that is over, nor without words", async () => {
    const at = { ...ctx, nowMs: house.clock.nowMs };
    const { id } = await draft({ subject: "This morning" });
    await expect(scheduleCampaign(at, id, { version: 1, sendAt: at.nowMs - 61_000 })).rejects.toThrow(
      "Choose a time that is still to come.",
    );
    const empty = await draft({ subject: "", body: "" });
    await expect(scheduleCampaign(at, empty.id, { version: 1, sendAt: null })).rejects.toThrow(
      "Enter a subject; Enter what it says.",
    );
    expect((await getCampaign(at, id)).state).toBe("draft");
    for (const one of [id, empty.id]) await cancelCampaign(at, one, { version: 1 });
  });

  it("brings back a draft that was discarded, and nothing that a time was waiting for", async () => {
    const at = { ...ctx, nowMs: house.clock.nowMs };
    const { id } = await draft({ subject: "Half a thought" });
    const discarded = await cancelCampaign(at, id, { version: 1 });
    expect(discarded.change.summary).toBe("Discarded the mail “Half a thought”");
    await undoOne(at, discarded.change.id);
    expect(await getCampaign(at, id)).toMatchObject({ state: "draft", subject: "Half a thought" });
    await scheduleCampaign(at, id, { version: await due(id), sendAt: at.nowMs + 3_600_000 });
    const off = await cancelCampaign(at, id, { version: await due(id) });
    expect(off.change).toMatchObject({ summary: "Called off the mail “Half a thought”", undoUntil: null });
  });

  it("can be moved, changed and called off until it is sent; live or frozen as it was chosen", async () => {
    const later = house.clock.nowMs + 3_600_000;
    const at = { ...ctx, nowMs: house.clock.nowMs };
    const live = await draft({ subject: "Live" });
    const frozen = await draft({ subject: "Frozen", isFrozen: true });
    const off = await draft({ subject: "Off" });
    for (const { id } of [live, frozen, off]) await scheduleCampaign(at, id, { version: 1, sendAt: later });
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    expect((await getCampaign(at, frozen.id)).counts.waiting).toBe(FAMILIES);
    const listed = await listCampaigns(at, { state: "pending" });
    expect(listed.rows.map((row) => row.subject)).toEqual(
      ["Live", "Frozen", "Off"].sort(byId([live, frozen, off])),
    );
    const version = await due(live.id);
    await updateCampaign(at, live.id, { ...WORDS, subject: "Changed", version });
    await expect(updateCampaign(at, live.id, { ...WORDS, version })).rejects.toThrow("Somebody else changed");
    await cancelCampaign(at, off.id, { version: await due(off.id) });
    const late = await family({ name: "Late", emails: [{ address: "late@many.example" }] });
    house.clock.nowMs = later;
    house.mails.length = 0;
    await relayOutbox(house.services, systemContext(tenant, later));
    await house.drain();
    const bySubject = Object.groupBy(house.mails, (mail) => mail.subject);
    expect(Object.fromEntries(Object.entries(bySubject).map(([key, mails]) => [key, mails!.length]))).toEqual(
      {
        Changed: FAMILIES + 1,
        Frozen: FAMILIES,
      },
    );
    await expect(cancelCampaign(at, live.id, { version: await due(live.id) })).rejects.toThrow(
      "sent already",
    );
    await run(`update emails set deleted_at = 1 where family_id = '${late}'`);
  });

  it("is begun once, however often its time is told at once", async () => {
    const begunBy = async (without?: RegExp) => {
      const { id } = await draft();
      await begin(id);
      const both = barrier(2);
      const at = systemContext(tenant, house.clock.nowMs);
      const runner = () => startCampaign({ ...at, database: racing(tenant.database, both, without) }, id);
      const outcomes = await Promise.allSettled([runner(), runner()]);
      const tasks = await all(`select id as row from (select json_quote(id) as id from tasks
        where json_extract(input, '$.campaignId') = '${id}')`);
      await run(`update campaigns set state = 'cancelled' where id = '${id}'`);
      return [outcomes.filter((one) => one.status === "fulfilled" && one.value).length, tasks.length];
    };
    expect(await begunBy()).toEqual([1, 1]);
    expect(await begunBy(/guard/)).toEqual([2, 2]);
  });

  it("stops where it is when it is called off, or when whoever scheduled it has left", async () => {
    const { id } = await draft();
    await begin(id);
    await run(`update campaigns set state = 'cancelled' where id = '${id}'`);
    house.mails.length = 0;
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    expect(house.mails).toEqual([]);
    const orphan = await draft();
    await begin(orphan.id);
    await run(`update staff set is_active = 0 where id = '${ctx.actor.id}'`);
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    await run(`update staff set is_active = 1 where id = '${ctx.actor.id}'`);
    expect(
      await all(`select json_array(state, failure) as row from campaigns where id = '${orphan.id}'`),
    ).toEqual([["cancelled", "Whoever scheduled this no longer works here."]]);
    expect(house.mails).toEqual([]);
  });
});

/** Of the same time, the list has them by id. */
function byId(made: readonly { id: string }[]) {
  const order = ["Live", "Frozen", "Off"];
  const idOf = (subject: string) => made[order.indexOf(subject)]!.id;
  return (a: string, b: string) => (idOf(a) < idOf(b) ? -1 : 1);
}
