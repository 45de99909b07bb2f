import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { setKeywords } from "../../worker/domains/families/set-keywords.ts";
import { createCustomField } from "../../worker/domains/settings/create-custom-field.ts";
import { createKeyword } from "../../worker/domains/settings/create-keyword.ts";
import { createListItem } from "../../worker/domains/settings/create-list-item.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { deleteCustomField } from "../../worker/domains/settings/delete-custom-field.ts";
import { deleteKeyword, keywordUsage } from "../../worker/domains/settings/delete-keyword.ts";
import { deleteListItem, listItemUsage } from "../../worker/domains/settings/delete-list-item.ts";
import { deleteLocation } from "../../worker/domains/settings/delete-location.ts";
import { familyOptions } from "../../worker/domains/settings/family-options.ts";
import {
  listCustomFields,
  listKeywords,
  listListItems,
  listLocations,
} from "../../worker/domains/settings/list-settings.ts";
import { orderEntries } from "../../worker/domains/settings/order-entries.ts";
import { renameListItem } from "../../worker/domains/settings/rename-list-item.ts";
import { type ListKind, locationInput } from "../../worker/domains/settings/schemas.ts";
import { updateCustomField } from "../../worker/domains/settings/update-custom-field.ts";
import { updateKeyword } from "../../worker/domains/settings/update-keyword.ts";
import { updateLocation } from "../../worker/domains/settings/update-location.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { familyInput } from "../families/factories.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { again, auditOf, signedIn } from "../staff/people.ts";

const place = (overrides: Record<string, unknown> = {}) =>
  locationInput.parse({ name: "Northside", timeZone: "America/Chicago", ...overrides });
const field = (overrides: Record<string, unknown> = {}) => ({
  entity: "family" as const,
  fieldType: "choice" as const,
  label: "Carpool",
  choices: ["Yes", "No", "Yes"],
  isRequired: false,
  shownInPortal: false,
  ...overrides,
});

describe.each(ENGINES)("settings on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await signedIn(tenant);
  const item = (kind: ListKind, label: string) => createListItem(ctx, { kind, label });
  const usageIn = async (itemId: string) => (await listItemUsage(ctx, itemId)).count;

  it("adds, changes, orders and deletes locations", async () => {
    const { id, change } = await createLocation(ctx, place());
    const { id: other } = await createLocation(ctx, place({ name: "Lakeside", timeZone: "America/Denver" }));
    expect((await auditOf(ctx, change.id)).rows[0]).toMatchObject({
      entity: "locations",
      op: "insert",
      subjectId: id,
    });
    expect((await listLocations(ctx)).rows.map((row) => row.name)).toEqual(["Northside", "Lakeside"]);
    await orderEntries(ctx, { entity: "locations" }, [other, id]);
    expect((await listLocations(ctx)).rows.map((row) => row.name)).toEqual(["Lakeside", "Northside"]);
    expect((await orderEntries(ctx, { entity: "locations" }, [other, id])).change).toBeNull();
    const incomplete = orderEntries(ctx, { entity: "locations" }, [id]);
    await expect(incomplete).rejects.toMatchObject({ code: "changed_meanwhile" });
    await updateLocation(ctx, other, {
      ...place({ name: "Lakeshore", timeZone: "America/Denver" }),
      version: 2,
    });
    const deletion = await deleteLocation(ctx, other, { version: 3 });
    expect((await listLocations(ctx)).rows).toHaveLength(1);
    await expect(deleteLocation(ctx, id, { version: 2 })).rejects.toMatchObject({ code: "last_location" });
    await undoChange(ctx, deletion.change.id);
    expect((await listLocations(ctx)).rows.map((row) => row.name)).toEqual(["Lakeshore", "Northside"]);
  });

  it("refuses a time zone that does not exist, and to delete a location that is used", async () => {
    const wrong = createLocation(ctx, place({ timeZone: "America/Atlantis" }));
    await expect(wrong).rejects.toMatchObject({ code: "unknown_place", fields: [{ path: "timeZone" }] });
    const { id } = await createLocation(ctx, place({ name: "Used" }));
    await createFamily(ctx, familyInput({ homeLocationId: id }));
    await expect(deleteLocation(ctx, id, { version: 1 })).rejects.toMatchObject({
      code: "in_use",
      data: { families: { count: 1, atLeast: false }, classes: { count: 0 }, rights: { count: 0 } },
    });
  });

  it("keeps the entries of a list apart, renames them and puts them in order", async () => {
    const { id } = await item("relationship", "Aunt");
    const { id: uncle } = await item("relationship", "Uncle");
    await item("referral_source", "Aunt");
    await expect(item("relationship", "AUNT")).rejects.toMatchObject({
      code: "not_unique",
      fields: [{ path: "label" }],
    });
    await renameListItem(ctx, id, { label: "Auntie", version: 1 });
    await expect(renameListItem(ctx, id, { label: "Tante", version: 1 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    await expect(renameListItem(ctx, id, { label: "uncle", version: 2 })).rejects.toMatchObject({
      code: "not_unique",
    });
    await orderEntries(ctx, { entity: "listItems", kind: "relationship" }, [uncle, id]);
    const { rows } = await listListItems(ctx);
    expect(rows.filter((row) => row.kind === "relationship").map((row) => row.label)).toEqual([
      "Uncle",
      "Auntie",
    ]);
  });

  it("deletes an entry in use only by moving what uses it, and undo moves it back", async () => {
    const { id } = await item("phone_type", "Car");
    const { id: target } = await item("phone_type", "Mobile");
    const { id: wrongKind } = await item("email_type", "Club");
    const guardian = {
      firstName: "Robin",
      lastName: "Vale",
      phones: [{ number: "312 555 0199", typeId: id }],
    };
    const { id: familyId } = await createFamily(ctx, familyInput({ guardians: [guardian] }));
    expect(await listItemUsage(ctx, id)).toEqual({ count: 1, atLeast: false });
    await expect(deleteListItem(ctx, id, { version: 1, moveToId: null })).rejects.toMatchObject({
      code: "in_use",
      data: { usage: { count: 1 } },
    });
    for (const moveToId of [wrongKind, id, "lit_00000000000000000000000000"]) {
      const attempt = deleteListItem(ctx, id, { version: 1, moveToId });
      await expect(attempt).rejects.toMatchObject({ code: "reference_missing" });
    }
    const { change } = await deleteListItem(ctx, id, { version: 1, moveToId: target });
    expect((await getFamily(ctx, familyId)).phones[0]).toMatchObject({ typeId: target });
    expect((await auditOf(ctx, change.id)).rows.map((row) => [row.entity, row.op, row.subjectId])).toEqual([
      ["phones", "update", familyId],
      ["listItems", "delete", id],
    ]);
    await expect(listItemUsage(ctx, id)).rejects.toMatchObject({ status: 404 });
    await undoChange(ctx, change.id);
    expect(await usageIn(id)).toBe(1);
    expect(await usageIn(target)).toBe(0);
  });

  it("deletes an entry that nothing uses without asking", async () => {
    const kinds: ListKind[] = ["relationship", "referral_source", "email_type", "phone_type", "drop_reason"];
    for (const kind of kinds) {
      const { id } = await item(kind, "Never used");
      await deleteListItem(ctx, id, { version: 1, moveToId: null });
    }
    expect((await listListItems(ctx)).rows.some((row) => row.label === "Never used")).toBe(false);
  });

  it("makes, colours and deletes keywords, taking them off and putting them back with undo", async () => {
    const { id } = await createKeyword(ctx, { kind: "family", label: "Booster", color: "green" });
    await createKeyword(ctx, { kind: "student", label: "Booster", color: null });
    await expect(createKeyword(ctx, { kind: "family", label: "booster", color: null })).rejects.toMatchObject(
      {
        code: "not_unique",
      },
    );
    await updateKeyword(ctx, id, { label: "Boosters", color: "blue", version: 1 });
    const { id: familyId } = await createFamily(ctx, familyInput());
    await setKeywords(ctx, familyId, { keywordIds: [id] });
    expect(await keywordUsage(ctx, id)).toEqual({ count: 1, atLeast: false });
    const { change } = await deleteKeyword(ctx, id, { version: 2 });
    expect((await getFamily(ctx, familyId)).keywordIds).toEqual([]);
    expect((await listKeywords(ctx)).rows.map((row) => row.kind)).toEqual(["student"]);
    await undoChange(ctx, change.id);
    expect((await getFamily(ctx, familyId)).keywordIds).toEqual([id]);
  });

  it("keeps what a custom field is for and what it holds, and each choice once", async () => {
    const { id } = await createCustomField(ctx, field());
    await createCustomField(ctx, field({ label: "Notes", fieldType: "text", choices: ["left over"] }));
    expect((await listCustomFields(ctx)).rows.map((row) => row.choices)).toEqual([["Yes", "No"], []]);
    await expect(createCustomField(ctx, field({ choices: [] }))).rejects.toMatchObject({
      code: "choices_missing",
    });
    const changed = {
      label: "Carpools",
      choices: ["Always"],
      isRequired: true,
      shownInPortal: true,
      version: 1,
    };
    await updateCustomField(ctx, id, changed);
    const empty = updateCustomField(ctx, id, { ...changed, choices: [], version: 2 });
    await expect(empty).rejects.toMatchObject({ code: "choices_missing" });
    const { change } = await deleteCustomField(ctx, id, { version: 2 });
    expect((await listCustomFields(ctx)).rows).toHaveLength(1);
    await undoChange(ctx, change.id);
    expect((await listCustomFields(ctx)).rows[0]).toMatchObject({ label: "Carpools", isRequired: true });
  });

  it("gives a family form all its choices in one trip", async () => {
    const desk = await signedIn(tenant, { families: "view" });
    const trips = tenant.database.meter.trips;
    const options = await familyOptions(desk);
    expect(tenant.database.meter.trips - trips).toBe(1);
    expect(options.relationships.map((row) => row.label)).toEqual(["Uncle", "Auntie"]);
    expect(options.locations.map((row) => row.name)).toContain("Northside");
    expect(options.customFields.every((row) => row.entity === "family")).toBe(true);
    const coach = await signedIn(tenant, { students: "view" });
    await expect(familyOptions(coach)).rejects.toMatchObject({ code: "right_missing" });
  });

  it("needs the right, and leaves another account alone", async () => {
    const admin = await again(ctx);
    const { id } = await createListItem(admin, { kind: "relationship", label: "Neighbour" });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const stranger = await signedIn(other);
    await expect(renameListItem(stranger, id, { label: "x", version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    const twin = sql`insert into list_items (id, kind, label, created_at, updated_at) values (${id}, 'relationship', 'Twin', 0, 0)`;
    await other.database.commit({ statements: [statement(twin)] });
    await renameListItem(stranger, id, { label: "Ours", version: 1 });
    expect((await listListItems(admin)).rows.find((row) => row.id === id)?.label).toBe("Neighbour");
    const viewer = await signedIn(tenant, { settings: "view" });
    const { rows } = await listListItems(viewer);
    const denied = [
      createLocation(viewer, place()),
      updateLocation(viewer, "x", { ...place(), version: 1 }),
      deleteLocation(viewer, "x", { version: 1 }),
      orderEntries(viewer, { entity: "locations" }, []),
      createListItem(viewer, { kind: "relationship", label: "x" }),
      renameListItem(viewer, rows[0]!.id, { label: "x", version: 1 }),
      deleteListItem(viewer, rows[0]!.id, { version: 1, moveToId: null }),
      createKeyword(viewer, { kind: "family", label: "x", color: null }),
      updateKeyword(viewer, "x", { label: "x", color: null, version: 1 }),
      deleteKeyword(viewer, "x", { version: 1 }),
      createCustomField(viewer, field()),
      updateCustomField(viewer, "x", { ...field(), version: 1 }),
      deleteCustomField(viewer, "x", { version: 1 }),
    ];
    for (const attempt of denied) {
      await expect(attempt).rejects.toMatchObject({
        code: "right_missing",
        data: { right: "settings", level: "full" },
      });
    }
  });
});
