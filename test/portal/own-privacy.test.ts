import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openOwnSchool } from "./own-school.ts";

describe("what a guardian decides of notifications and data", async () => {
  const own = await openOwnSchool();

  it("is told of what was chosen, everything by mail else; money always", async () => {
    const { client, guardian } = await own.family("viewer");
    const before = (await client.get("/notifications")).body.choices;
    const of = (choices: { topic: string; channel: string }[], topic: string, channel: string) =>
      choices.find((one) => one.topic === topic && one.channel === channel);
    expect(of(before, "bookings", "email")).toMatchObject({ isOn: true, isFixed: false });
    expect(of(before, "bookings", "sms")).toMatchObject({ isOn: false });
    const off = { choices: [{ topic: "bookings", channel: "email", isOn: false }] };
    const after = (await client.send("PUT", "/notifications", off)).body.choices;
    expect(of(after, "bookings", "email")).toMatchObject({ isOn: false });
    expect((await client.get("/notifications")).body.choices).toEqual(after);
    const money = { choices: [{ topic: "money", channel: "email", isOn: false }] };
    expect((await client.send("PUT", "/notifications", money)).body.code).toBe("always_told");
    expect(await own.items(guardian.familyId)).toMatchObject([{ kind: "opt_out", nature: "info" }]);
    const other = await own.family();
    expect(of((await other.client.get("/notifications")).body.choices, "bookings", "email")).toMatchObject({
      isOn: true,
    });
  });

  it("takes its own data along, and nothing of others or of staff", async () => {
    const { client, guardian } = await own.family();
    const target = await own.class();
    await own.school.enroll(guardian.studentId, target);
    await own.school.add("notes", [
      {
        id: "nte_secretnote",
        family_id: guardian.familyId,
        body: "For staff only",
        severity: "info",
        author_name: "Coach",
      },
    ]);
    const other = await own.family();
    const answer = await client.get("/own-data/export");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(answer.body.records.family).toMatchObject([{ id: guardian.familyId }]);
    expect(answer.body.records.students).toMatchObject([{ id: guardian.studentId }]);
    expect(answer.body.records.enrollments).toMatchObject([{ class_id: target.id }]);
    expect(answer.text).not.toContain("For staff only");
    expect(answer.text).not.toContain(other.guardian.familyId);
    const payer = await own.family("payer");
    expect((await payer.client.get("/own-data/export")).body.code).toBe("role_missing");
  });

  it("asks once to be erased, which staff decide", async () => {
    const { client, guardian } = await own.family();
    expect((await client.get("/own-data")).body).toEqual({ isErasureAskedFor: false });
    for (const _again of [1, 2]) {
      const { body } = await client.post("/own-data/erasure", { note: "We moved away" });
      expect(body).toMatchObject({ isErasureAskedFor: true });
    }
    const items = await own.items(guardian.familyId);
    expect(items).toMatchObject([{ kind: "erase_request", nature: "request", state: "new" }]);
    const target = await own.class();
    const enrollmentId = await own.school.enroll(guardian.studentId, target);
    const { client: staff } = await own.staff();
    const approve = async () => {
      const asked = [{ id: items[0]!.id, version: items[0]!.version }];
      const body = { decision: "approve", items: asked };
      return (await staff.post("/online-activity/decide", body)).body.outcomes[0].problem;
    };
    expect(await approve()).toContain("Drop the class first");
    await own.run(sql`update enrollments set ends_on = '2026-11-01' where id = ${enrollmentId}`);
    expect(await approve()).toBeNull();
    expect(await own.items(guardian.familyId)).toMatchObject([{ state: "approved" }]);
  });
});
