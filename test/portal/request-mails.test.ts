import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { portalMail, portalMailOf } from "../../worker/domains/mail-templates/portal-mail.ts";
import { systemContext } from "../harness/actors.ts";
import { ORIGIN } from "../harness/house.ts";
import { openOwnSchool } from "./own-school.ts";

describe("mails about what a family asked for", async () => {
  const own = await openOwnSchool();
  await own.decide({ drops: "request", dropNoticeDays: 14 });

  /** What was written to the family, in the order in which it happened. */
  const mailsTo = async (familyId: string) => {
    const { mails } = await own.tenant.database.read({
      mails: select(
        { payload: sql<string>`payload` },
        sql`from outbox where topic = 'portal-mail' and payload like ${`%${familyId}%`} order by id`,
      ),
    });
    const ctx = { ...systemContext(own.tenant), nowMs: own.house.clock.nowMs };
    const sent = mails.map(({ payload }) => portalMailOf(ctx, portalMail.parse(JSON.parse(payload)), ORIGIN));
    return (await Promise.all(sent)).map((mail) => mail!);
  };

  it.each([
    ["en", " leaves ", ", last day December 5, 2026"],
    ["es", " deja ", ", último día: 5 de diciembre de 2026"],
  ])(
    "say it in the family's language (%s), when it is asked for and when it is decided",
    async (language, leaves, lastDay) => {
      const { client, guardian } = await own.family();
      await own.run(sql`update logins set language = ${language} where id = ${guardian.loginId}`);
      const id = await own.school.enroll(guardian.studentId, await own.class(), {});
      const drop = { version: 1, endsOn: "2026-12-05", expected: { chargeMinor: 0, creditMinor: 0 } };
      expect((await client.post(`/enrollments/${id}/drop`, drop)).body).toEqual({ outcome: "asked" });
      const [asked] = await own.items(guardian.familyId);
      const { client: staff } = await own.staff();
      const items = [{ id: asked!.id, version: asked!.version }];
      const decided = await staff.post("/online-activity/decide", { decision: "approve", text: "", items });
      expect(decided.body.outcomes[0].problem).toBeNull();

      const mails = await mailsTo(guardian.familyId);
      expect(mails.length).toBeGreaterThanOrEqual(2);
      for (const { text, subject } of [
        mails[0]!,
        mails.find(({ subject }) => /Approved|Aprobada/.test(subject))!,
      ]) {
        expect(text).toContain(leaves);
        expect(text).toContain(lastDay);
        expect(`${subject} ${text}`).not.toContain("Asked to");
      }
    },
  );
});
