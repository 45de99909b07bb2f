import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { openOwnSchool } from "./own-school.ts";

describe("what families tell of themselves", async () => {
  const own = await openOwnSchool();

  it("is changed with audit and told to staff; an address to sign in with is not replaced in passing", async () => {
    const { client, guardian } = await own.family();
    const profile = (await client.get("/profile")).body;
    const [self] = profile.guardians;
    expect(self.emails).toMatchObject([{ address: guardian.email, isLogin: true, isPrimary: true }]);
    const at = `/profile/guardians/${guardian.guardianId}`;
    const phones = [{ number: "312 555 0144", textOptIn: true }];
    const saved = { firstName: "Gail", lastName: self.lastName, version: self.version, phones };
    const lost = await client.send("PUT", at, { ...saved, emails: [{ address: "other@example.org" }] });
    expect(lost.body).toMatchObject({ status: 422, code: "login_address" });
    const emails = self.emails.map(({ isLogin: _login, ...email }: Record<string, unknown>) => email);
    const answer = await client.send("PUT", at, { ...saved, emails });
    expect(answer.status).toBe(200);
    const address = { version: profile.family.version, addressLine1: "1 Elm St", city: "Chicago" };
    expect((await client.send("PATCH", "/profile", address)).status).toBe(200);
    const after = (await client.get("/profile")).body;
    expect(after.family).toMatchObject({ addressLine1: "1 Elm St", city: "Chicago" });
    expect(after.guardians[0]).toMatchObject({
      firstName: "Gail",
      phones: [{ number: "312 555 0144", textOptIn: true }],
    });
    expect((await own.items(guardian.familyId)).map(({ kind }) => kind)).toEqual([
      "profile_changed",
      "profile_changed",
    ]);
    expect(await own.acts("guardians.update")).toMatchObject([{ kind: "guardian", via: "family" }]);
    const other = await own.family();
    expect((await other.client.send("PUT", at, { ...saved, version: 2, emails })).status).toBe(404);
    const viewer = await own.family("viewer");
    const body = { version: 1, city: "Nowhere" };
    expect((await viewer.client.send("PATCH", "/profile", body)).body.code).toBe("role_missing");
  });

  it("is never what staff wrote: notes, flags and hidden fields stay, whatever is sent", async () => {
    const { client, guardian } = await own.family();
    const [shown, hidden] = [newId("customField"), newId("customField")];
    for (const [id, isShown] of [
      [shown, 1],
      [hidden, 0],
    ] as const) {
      await own.school.add("custom_fields", [
        { id, entity: "student", label: id, field_type: "text", shown_in_portal: isShown },
      ]);
    }
    const values = JSON.stringify({ [shown]: "blue", [hidden]: "secret" });
    await own.run(sql`update students set flag_text = 'Staff only', custom_values = ${values}
      where id = ${guardian.studentId}`);
    const at = `/students/${guardian.studentId}`;
    const page = (await client.get(at)).body;
    expect(page.student.customValues).toEqual({ [shown]: "blue" });
    expect(JSON.stringify(page)).not.toContain("Staff only");
    const edit = {
      version: page.student.version,
      allergies: "Nuts",
      flagText: "Mine now",
      specialDiscount: "employee",
      customValues: { [shown]: "red", [hidden]: "mine" },
    };
    expect((await client.send("PATCH", at, edit)).status).toBe(200);
    const { found } = await own.tenant.database.read({
      found: select(
        {
          allergies: sql<string>`allergies`,
          flagText: sql<string>`flag_text`,
          discount: sql<string | null>`special_discount`,
          values: sql<string>`custom_values`,
        },
        sql`from students where id = ${guardian.studentId}`,
      ),
    });
    expect(found[0]).toMatchObject({ allergies: "Nuts", flagText: "Staff only", discount: null });
    expect(JSON.parse(found[0]!.values)).toEqual({ [shown]: "red", [hidden]: "secret" });
    const other = await own.family();
    expect((await other.client.get(at)).status).toBe(404);
    expect((await other.client.send("PATCH", at, edit)).status).toBe(404);
  });

  it("has new children, people to call and to hand a child to, but never whom staff barred", async () => {
    const { client, guardian } = await own.family();
    const added = await client.post("/students", {
      firstName: "Ada",
      lastName: "New",
      birthDate: "2019-02-03",
    });
    expect(added.status).toBe(201);
    expect(await own.items(guardian.familyId)).toMatchObject([{ kind: "student_added" }]);
    expect((await client.get("/session")).body.students).toHaveLength(2);
    const at = `/students/${added.body.id}`;
    const contact = await client.post(`${at}/contacts`, { name: "Granny", phone: "312 555 0100" });
    // Whoever cannot be called is nobody's emergency contact, whoever writes it down.
    const { client: staff } = await own.staff();
    for (const refused of [
      await client.post(`${at}/contacts`, { name: "Aunt Jo", phone: null }),
      await staff.post(`/families/${guardian.familyId}/contacts`, { name: "Aunt Jo", phone: " " }),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.fields).toEqual([{ path: "phone", message: "Enter a phone number" }]);
    }
    const pickup = await client.post(`${at}/pickups`, { name: "Uncle Bo" });
    const barred = newId("pickup");
    await own.school.add("pickups", [
      { id: barred, family_id: guardian.familyId, student_id: added.body.id, kind: "barred", name: "Nobody" },
    ]);
    const page = (await client.get(at)).body;
    expect(page.contacts).toMatchObject([{ name: "Granny", isForAll: false }]);
    expect(page.pickups).toMatchObject([{ name: "Uncle Bo" }]);
    const other = await own.family();
    for (const [path, id] of [
      ["contacts", contact.body.id],
      ["pickups", pickup.body.id],
    ]) {
      const remove = `/students/${path}/${id}`;
      expect((await other.client.send("DELETE", remove, { version: 1 })).status).toBe(404);
      expect((await client.send("DELETE", remove, { version: 1 })).status).toBe(200);
    }
    expect((await client.send("DELETE", `/students/pickups/${barred}`, { version: 1 })).status).toBe(404);
    const rename = { name: "Somebody", version: 1 };
    expect((await client.send("PUT", `${at}/pickups/${barred}`, rename)).status).toBe(404);
  });
});
