import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { mergeFamilies } from "../../worker/domains/families/merge-families.ts";
import { previewMerge } from "../../worker/domains/families/preview-merge.ts";
import { saveRecord } from "../../worker/domains/families/save-record.ts";
import { familyFilter, updateFamilyInput } from "../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../worker/domains/families/shapes.ts";
import { suspendFamily } from "../../worker/domains/families/suspend-family.ts";
import { updateFamily } from "../../worker/domains/families/update-family.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { familyInput } from "./factories.ts";

const child = { firstName: "Zoë", lastName: "Ray", birthDate: "2017-01-02" };
const mother = {
  firstName: "Ana",
  lastName: "Ray",
  emails: [{ address: "ana@example.org" }],
  phones: [{ number: "312-555-7001" }],
};

function facts(page: FamilyPage) {
  return JSON.parse(JSON.stringify(page, (key, value) => (key === "version" ? undefined : value))) as unknown;
}

/** A family and its double, made because somebody signed up twice; and a third, of the father. */
async function threeFamilies(ctx: Context, tag: string): Promise<string[]> {
  const make = async (input: Record<string, unknown>) =>
    (await createFamily(ctx, familyInput({ duplicatesSeen: true, ...input }))).id;
  const winner = await make({ name: `Ray ${tag}`, guardians: [mother], students: [child] });
  const double = await make({
    name: `Ray Double ${tag}`,
    city: "Chicago",
    guardians: [mother],
    students: [{ ...child, firstName: "Zoe" }],
  });
  const father = await make({
    name: `Stone ${tag}`,
    guardians: [{ firstName: "Bo", lastName: "Stone", emails: [{ address: `bo-${tag}@example.org` }] }],
    students: [{ firstName: "Kit", lastName: "Stone", birthDate: "2019-09-09" }],
  });
  return [winner, double, father];
}

describe.each(ENGINES)("merging families on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);

  it("keeps the first, moves everybody once, redirects old ids, and undo puts everything back", async () => {
    const ids = await threeFamilies(ctx, "a");
    const [winner, double, father] = ids as [string, string, string];
    await saveRecord(ctx, "notes", double, null, {
      body: "Left a message",
      severity: "info",
      studentId: null,
    });
    await suspendFamily(ctx, father, { reason: "Unpaid", version: 1 });
    const before = await Promise.all(ids.map((id) => getFamily(ctx, id)));

    const preview = await previewMerge(ctx, { familyIds: ids, studentPairs: [] });
    expect(preview).toMatchObject({
      counts: { guardians: 2, students: 2, notes: 1 },
      sharedContacts: ["ana@example.org", "312-555-7001"],
    });
    expect(preview.suggestedStudentPairs).toHaveLength(1);
    const studentPairs = preview.suggestedStudentPairs.map(({ keepId, mergeId }) => ({ keepId, mergeId }));
    const { change } = await mergeFamilies(ctx, { familyIds: ids, studentPairs });

    const merged = await getFamily(ctx, winner);
    expect(merged.family).toMatchObject({ name: "Ray a", city: "Chicago", suspension: { reason: "Unpaid" } });
    expect(merged.guardians.map((guardian) => [guardian.firstName, guardian.isPrimary])).toEqual([
      ["Ana", true],
      ["Bo", false],
    ]);
    expect(merged.emails.map((email) => email.address)).toEqual(["ana@example.org", "bo-a@example.org"]);
    expect(merged.phones).toHaveLength(1);
    expect(merged.students.map((student) => student.firstName)).toEqual(["Zoë", "Kit"]);
    expect(merged.notes).toHaveLength(1);
    expect((await getFamily(ctx, double)).family.id).toBe(winner);
    const stone = await listFamilies(ctx, familyFilter.parse({ q: "kit" }));
    expect(stone.rows.map((row) => row.id)).toEqual([winner]);

    await undoChange(ctx, change.id);
    const after = await Promise.all(ids.map((id) => getFamily(ctx, id)));
    expect(after.map(facts)).toEqual(before.map(facts));
    const told = await tenant.database.read({
      told: select(
        { action: sql<string>`distinct c.action` },
        sql`from change_rows r join changes c on c.id = r.change_id
        where r.subject_id = ${winner} and c.action like 'families.merge%' order by 1`,
      ),
    });
    expect(told.told.map((row) => row.action)).toEqual(["families.merge", "families.merge.undo"]);
  });

  it("keeps a father and a son of one name in one family apart", async () => {
    const [first] = (await threeFamilies(ctx, "e")) as [string];
    const twice = { firstName: "John", lastName: "Senior" };
    const { id } = await createFamily(ctx, familyInput({ guardians: [twice, twice], students: [] }));
    await mergeFamilies(ctx, { familyIds: [first, id], studentPairs: [] });
    const { guardians } = await getFamily(ctx, first);
    expect(guardians.filter((guardian) => guardian.firstName === "John")).toHaveLength(2);
  });

  it("can no longer be undone when the merged family was changed since, and leaves it as it is", async () => {
    const ids = await threeFamilies(ctx, "b");
    const { change } = await mergeFamilies(ctx, { familyIds: ids, studentPairs: [] });
    const merged = await getFamily(ctx, ids[0]!);
    await updateFamily(
      ctx,
      ids[0]!,
      updateFamilyInput.parse({ version: merged.family.version, city: "Evanston" }),
    );
    await expect(undoChange(ctx, change.id)).rejects.toMatchObject({ code: "changed_since" });
    expect((await getFamily(ctx, ids[2]!)).family).toMatchObject({ id: ids[0], city: "Evanston" });
  });

  it("is refused without its own right, and for a family of another account", async () => {
    const ids = await threeFamilies(ctx, "c");
    const desk = await staffContext(tenant, { families: "full" });
    await expect(mergeFamilies(desk, { familyIds: ids, studentPairs: [] })).rejects.toMatchObject({
      code: "right_missing",
    });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const stranger = await staffContext(other);
    await expect(mergeFamilies(stranger, { familyIds: ids, studentPairs: [] })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getFamily(stranger, ids[0]!)).rejects.toMatchObject({ code: "not_found" });
  });
});
