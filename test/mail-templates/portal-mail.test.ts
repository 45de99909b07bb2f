import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { CheckoutRecord } from "../../worker/domains/checkout/shapes.ts";
import { tellDone } from "../../worker/domains/checkout/tell-checkout.ts";
import { mailsFamily, portalMailOf } from "../../worker/domains/mail-templates/portal-mail.ts";
import { offerMailOf } from "../../worker/domains/waitlist/offer-mail.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { systemContext } from "../harness/actors.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian, guardianContext } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

describe("a mail of the portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const primary = await addGuardian(tenant, house.clock.nowMs);
  const second = await addGuardian(tenant, house.clock.nowMs, "payer", primary);
  const run = (template: ReturnType<typeof sql>) =>
    tenant.database.commit({ statements: [statement(template)] });

  async function send(loginId: string | null) {
    const ctx = guardianContext(tenant, tenant.account, second, house.clock.nowMs);
    const change = new Change(ctx, { action: "test", summary: "Asked", right: null });
    mailsFamily(change, {
      key: "request_received",
      familyId: second.familyId,
      loginId,
      page: "/account",
      facts: { "request.summary": "Drop <Sam>" },
    });
    change.tell("families", { id: second.familyId, version: 1 }, {});
    await commit(ctx, change);
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    return house.mails.at(-1)!;
  }

  it("goes to the guardian who acted, else where the family's mail goes", async () => {
    const mail = await send(second.loginId);
    expect(mail).toMatchObject({ to: second.email, subject: "We have your request" });
    expect(mail.text).toContain("You asked us: Drop <Sam>");
    expect(mail.html).toContain("Drop &lt;Sam&gt;");
    expect(mail.html).toContain(`/portal/${tenant.account.urlName}/account"`);
    expect((await send(null)).to).toBe(primary.email);
  });

  it("speaks the family's language, in the school's own words where it has some", async () => {
    await run(sql`update families set preferred_locale = 'es-MX' where id = ${second.familyId}`);
    expect((await send(null)).subject).toBe("Hemos recibido tu solicitud");
    await run(sql`insert into mail_templates (id, template_key, language, subject, body, created_at, updated_at)
      values (${newId("mailTemplate")}, 'request_received', 'es', 'Nuestro asunto', 'Pediste {{request.summary}}', 1, 1)`);
    expect(await send(null)).toMatchObject({ subject: "Nuestro asunto", text: "Pediste Drop <Sam>" });
  });

  it("says what was booked in the family's language too", async () => {
    const nowMs = house.clock.nowMs;
    const ctx = guardianContext(tenant, tenant.account, second, nowMs);
    const change = new Change(ctx, { action: "test", summary: "Booked", right: null });
    const line = { studentName: "Ana", className: "Beam", startsOn: "2026-12-01", position: 2 };
    const record = {
      lines: [
        { ...line, what: "waitlisted" },
        { ...line, what: "requested" },
      ],
      ...{ creditMinor: 0, payMinor: 0 },
    } as unknown as CheckoutRecord;
    tellDone(change, { ...second, nowMs }, record, "");
    change.tell("families", { id: second.familyId, version: 1 }, {});
    await commit(ctx, change);
    await relayOutbox(house.services, systemContext(tenant, nowMs));
    await house.drain();
    const { text } = house.mails.at(-1)!;
    expect(text).toContain("Ana: Beam, lista de espera, número 2");
    expect(text).toContain("Ana: Beam, solicitada; la escuela responderá pronto");
  });

  it("speaks the language that its reader chose in the portal, whatever the family's is", async () => {
    const cookie = `__Host-chalkline-family-${tenant.account.id}`;
    const client = new FamilyClient(house, tenant.account.urlName, new Map([[cookie, second.token]]));
    const chosen = await client.post("/session/language", { language: "en" });
    expect([chosen.status, chosen.body]).toEqual([200, { language: "en" }]);
    expect((await client.get("/session")).body.login).toMatchObject({ language: "en" });
    expect((await client.post("/session/language", { language: "fr" })).status).toBe(400);
    expect((await client.post("/session/language", { language: "en" })).status).toBe(200);
    const { acts } = await tenant.database.read({
      acts: select(
        { actorId: sql<string>`actor_id`, via: sql<string>`via` },
        sql`from changes where action = 'logins.choose_language'`,
      ),
    });
    expect(acts).toEqual([{ actorId: second.loginId, via: "family" }]);
    expect((await send(second.loginId)).subject).toBe("We have your request");
    expect((await send(null)).subject).toBe("Nuestro asunto");
    await run(sql`update logins set language = 'en' where id = ${primary.loginId}`);
    expect((await send(null)).subject).toBe("We have your request");
    await run(sql`update logins set language = null where id in (${primary.loginId}, ${second.loginId})`);
  });

  it("says when and where a class meets, and tells of an offered place in the family's language with a way to take it", async () => {
    const school = await TestSchool.open(tenant);
    const { id: classId } = await school.class({ name: "Cartas", slots: [{ weekday: 1 }] });
    const ctx = guardianContext(tenant, tenant.account, second, house.clock.nowMs);
    const asked = {
      key: "waitlist_joined",
      familyId: second.familyId,
      loginId: null,
      page: "/account",
      facts: { "student.firstName": "Sam", "class.name": "Cartas", "class.when": "", "class.location": "" },
      classId,
    };
    const facts = { ...asked.facts, "waitlist.position": "1" };
    const told = (await portalMailOf(ctx, { ...asked, key: "waitlist_joined", facts }, "https://x.example"))!;
    expect(told.text).toMatch(/lunes/);
    const until = house.clock.nowMs + 3_600_000;
    const id = await school.enroll(second.studentId, { id: classId } as never, { kind: "wait" });
    await run(
      sql`update enrollments set wait_state = 'offered', wait_expires_at = ${until} where id = ${id}`,
    );
    const offer = (await offerMailOf(ctx, { enrollmentId: id, expiresAt: until }, "https://x.example"))!;
    expect(offer.text).toContain("Cartas");
    expect(offer.text).toContain("lunes");
    expect(offer.html).toContain(`https://x.example/portal/${tenant.account.urlName}/account/offers/${id}`);
    expect(await offerMailOf(ctx, { enrollmentId: id, expiresAt: 1 }, "https://x.example")).toBeNull();
  });
});
