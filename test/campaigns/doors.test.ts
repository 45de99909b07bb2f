import { describe, expect, it } from "vitest";
import { addAttachment } from "../../worker/domains/campaigns/add-attachment.ts";
import { getCampaign } from "../../worker/domains/campaigns/get-campaign.ts";
import { removeAttachment } from "../../worker/domains/campaigns/remove-attachment.ts";
import { sendCampaignTest } from "../../worker/domains/campaigns/send-campaign-test.ts";
import { familyTimeline } from "../../worker/domains/communication/get-timeline.ts";
import { listMailLog } from "../../worker/domains/communication/list-mail-log.ts";
import { exportMailLog } from "../../worker/domains/exports/export-mail-log.ts";
import { exportRecipients } from "../../worker/domains/exports/export-recipients.ts";
import { liftSuppression } from "../../worker/domains/suppressions/lift-suppression.ts";
import { listSuppressions } from "../../worker/domains/suppressions/list-suppressions.ts";
import { suppressAddress } from "../../worker/domains/suppressions/suppress-address.ts";
import { keepHouse } from "../../worker/jobs/keep-house.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openCampaigns } from "./campaigns.ts";

const SECRET = "events-secret-of-a-test";
const DAY_MS = 86_400_000;

describe("what readers and mail providers tell", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ bindings: { MAIL_EVENTS_SECRET: SECRET } });
  const { ctx, family, draft, send, recipients, run, all } = await openCampaigns(tenant, house);
  await run("update sessions set expires_at = 9999999999999, idle_expires_at = 9999999999999");
  const reader = await family({ name: "Reader", emails: [{ address: "reader@doors.example" }] });
  await family({
    name: "Other",
    emails: [{ address: "Reader@doors.example" }, { address: "b@doors.example" }],
  });
  const mailed = async (subject: string) => {
    const { id } = await draft({ subject });
    house.mails.length = 0;
    await send(id);
    const mail = house.mails.find((one) => one.to.toLowerCase() === "reader@doors.example");
    return { id, mail, link: /<([^>]+)>/.exec(mail?.headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "" };
  };
  /** Somebody else who works here; whoever was there before keeps their session, as if rights had not changed. */
  const other = async (rights: Parameters<typeof staffContext>[1]) => {
    const made = await staffContext(tenant, rights);
    const { rightsVersion } = ctx.actor;
    await run(`update counters set value = ${rightsVersion} where name = 'rights_version'`);
    return { ...made, actor: { ...made.actor, rightsVersion } };
  };
  const path = (link: string) => new URL(link).pathname;
  const optIns = () =>
    all<number>("select json(bulk_opt_in) as row from emails where address_folded = 'reader@doors.example'");

  it("counts who opened and who followed a link, and sends nobody anywhere else", async () => {
    const { id, mail, link } = await mailed("Tracked");
    const pixel = /<img src="([^"]+)"/.exec(mail!.html)![1]!;
    expect((await house.fetch(path(pixel))).headers.get("content-type")).toBe("image/gif");
    await house.settle();
    expect((await recipients(id)).map((one) => one.state)).toContain("opened");
    const followed = await house.fetch(path(link).replace(/u$/, "c/0"), { redirect: "manual" });
    expect([followed.status, followed.headers.get("location")]).toEqual([
      302,
      "https://school.example/camps",
    ]);
    expect((await getCampaign(ctx, id)).links).toEqual([{ url: "https://school.example/camps", clicks: 1 }]);
    for (const wrong of ["c/1", "c/99", "x", "c/0/more"]) {
      expect((await house.fetch(path(link).replace(/u$/, wrong), { redirect: "manual" })).status).toBe(404);
    }
    const forged = path(link).replace(/\/[^/]+\/u$/, `/${"A".repeat(22)}/u`);
    expect((await house.fetch(forged, { method: "POST" })).status).toBe(404);
    const cut = await house.fetch(path(link).replace(/.{6}\/u$/, ""));
    expect([cut.status, cut.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(await cut.text()).toContain("copy all of it");
    expect(await optIns()).toEqual([1, 1]);
  });

  it("unsubscribes in one click, behind a button for people, in every family, once", async () => {
    const { link } = await mailed("Way out");
    const asked = await house.fetch(path(link));
    expect(await asked.text()).toContain(`/portal/${tenant.account.urlName}/account/notifications`);
    expect(await optIns()).toEqual([1, 1]);
    const body = "List-Unsubscribe=One-Click";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    for (const _twice of [1, 2]) {
      expect((await house.fetch(path(link), { method: "POST", headers, body })).status).toBe(200);
    }
    expect(await optIns()).toEqual([0, 0]);
    expect(
      await all(
        "select json_array(actor_kind, action) as row from changes where action like 'emails.unsub%'",
      ),
    ).toEqual([["system", "emails.unsubscribe"]]);
    expect((await mailed("Not for them")).mail).toBeUndefined();
    const told = await draft({ subject: "Must know", class: "transactional" });
    house.mails.length = 0;
    await send(told.id);
    expect(house.mails).toHaveLength(2);
    await run("update emails set bulk_opt_in = 1");
  });

  it("believes what the provider signed: delivered, bounced, complained; anybody else is refused", async () => {
    const { id, mail } = await mailed("Events");
    const tell = async (kind: string, secret = SECRET) => {
      const text = JSON.stringify({
        events: [
          { messageId: `<${mail!.id}@x.example>`, kind },
          { messageId: "x", kind },
        ],
      });
      const seconds = Math.floor(house.clock.nowMs / 1_000);
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const encode = (value: string) => new TextEncoder().encode(value);
      const key = await crypto.subtle.importKey("raw", encode(secret), algorithm, false, ["sign"]);
      const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encode(`${seconds}.${text}`)));
      const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const headers = { "chalkline-signature": `t=${seconds},s=${hex}` };
      return (await house.fetch("/webhooks/mail", { method: "POST", body: text, headers })).status;
    };
    expect(await tell("delivered", "somebody-elses-secret")).toBe(403);
    expect([
      await tell("delivered"),
      await tell("bounced"),
      await tell("delivered"),
      await tell("complained"),
    ]).toEqual([200, 200, 200, 200]);
    expect((await recipients(id)).find((one) => one.address === mail!.to)?.state).toBe("bounced");
    const { rows } = await listSuppressions(ctx, { q: "reader@" });
    expect(rows).toMatchObject([{ reason: "bounced", reach: "all" }]);
    await expect(suppressAddress(ctx, { address: mail!.to, reach: "all", note: null })).rejects.toThrow(
      "already",
    );
    await liftSuppression(ctx, rows[0]!.id, { version: 1 });
    expect((await listSuppressions(ctx, { q: "" })).rows).toEqual([]);
    const viewer = await other({ settings: "view" });
    await expect(
      suppressAddress(viewer, { address: "a@b.example", reach: "all", note: null }),
    ).rejects.toThrow("right");
  });

  it("leaves nothing out between two pages, though many were written at once", async () => {
    const many = await family({ name: "Many" });
    await run(`insert into mail_log (id, template, family_id, address, subject, state, sent_at)
      select 'mail_' || key, 'receipt', '${many}', 'a@example.org', 'At once', 'sent', 1000
      from json_each('${JSON.stringify(Array.from({ length: 35 }, () => 0))}')`);
    const first = await familyTimeline(ctx, many, {});
    const second = await familyTimeline(ctx, many, { before: first.before! });
    expect([first.rows.length, second.rows.length, second.before]).toEqual([30, 5, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(35);
  });

  it("keeps what was written to a family with its words, for two years; texts only for those who may see them", async () => {
    const timeline = await familyTimeline(ctx, reader, {});
    expect(timeline.rows[0]).toMatchObject({
      subject: "Events",
      channel: "email",
      source: "campaign",
      state: "bounced",
    });
    expect(timeline.rows.every((row) => row.body.includes("summer camps"))).toBe(true);
    await run(`insert into conversations (id, kind, e164, family_id, last_message_at, created_at, updated_at)
      values ('cnv_1', 'family', '+13125550177', '${reader}', 1, 1, 1)`);
    await run(`insert into messages (id, conversation_id, direction, e164, body, encoding, segments, status, created_at, updated_at)
      values ('msg_1', 'cnv_1', 'in', '+13125550177', 'We are late', 'gsm7', 1, 'received', 1, 1)`);
    const bodies = async (rights: Parameters<typeof staffContext>[1]) =>
      (await familyTimeline(await other(rights), reader, {})).rows.map((row) => row.body);
    expect(await bodies({ families: "view", sms_logs: "view" })).toContain("We are late");
    expect(await bodies({ families: "view" })).not.toContain("We are late");
    await expect(familyTimeline(ctx, "fam_unknown", {})).rejects.toThrow("no such family");
    await keepHouse(systemContext(tenant, house.clock.nowMs + 732 * DAY_MS));
    expect(
      (await familyTimeline(ctx, reader, {})).rows.filter(
        (row) => row.channel === "email" && row.body !== "",
      ),
    ).toEqual([]);
  });

  it("hands out who was written to, page by page, for as long as the words are kept", async () => {
    const now = house.clock.nowMs;
    const at = { ...ctx, nowMs: now };
    const { id } = await mailed("Exported");
    const recipientsCsv = await (await exportRecipients(at, id)).text();
    expect(
      recipientsCsv
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",")[1])
        .sort(),
    ).toEqual((await recipients(id)).map(({ address }) => address).sort());
    await run(`insert into mail_log (id, template, address, subject, state, sent_at)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 120)
      select 'out_x' || i, 'receipt', 'x@doors.example', 'Mail ' || i, 'sent', ${now} - i * 10 * ${DAY_MS} from n`);
    const exported = await exportMailLog(at);
    expect(exported.headers.get("content-disposition")).toContain("mail log");
    const mails = (await exported.text()).split("\r\n").filter((line) => line.includes("x@doors.example"));
    // Those of 730 days, of 1,200.
    expect(mails).toHaveLength(73);
    expect(mails[0]).toContain("Mail 1,");
    await expect(exportMailLog(await other({ campaigns: "view" }))).rejects.toThrow();
    await expect(exportRecipients(await other({ export: "view" }), id)).rejects.toThrow();
    await expect(exportRecipients(at, "cmp_unknown")).rejects.toThrow("no such campaign");
    await expect(exportRecipients({ ...at, nowMs: now + 800 * DAY_MS }, id)).rejects.toThrow("two years");
    const acts = await all<string>(
      "select json_quote(summary) as row from changes where action like 'exports.%'",
    );
    expect(acts.sort()).toEqual(["Exported mails", "Exported recipients (campaign: Exported)"]);
  });

  it("carries its files, and sends a test to whoever writes, which the log has", async () => {
    const me = { ...ctx, actor: { ...ctx.actor, email: "me@school.example" } };
    const { id } = await draft({ subject: "With a file" });
    const bytes = new TextEncoder().encode("%PDF-1.7 plan");
    const store = house.services.env.FILES;
    const file = await addAttachment(me, store, id, {
      name: "plan.pdf",
      contentType: "application/pdf",
      bytes,
    });
    house.mails.length = 0;
    await sendCampaignTest(me, id);
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    expect(house.mails[0]).toMatchObject({ to: "me@school.example", subject: "Test: With a file" });
    expect(atob(house.mails[0]!.attachments![0]!.contentBase64)).toBe("%PDF-1.7 plan");
    const { rows } = await listMailLog(ctx, {});
    expect(rows[0]).toMatchObject({
      template: "test of a campaign",
      state: "sent",
      address: "me@school.example",
    });
    const large = { name: "big.pdf", contentType: "application/pdf", bytes: new Uint8Array(7_000_000) };
    await expect(addAttachment(me, store, id, large)).rejects.toThrow("7 MB");
    await removeAttachment(me, id, file.id);
    expect((await getCampaign(me, id)).attachments).toEqual([]);
    const out = house.mails.map((mail) => /\S+\/m\/preview\/u/.exec(mail.text)?.[0]).find(Boolean);
    expect(await (await house.fetch(path(out!))).text()).toContain("only a test");
    expect(ORIGIN).toBe("https://app.test");
  });
});
