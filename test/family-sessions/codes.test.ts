import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const PASSWORD = "correct horse battery";
let made = 0;

describe("codes by mail", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform, displayName: "Ünï \r\nBcc: x <b>Gym</b>" });
  const house = testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: true }) } } });
  const { urlName } = tenant.account;
  const run = (...templates: ReturnType<typeof sql>[]) =>
    tenant.database.commit({ statements: templates.map((template) => statement(template)) });
  const one = async (value: ReturnType<typeof sql>) =>
    (await tenant.database.read({ found: select({ value: sql<string | number>`${value}` }, sql``) }))
      .found[0]!.value;
  const visitor = () => new FamilyClient(house, urlName);
  /** Asks for mail, and answers the last one with the code in it. */
  const mailTo = async (path: string, email: string, more: object = {}) => {
    house.mails.length = 0;
    const answer = await visitor().post(path, { email, ...more });
    await house.drain();
    const mail = house.mails.at(-1);
    return {
      answer,
      mail,
      code:
        /\b(\d{3}) (\d{3})\b/
          .exec(mail?.subject ?? "")
          ?.slice(1)
          .join("") ?? "",
    };
  };
  /** A family as an import leaves it: guardians and addresses, no log-in. */
  const imported = async (isPrimary = true) => {
    made += 1;
    const [familyId, guardianId, email] = [newId("family"), newId("guardian"), `known${made}@example.org`];
    await run(
      sql`insert into families (id, name, sort_name, created_at, updated_at)
        values (${familyId}, ${`Known ${made}`}, 'known', 1, 1)`,
      sql`insert into guardians (id, family_id, first_name, last_name, is_primary, created_at, updated_at)
        values (${guardianId}, ${familyId}, 'Kim', 'Known', ${isPrimary ? 1 : 0}, 1, 1)`,
      sql`insert into emails (id, family_id, guardian_id, address, address_folded, is_primary, created_at, updated_at)
        values (${newId("email")}, ${familyId}, ${guardianId}, ${email}, ${email}, 1, 1, 1)`,
    );
    return { familyId, email };
  };

  beforeEach(() => {
    house.clock.nowMs += 3_600_000;
  });

  it("answers the first step the same to everybody, with the same trips, whatever is mailed", async () => {
    const { email: known } = await imported();
    const { email: withPassword, loginId } = await addGuardian(tenant, house.clock.nowMs);
    await run(sql`update logins set phc = 'x' where id = ${loginId}`);
    const told: unknown[] = [];
    const subjects: (string | undefined)[] = [];
    for (const email of [known, withPassword, "nobody@example.org"]) {
      const { answer, mail } = await mailTo("/sign-in/start", email);
      told.push([answer.status, { ...answer.body, email: "" }, answer.headers.get("server-timing")]);
      subjects.push(mail?.html.match(/(knows you already|create a family account)/)?.[0]);
    }
    expect(told[0]).toEqual([202, { email: "" }, null]);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect(subjects).toEqual(["knows you already", undefined, "create a family account"]);
  });

  it("makes a log-in of an imported family's guardian: code, password, in", async () => {
    const { email, familyId } = await imported();
    const { code, mail } = await mailTo("/sign-in/start", email);
    expect(mail?.to).toBe(email);
    const client = visitor();
    const { body: after } = await client.post("/sign-in/verify", {
      email,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(after).toMatchObject({ next: "set_password", families: [`Known ${made}`] });
    expect(client.cookies.size).toBe(0);
    const weak = await client.post("/sign-in/password", { proof: after.proof, password: "password1" });
    expect(weak.body).toMatchObject({ status: 422, code: "password_weak" });
    const entered = await client.post("/sign-in/password", { proof: after.proof, password: PASSWORD });
    expect(entered.body.me).toMatchObject({
      role: "owner",
      family: { id: familyId },
      login: { name: "Kim Known" },
    });
    expect((await client.get("/session")).status).toBe(200);
    const again = await client.post("/sign-in/password", { proof: after.proof, password: PASSWORD });
    expect(again.body.code).toBe("proof_unusable");
    expect((await visitor().post("/session", { email, password: PASSWORD })).status).toBe(200);
    const audit = await one(
      sql`(select group_concat(coalesce(after, '')) from change_rows where entity = 'logins')`,
    );
    expect(audit).toContain(email);
    expect(audit).not.toContain("argon2");
  });

  it("lets only the primary guardian manage the family", async () => {
    const { email, familyId } = await imported(false);
    await run(
      sql`insert into guardians (id, family_id, first_name, last_name, is_primary, created_at, updated_at)
        values (${`gua_primary${made}`}, ${familyId}, 'Pia', 'Primary', 1, 1, 1)`,
      sql`insert into emails (id, family_id, guardian_id, address, address_folded, created_at, updated_at)
        values (${newId("email")}, ${familyId}, ${`gua_primary${made}`}, 'p@example.org', 'p@example.org', 1, 1)`,
    );
    const { code } = await mailTo("/sign-in/code", email);
    const { body: after } = await visitor().post("/sign-in/verify", { email, code });
    const entered = await visitor().post("/sign-in/password", { proof: after.proof, password: PASSWORD });
    expect(entered.body.me.role).toBe("viewer");
  });

  it("signs in with a code, once, and only for ten minutes", async () => {
    const { email, familyId } = await addGuardian(tenant, house.clock.nowMs);
    const { code, mail } = await mailTo("/sign-in/code", email, { language: "es" });
    expect(mail?.subject).toContain("es tu código");
    expect(mail?.html).not.toContain("<b>Gym");
    expect(mail?.text).toContain(`/portal/${urlName}/login#email=`);
    const client = visitor();
    const answer = await client.post("/sign-in/verify", { email, code });
    expect(answer.body).toMatchObject({ next: "signed_in", me: { family: { id: familyId } } });
    expect((await visitor().post("/sign-in/verify", { email, code })).body.code).toBe("code_wrong");
    const { code: old } = await mailTo("/sign-in/code", email);
    house.clock.nowMs += 10 * 60_000 + 1;
    expect((await visitor().post("/sign-in/verify", { email, code: old })).body.code).toBe("code_wrong");
  });

  it("takes five tries, also when they come at once, and no code of another address", async () => {
    const { email } = await addGuardian(tenant, house.clock.nowMs);
    const { code } = await mailTo("/sign-in/code", email);
    const { code: others } = await mailTo("/sign-in/code", "nobody@example.org");
    const wrong = others === code ? "000000" : others;
    const tries = await Promise.all(
      [1, 2, 3, 4, 5].map(() => visitor().post("/sign-in/verify", { email, code: wrong })),
    );
    expect(tries.map(({ body }) => body.code)).toEqual(Array(5).fill("code_wrong"));
    expect((await visitor().post("/sign-in/verify", { email, code })).body.code).toBe("code_wrong");
  });

  it("keeps codes and what they are mailed with out of the database", async () => {
    const email = "fresh@example.org";
    const { code } = await mailTo("/sign-in/code", email);
    const stored = await one(sql`(select group_concat(code_hash) from login_codes)
      || (select group_concat(payload) from outbox)`);
    expect(stored).not.toContain(code);
    expect(stored).toMatch(/[\w-]{43}/);
  });

  it("mails one address five times in a quarter of an hour", async () => {
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await mailTo("/sign-in/code", "often@example.org")).answer.status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it("lets the first step be taken often, as people do who go back and forth, and mails no more for it", async () => {
    const email = "wavering@example.org";
    const subjects: (string | undefined)[] = [];
    for (let i = 0; i < 7; i++) {
      const { answer, mail } = await mailTo("/sign-in/start", email);
      expect(answer.status).toBe(202);
      subjects.push(mail?.to);
    }
    expect(subjects).toEqual([...Array(5).fill(email), undefined, undefined]);
  });

  it("refuses an address that would smuggle a line into a mail", async () => {
    for (const email of [
      "a@example.org\r\nBcc: b@example.org",
      "a@b.org, c@d.org",
      "<a@b.org>",
      "a b@c.org",
    ]) {
      expect((await visitor().post("/sign-in/code", { email })).body.code).toBe("bad_input");
    }
  });

  it("says after the code that a suspended family has an issue, and that nobody new is taken", async () => {
    const { email, familyId } = await imported();
    await run(sql`insert into family_suspensions
      (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at)
      values (${newId("suspension")}, ${familyId}, 'unpaid', 1, 'x', 1, 1)`);
    const { code } = await mailTo("/sign-in/start", email);
    expect((await visitor().post("/sign-in/verify", { email, code })).body.code).toBe("family_suspended");
    await run(
      sql`insert into settings (id, value, updated_at) values ('portal', '{"takesNewAccounts":false}', 1)`,
    );
    const asked = await mailTo("/sign-in/start", "late@example.org");
    expect([asked.answer.status, asked.code, asked.mail?.text.includes("No family there has it")]).toEqual([
      202,
      "",
      true,
    ]);
  });

  it("changes a forgotten password by a link, ends what was open, and signs in", async () => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    const { email } = guardian;
    await run(sql`update logins set phc = 'x' where id = ${guardian.loginId}`);
    const { mail } = await mailTo("/password-resets", email);
    const token = /reset-password#([\w-]+)/.exec(mail?.text ?? "")?.[1];
    const old = new FamilyClient(
      house,
      urlName,
      new Map([[`__Host-chalkline-family-${tenant.account.id}`, guardian.token]]),
    );
    expect((await old.get("/session")).status).toBe(200);
    const client = visitor();
    const changed = await client.post("/password-resets/redeem", { token, password: PASSWORD });
    expect(changed.body.me.family.id).toBe(guardian.familyId);
    expect((await old.get("/session")).status).toBe(401);
    const again = await visitor().post("/password-resets/redeem", { token, password: PASSWORD });
    expect(again.body.code).toBe("reset_link_unusable");
  });
});
