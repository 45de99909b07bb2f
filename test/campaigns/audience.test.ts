import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { getCampaign, listRecipients } from "../../worker/domains/campaigns/get-campaign.ts";
import { listSkipped, previewCampaign } from "../../worker/domains/campaigns/preview-campaign.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { listStudents } from "../../worker/domains/students/list-students.ts";
import { studentFilter } from "../../worker/domains/students/schemas.ts";
import { addClass, addStudents, openSchool } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openCampaigns, WORDS } from "./campaigns.ts";

describe.each(ENGINES)("whom a campaign is for, on %s", async (engine) => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine, platform });
  const house = testHouse();
  const { ctx, family, draft, send, recipients, run, all } = await openCampaigns(tenant, house);
  const nunez = await family({
    name: "Núñez",
    emails: [{ address: "lucia@school.example" }, { address: "Out@School.example", bulkOptIn: false }],
    phones: [{ number: "312 555 0101", textOptIn: true }],
    children: ["Mateo", "Ana"],
  });
  const silent = await family({ name: "Quiet" });
  const shared = await family({ name: "Shared", emails: [{ address: "lucia@school.example" }] });
  const bounced = await family({
    name: "Bounced",
    emails: [{ address: "gone@school.example" }],
    phones: [
      { number: "312 555 0102", textOptIn: true },
      { number: "312 555 0103", textOptIn: false },
    ],
    children: ["Bo"],
  });
  await run(`insert into suppressions (id, address, address_folded, reach, reason, created_at, updated_at)
    values ('spp_1', 'gone@school.example', 'gone@school.example', 'all', 'bounced', 1, 1)`);
  await run(`insert into stopped_numbers (e164, stopped_at, source) values ('+13125550102', 1, 'stop_word')`);
  const preview = (more: object = {}) =>
    previewCampaign(ctx, { ...WORDS, at: 0, ...more } as Parameters<typeof previewCampaign>[1], ORIGIN);

  it("is what the preview promised, with everybody who is skipped and why", async () => {
    const promised = await preview();
    expect(promised.recipients).toBe(1);
    expect(Object.fromEntries(promised.skipped.map(({ reason, count }) => [reason, count]))).toEqual({
      no_address: 1,
      opted_out: 1,
      suppressed: 1,
      duplicate: 1,
    });
    expect(promised.shown).toMatchObject({
      address: "lucia@school.example",
      subject: `Summer at ${tenant.account.displayName}`,
    });
    const { id } = await draft();
    await send(id);
    const page = await getCampaign(ctx, id);
    expect(page).toMatchObject({ state: "sent", counts: { sent: 1, skipped: 4 } });
    const sent = await recipients(id);
    expect(sent.filter((one) => one.state === "sent").map((one) => one.address)).toEqual([
      "lucia@school.example",
    ]);
    const skipped = await listSkipped(ctx, WORDS);
    const { rows } = await listRecipients(ctx, id, { state: "skipped" });
    expect(rows.map((one) => [one.why, one.name]).sort()).toEqual(
      skipped.rows.map((one) => [one.reason, one.name]).sort(),
    );
  });

  it("holds what must be told, whoever opted out of advertisements, and no address that bounced", async () => {
    const { recipients: count, skipped } = await preview({ class: "transactional" });
    expect([count, skipped.map((one) => one.reason).sort()]).toEqual([
      2,
      ["duplicate", "no_address", "suppressed"],
    ]);
  });

  it("never has a number that wrote STOP or did not agree", async () => {
    const {
      recipients: count,
      skipped,
      cost,
    } = await preview({ channel: "sms", body: "Hello", subject: "" });
    expect([count, cost?.credits]).toEqual([1, 1]);
    expect(skipped.map((one) => one.reason).sort()).toEqual(["no_address", "opted_out", "stopped"]);
    const { shown } = await preview({ channel: "sms", body: "Hello", subject: "" });
    expect(shown?.address).toBe("+13125550101");
  });

  it("is one mail for all children of a family, unless the words name the child", async () => {
    const audience = { list: "students", filter: {}, ids: [], except: [] };
    expect((await preview({ audience })).recipients).toBe(1);
    const named = await preview({ audience, body: "Hello [[student.firstName]]" });
    expect(named.recipients).toBe(2);
    const texts = [named, await preview({ audience, body: "Hello [[student.firstName]]", at: 1 })];
    expect(texts.map((one) => one.shown?.text.split("\n")[0]).sort()).toEqual(["Hello Ana", "Hello Mateo"]);
    const unknown = await preview({ body: "Hello [[student.firstName]]" });
    expect(unknown.problems[0]?.message).toContain("[[student.firstName]]");
    expect(unknown.shown).toBeNull();
    await expect(draft({ body: "Hello [[nobody.knows]]" })).rejects.toThrow(
      "[[nobody.knows]] is nothing that this mail knows",
    );
  });

  it("is what the list shows, under every filter and for what was ticked", async () => {
    const names = async (query: object) => {
      const audience = { list: "families", filter: query as Record<string, string>, ids: [], except: [] };
      const found = await listFamilies(ctx, familyFilter.parse(query));
      const { id } = await draft({ audience: { ...audience, list: "families" }, class: "transactional" });
      await send(id);
      const told = await all<string>(
        `select distinct json_quote(family_id) as row from campaign_recipients where campaign_id = '${id}'
          and coalesce(why, '') <> 'duplicate'`,
      );
      return [found.rows.map((row) => row.id).sort(), told.sort()] as const;
    };
    for (const query of [
      { q: "bou" },
      { q: "quiet" },
      { status: "inactive", q: "nun" },
      { email: "gone@" },
    ]) {
      const [listed, told] = await names(query);
      expect(told, JSON.stringify(query)).toEqual(listed);
    }
    const ticked = await draft({
      audience: { list: "families", filter: {}, ids: [bounced, silent], except: [] },
    });
    await send(ticked.id);
    expect((await recipients(ticked.id)).map((one) => one.why)).toEqual(["no_address", "suppressed"]);
    const students = await listStudents(ctx, studentFilter.parse({ q: "ana" }));
    const mailed = await preview({
      audience: { list: "students", filter: { q: "ana" }, ids: [], except: [] },
    });
    expect([students.rows.length, mailed.recipients]).toEqual([1, 1]);
    expect([nunez, shared].every((id) => id.startsWith("fam_"))).toBe(true);
  });

  it("stands for those who come to a class, with the class in the words", async () => {
    const school = await openSchool(tenant.database);
    const target = await addClass(school);
    const [student] = await addStudents(school, 1);
    await run(`update students set family_id = '${nunez}', first_name = 'Sol' where id = '${student}'`);
    await run(`insert into enrollments (id, student_id, class_id, kind, starts_on, created_at, updated_at)
      values ('${newId("enrollment")}', '${student}', '${target.id}', 'active', '2026-11-01', 1, 1)`);
    const words = { body: "[[student.firstName]] and [[class.name]]", class: "transactional" };
    for (const audience of [
      { list: "classes", filter: {}, ids: [target.id], except: [] },
      { list: "enrollments", filter: { class: target.id }, ids: [], except: [] },
    ]) {
      const { recipients: count, shown } = await preview({ audience, ...words });
      expect([audience.list, count]).toEqual([audience.list, 2]);
      expect(shown?.text).toMatch(/^Sol and Class /);
    }
  });

  it("takes the right to write to many, and to see the list", async () => {
    const limited = await staffContext(tenant, { campaigns: "full", families: "view" });
    await expect(previewCampaign(limited, { ...WORDS, at: 0 }, ORIGIN)).resolves.toBeTruthy();
    const refused = (words: object) =>
      previewCampaign(
        limited,
        { ...WORDS, at: 0, ...words } as Parameters<typeof previewCampaign>[1],
        ORIGIN,
      );
    await expect(refused({ audience: { list: "staff", filter: {}, ids: [], except: [] } })).rejects.toThrow(
      "Staff",
    );
    await expect(refused({ channel: "sms" })).rejects.toThrow("right");
    await expect(
      refused({ audience: { list: "families", filter: { status: "odd" }, ids: [], except: [] } }),
    ).rejects.toThrow("filter");
  });
});
