import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import {
  approveNewAccount,
  newAccountApproval,
} from "../../worker/domains/family-accounts/approve-new-account.ts";
import { portalMail, portalMailOf } from "../../worker/domains/mail-templates/portal-mail.ts";
import type { RequestItem } from "../../worker/domains/online-activity/approval.ts";
import { decideItems } from "../../worker/domains/online-activity/decide-items.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { FamilyClient } from "../harness/client.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const child = { firstName: "Mia", lastName: "Nuñez", birthDate: "2018-03-04" };
const form = {
  ...{ password: "correct horse battery", firstName: "Ana", lastName: "Nuñez", phone: "312-555-0199" },
  ...{ students: [child], isAdult: true, wantsNews: true },
};

describe("creating an account in the family portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: true }) } } });
  const visitor = () => new FamilyClient(house, tenant.account.urlName);
  const row = async (fields: Record<string, ReturnType<typeof sql>>, from: ReturnType<typeof sql>) =>
    (await tenant.database.read({ found: select(fields, from) })).found[0] as Record<string, never>;
  let made = 0;
  /** A mailbox of one's own, proved. */
  const proved = async () => {
    made += 1;
    const email = `new${made}@example.org`;
    await visitor().post("/sign-in/code", { email });
    await house.drain();
    const code = /\b(\d{3}) (\d{3})\b/
      .exec(house.mails.findLast(({ to }) => to === email)!.subject)!
      .slice(1)
      .join("");
    const { body } = await visitor().post("/sign-in/verify", { email, code });
    expect(body.next).toBe("create_account");
    return { email, proof: body.proof as string };
  };

  beforeEach(() => {
    house.clock.nowMs += 3_600_000;
  });

  it("makes family, guardian, students and log-in in one act, signs in, and tells staff", async () => {
    const { email, proof } = await proved();
    const client = visitor();
    const answer = await client.post("/accounts", {
      ...form,
      phone: "312-555-0100",
      students: [{ ...child, firstName: "Solo" }],
      proof,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.me).toMatchObject({
      ...{ role: "owner", login: { name: "Ana Nuñez", email }, family: { name: "Nuñez" } },
      students: [{ firstName: "Solo" }],
    });
    const { id } = answer.body.me.family;
    expect((await client.get("/session")).status).toBe(200);
    const found = await row(
      {
        review: sql`needs_review`,
        acts: sql`(select count(distinct change_id) from change_rows where subject_id = ${id})`,
        told: sql`(select nature || ' ' || summary from activity_items where family_id = ${id})`,
        optIn: sql`(select bulk_opt_in from emails where family_id = ${id})`,
      },
      sql`from families where id = ${id}`,
    );
    expect(found).toEqual({
      review: 1,
      acts: 1,
      told: "info Ana Nuñez created an account with Solo",
      optIn: 1,
    });
    expect((await client.post("/accounts", { ...form, proof })).body.code).toBe("proof_unusable");
  });

  it("asks whom the school seems to know before anything is made, and names nobody", async () => {
    const ctx = await staffContext(tenant);
    const known = familyInput({
      name: "Secret Name",
      guardians: [{ firstName: "Ana", lastName: "Nuñez", phones: [{ number: form.phone }] }],
      students: [child],
    });
    const { id: knownId } = await createFamily(ctx, known);
    const { proof } = await proved();
    const asked = await visitor().post("/accounts", { ...form, proof });
    expect(asked.body).toMatchObject({ status: 409, code: "family_known" });
    expect(asked.text).not.toContain("Secret Name");
    const client = visitor();
    const joined = await client.post("/accounts", { ...form, proof, knownAnswer: "ask_to_join" });
    expect(joined.status).toBe(201);
    const newId = joined.body.me.family.id;
    const item = (await row(
      { id: sql`id`, kind: sql`kind`, nature: sql`nature`, familyId: sql`family_id`, facts: sql`facts` },
      sql`from activity_items where family_id = ${newId}`,
    )) as unknown as { facts: string; nature: string };
    const request = { ...item, facts: JSON.parse(item.facts) } as unknown as RequestItem;
    expect([item.nature, JSON.parse(item.facts).suspects]).toEqual([
      "request",
      [{ id: knownId, name: "Secret Name", reasons: ["phone", "student"] }],
    ]);
    expect((await newAccountApproval.preview(ctx, request)).effects[0]).toContain(
      "into the family Secret Name",
    );
    expect(await approveNewAccount(ctx, request)).toMatchObject({ outcome: "approved" });
    const me = (await client.get("/session")).body;
    expect(me).toMatchObject({ role: "owner", family: { id: knownId } });
    expect(me.students).toHaveLength(1);
  });

  it.each(["deny", "approve"] as const)(
    "mails what became of the wish to be joined to whoever has it, without the other family's name (%s)",
    async (decision) => {
      const ctx = await staffContext(tenant);
      const students = [{ ...child, firstName: `Wished ${decision}` }];
      const phone = decision === "deny" ? "312-555-0177" : "312-555-0178";
      const known = { name: "Hidden Name", guardians: [{ firstName: "Ana", lastName: "Nuñez" }], students };
      await createFamily(ctx, familyInput(known));
      const { email, proof } = await proved();
      const asked = { ...form, phone, students, proof, knownAnswer: "ask_to_join" };
      const { family } = (await visitor().post("/accounts", asked)).body.me;
      const item = (await row(
        { id: sql`id`, version: sql`version` },
        sql`from activity_items where family_id = ${family.id} and nature = 'request'`,
      )) as unknown as { id: string; version: number };
      const { outcomes } = await decideItems(ctx, { decision, text: "", items: [item] });
      expect(outcomes[0]!.problem).toBeNull();
      const { payload } = (await row(
        { payload: sql`payload` },
        sql`from outbox where topic = 'portal-mail' and payload like ${`%${family.id}%`} order by id desc limit 1`,
      )) as unknown as { payload: string };
      const mail = await portalMailOf(ctx, portalMail.parse(JSON.parse(payload)), ORIGIN);
      expect(mail).toMatchObject({ to: email });
      expect(`${mail!.subject} ${mail!.text}`).toContain("connect your account");
      expect(`${mail!.subject} ${mail!.text}`).not.toContain("Hidden Name");
    },
  );

  it("goes on as a new family when that is what they are, with the suspicion for staff", async () => {
    const { proof } = await proved();
    const made = await visitor().post("/accounts", { ...form, proof, knownAnswer: "is_new" });
    expect(made.status).toBe(201);
    const told = await row(
      { nature: sql`nature`, facts: sql`facts` },
      sql`from activity_items where family_id = ${made.body.me.family.id}`,
    );
    expect(told.nature).toBe("info");
    expect(JSON.parse(told.facts!).suspects).toHaveLength(1);
  });

  it("makes one family of two requests at once with one proof", async () => {
    const { proof } = await proved();
    const body = { ...form, phone: "312-555-0111", students: [{ ...child, firstName: "Twice" }], proof };
    const answers = await Promise.all([visitor().post("/accounts", body), visitor().post("/accounts", body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await row({ n: sql`count(*)` }, sql`from students where first_name = 'Twice'`)).toEqual({ n: 1 });
  });

  it("refuses children, weak passwords, made-up proofs, and everybody when the school takes nobody", async () => {
    const { proof } = await proved();
    const make = async (more: object) =>
      (await visitor().post("/accounts", { ...form, proof, ...more })).body;
    expect((await make({ isAdult: false })).fields[0].path).toBe("isAdult");
    expect((await make({ students: [] })).fields[0].path).toBe("students");
    expect((await make({ knownAnswer: "is_new", password: "ana nuñez" })).code).toBe("password_weak");
    expect((await make({ proof: `${proof}x` })).code).toBe("proof_unusable");
    expect((await make({ homeLocationId: "loc_nowhere", knownAnswer: "is_new" })).code).toBe(
      "reference_missing",
    );
    await tenant.database.commit({
      statements: [
        statement(
          sql`insert into settings (id, value, updated_at) values ('portal', '{"takesNewAccounts":false}', 1)`,
        ),
      ],
    });
    expect((await make({ knownAnswer: "is_new" })).code).toBe("no_new_accounts");
    expect((await visitor().get("/accounts/options")).body.takesNewAccounts).toBe(false);
  });
});
