import { describe, expect, it } from "vitest";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { removeGuardian } from "../../worker/domains/families/remove-guardian.ts";
import { removeRecord } from "../../worker/domains/families/remove-record.ts";
import { saveGuardian } from "../../worker/domains/families/save-guardian.ts";
import { saveRecord } from "../../worker/domains/families/save-record.ts";
import {
  familyFilter,
  saveGuardianInput,
  studentInput,
  updateFamilyInput,
} from "../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../worker/domains/families/shapes.ts";
import { suspendFamily } from "../../worker/domains/families/suspend-family.ts";
import { unsuspendFamily } from "../../worker/domains/families/unsuspend-family.ts";
import { updateFamily } from "../../worker/domains/families/update-family.ts";
import { addStudent } from "../../worker/domains/students/add-student.ts";
import { updateStudent } from "../../worker/domains/students/update-student.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { familyInput } from "./factories.ts";

/** What a person sees of a family, without the versions that every write moves on. */
function facts(page: FamilyPage) {
  return JSON.parse(JSON.stringify(page, (key, value) => (key === "version" ? undefined : value))) as unknown;
}

async function found(ctx: Context, q: string): Promise<string[]> {
  return (await listFamilies(ctx, familyFilter.parse({ q }))).rows.map((row) => row.id);
}

describe.each(ENGINES)("writing to a family on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  // Made first: granting anybody anything makes every actor loaded before it stale.
  const loaded = await staffContext(tenant, { families: "full" });
  const ctx = await staffContext(tenant);
  const desk = { ...loaded, actor: { ...loaded.actor, rightsVersion: ctx.actor.rightsVersion } };
  const newFamily = async () => getFamily(ctx, (await createFamily(ctx, familyInput())).id);

  it("writes only what differs, moves the version on, and undo brings back what was there", async () => {
    const before = await newFamily();
    const { id, version } = before.family;
    const same = await updateFamily(ctx, id, updateFamilyInput.parse({ version, name: before.family.name }));
    expect(same.change).toBeNull();
    const { change } = await updateFamily(
      ctx,
      id,
      updateFamilyInput.parse({ version, name: "Okonkwo", city: "Chicago" }),
    );
    expect((await getFamily(ctx, id)).family).toMatchObject({ name: "Okonkwo", city: "Chicago", version: 2 });
    expect(await found(ctx, "okonkwo")).toEqual([id]);
    await undoChange(ctx, change!.id);
    expect(facts(await getFamily(ctx, id))).toEqual(facts(before));
    expect(await found(ctx, "okonkwo")).toEqual([]);
  });

  it("refuses an edit of an older version, and an undo when something changed since", async () => {
    const { family } = await newFamily();
    const edit = (version: number, city: string) =>
      updateFamily(ctx, family.id, updateFamilyInput.parse({ version, city }));
    const first = await edit(1, "Oak Park");
    await expect(edit(1, "Cicero")).rejects.toMatchObject({ code: "changed_meanwhile" });
    await edit(2, "Berwyn");
    await expect(undoChange(ctx, first.change!.id)).rejects.toMatchObject({ code: "changed_since" });
    expect((await getFamily(ctx, family.id)).family.city).toBe("Berwyn");
  });

  it("keeps exactly one primary guardian, e-mail and phone", async () => {
    const before = await newFamily();
    const { id } = before.family;
    const second = await saveGuardian(
      ctx,
      id,
      null,
      saveGuardianInput.parse({
        firstName: "Kim",
        lastName: "Lee",
        isPrimary: true,
        emails: [{ address: "kim@example.org", isPrimary: true }],
      }),
    );
    const page = await getFamily(ctx, id);
    expect(page.guardians.filter((guardian) => guardian.isPrimary).map((guardian) => guardian.id)).toEqual([
      second.id,
    ]);
    expect(page.emails.filter((email) => email.isPrimary).map((email) => email.address)).toEqual([
      "kim@example.org",
    ]);
    expect(page.phones.filter((phone) => phone.isPrimary)).toHaveLength(1);

    await removeGuardian(ctx, id, second.id, { version: 1 });
    const after = await getFamily(ctx, id);
    expect(after.guardians.map((guardian) => guardian.isPrimary)).toEqual([true]);
    expect(after.emails.map((email) => email.isPrimary)).toEqual([true]);
    expect(await found(ctx, "kim@example.org")).toEqual([]);
    await expect(removeGuardian(ctx, id, after.guardians[0]!.id, { version: 3 })).rejects.toMatchObject({
      code: "last_guardian",
    });
  });

  it("saves a guardian as a whole: entries changed, added and left out", async () => {
    const page = await newFamily();
    const guardian = page.guardians[0]!;
    const email = page.emails[0]!;
    await saveGuardian(
      ctx,
      page.family.id,
      guardian.id,
      saveGuardianInput.parse({
        firstName: guardian.firstName,
        lastName: "Abernathy",
        version: guardian.version,
        emails: [{ id: email.id, address: "first@example.org" }, { address: "second@example.org" }],
        phones: [],
      }),
    );
    const after = await getFamily(ctx, page.family.id);
    expect(after.emails.map((entry) => [entry.address, entry.isPrimary])).toEqual([
      ["first@example.org", true],
      ["second@example.org", false],
    ]);
    expect(after.phones).toEqual([]);
    expect(await found(ctx, "abernathy")).toEqual([page.family.id]);
    expect(await found(ctx, page.phones[0]!.e164!)).toEqual([]);
  });

  it("suspends once, shows why, and lifts it", async () => {
    const { family } = await newFamily();
    const reason = { reason: "Owes two months", version: 1 };
    await suspendFamily(ctx, family.id, reason);
    expect((await getFamily(ctx, family.id)).family.suspension).toMatchObject({ reason: "Owes two months" });
    await expect(suspendFamily(ctx, family.id, reason)).rejects.toMatchObject({ code: "already_suspended" });
    const { rows, total } = await listFamilies(ctx, familyFilter.parse({ status: "suspended" }));
    expect(rows.map((row) => row.id)).toEqual([family.id]);
    expect(total).toBe(1);
    await unsuspendFamily(ctx, family.id, { reason: "Paid", version: 1 });
    expect((await getFamily(ctx, family.id)).family.suspension).toBeNull();
    expect((await listFamilies(ctx, familyFilter.parse({ status: "suspended" }))).total).toBe(0);
  });

  it("keeps notes, contacts and pick-up persons, and hides medical facts from those who may not see students", async () => {
    const { family } = await newFamily();
    const note = { body: "EpiPen in the front desk drawer", severity: "critical" as const, studentId: null };
    const { id: noteId } = await saveRecord(ctx, "notes", family.id, null, note);
    const pickup = {
      kind: "barred" as const,
      name: "Alex Doe",
      relationship: null,
      phone: null,
      reason: "Court order",
      validUntil: null,
      studentId: null,
    };
    await saveRecord(ctx, "pickups", family.id, null, pickup);
    const student = await addStudent(
      ctx,
      family.id,
      studentInput.parse({ firstName: "Ines", lastName: "Ode", allergies: "Bees" }),
    );
    await updateStudent(ctx, student.id, { version: 1, medications: "Antihistamine" });
    const page = await getFamily(ctx, family.id);
    expect(page.notes).toMatchObject([{ id: noteId, severity: "critical", authorName: ctx.actor.name }]);
    expect(page.pickups).toMatchObject([{ kind: "barred", name: "Alex Doe" }]);
    expect(page.students.find((row) => row.id === student.id)).toMatchObject({
      allergies: "Bees",
      medications: "Antihistamine",
    });
    const { change } = await removeRecord(ctx, "notes", family.id, noteId, { version: 1 });
    expect((await getFamily(ctx, family.id)).notes).toEqual([]);
    await undoChange(ctx, change.id);
    expect((await getFamily(ctx, family.id)).notes).toHaveLength(1);

    const seen = (await getFamily(desk, family.id)).students.find((row) => row.id === student.id);
    expect(seen).toMatchObject({ firstName: "Ines", allergies: null, medications: null });
    await expect(updateStudent(desk, student.id, { version: 2, allergies: "None" })).rejects.toMatchObject({
      code: "right_missing",
    });
  });

  it("answers a repeated act with its first outcome, and refuses its key for another act", async () => {
    const input = familyInput();
    const first = await createFamily(
      { ...ctx, idempotency: { key: "k1", fingerprint: "a" }, progress: fresh() },
      input,
    );
    await expect(
      createFamily({ ...ctx, idempotency: { key: "k1", fingerprint: "a" }, progress: fresh() }, input),
    ).rejects.toMatchObject({ outcome: { id: first.id, change: { id: first.change.id } } });
    await expect(
      createFamily(
        { ...ctx, idempotency: { key: "k1", fingerprint: "b" }, progress: fresh() },
        familyInput(),
      ),
    ).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });
});

function fresh() {
  return { idempotencyChecked: false, effectsCommitted: false };
}
