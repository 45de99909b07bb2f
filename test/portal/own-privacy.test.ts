import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
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

  it("is erased by staff after a preview: nothing names it any more, the books stay, and it is told", async () => {
    const { client, guardian } = await own.family();
    const other = await own.family();
    const { client: staff } = await own.staff();
    const { familyId, studentId } = guardian;
    const target = await own.class();
    await own.school.enroll(studentId, target, { startsOn: "2026-01-01", endsOn: "2026-10-01" });
    const secret = "Xanthippe";
    await own.run(
      sql`update students set first_name = ${secret}, allergies = ${secret} where id = ${studentId}`,
    );
    await own.run(sql`insert into notes (id, family_id, body, severity, author_name, created_at, updated_at)
      values ('nte_erasure000001', ${familyId}, ${secret}, 'info', 'Coach', 0, 0)`);
    const named = { firstName: `${secret} Two`, lastName: "Kin", birthDate: "2018-01-01", gender: null };
    expect((await client.post("/students", named)).status).toBe(201);
    await own.run(sql`insert into change_rows (change_id, position, entity, entity_id, person_id, op, after)
      select max(id), 900, 'attendance', 'att_1', ${studentId}, 'insert', ${JSON.stringify({ note: secret })} from changes`);
    await client.post("/own-data/erasure", { note: `We are ${secret}` });
    const [item] = (await own.items(familyId)).filter(({ kind }) => kind === "erase_request");
    const asked = [{ id: item!.id, version: item!.version }];
    const preview = await staff.post("/online-activity/preview", { ids: [item!.id] });
    expect(preview.text).toContain("Deletes");
    expect(preview.text).toContain("cannot be undone");
    expect(preview.text).not.toContain("They owe");
    await own.run(sql`update family_list set balance_minor = 14574 where family_id = ${familyId}`);
    const owing = await staff.post("/online-activity/preview", { ids: [item!.id] });
    expect(owing.text).toContain("They owe $145.74, for which nobody can be asked afterwards");
    const text = "All the best for your move.";
    const decided = await staff.post("/online-activity/decide", { decision: "approve", text, items: asked });
    expect(decided.body.outcomes[0].problem).toBeNull();
    const states = (await own.items(familyId)).map(({ kind, state }) => [kind, state]);
    expect(states).toContainEqual(["erase_request", "approved"]);
    expect(states).toContainEqual(["student_added", "dismissed"]);
    expect((await client.get("/session")).status).toBe(401);
    expect((await other.client.get("/session")).status).toBe(200);
    await own.house.drain();
    const left = await everythingSaid();
    expect(left.filter((text) => text.includes(secret))).toEqual([]);
    const told = left.filter((text) => text.includes(guardian.email));
    expect(told).toEqual([expect.stringMatching(/^mail_log: .*Your data are erased/)]);
    expect(own.house.mails.findLast(({ to }) => to === guardian.email)!.text).toContain(text);
    expect(left.some((text) => text.includes(other.guardian.email))).toBe(true);
    expect((await own.acts("own_data.erase"))[0]).toMatchObject({ kind: "staff" });
  });

  /** Every text of every table but what still has to be sent. */
  async function everythingSaid(): Promise<string[]> {
    const tables = await own.tenant.database.read({
      found: select(
        { name: sql<string>`name` },
        sql`from sqlite_master where type = 'table' and name not like 'sqlite_%'
        and name not like '_cf%' and name not in ('outbox', 'job_runs', 'idempotency', 'search_tokens_fts')`,
      ),
    });
    const texts: string[] = [];
    for (const { name } of tables.found) {
      const columns = await own.tenant.database.read({
        found: select({ column: sql<string>`name` }, sql`from pragma_table_info(${name})`),
      });
      const all = sql.join(
        columns.found.map(({ column }) => sql`coalesce(${sql.identifier(column)}, '')`),
        sql` || ' ' || `,
      );
      const said = await own.tenant.database.read({
        found: select(
          { text: sql<string>`${sql.raw(`'${name}: '`)} || ${all}` },
          sql`from ${sql.identifier(name)}`,
        ),
      });
      texts.push(...said.found.map(({ text }) => text));
    }
    return texts;
  }
});
