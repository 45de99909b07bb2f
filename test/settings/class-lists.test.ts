import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { createEntry } from "../../worker/domains/class-lists/create-entry.ts";
import { deleteEntry } from "../../worker/domains/class-lists/delete-entry.ts";
import { listLevels, listPrograms, listRooms } from "../../worker/domains/class-lists/list-entries.ts";
import { levelInput, programInput, roomInput } from "../../worker/domains/class-lists/schemas.ts";
import { updateEntry } from "../../worker/domains/class-lists/update-entry.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { deleteLocation } from "../../worker/domains/settings/delete-location.ts";
import { orderEntries } from "../../worker/domains/settings/order-entries.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { again, auditOf, signedIn } from "../staff/people.ts";
import { addClass } from "./week.ts";

const NOT_IN_USE = /insert into guard \(not_in_use\)/;

describe.each(ENGINES)("programs, levels and rooms on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine });
  const reader = await signedIn(tenant, { settings: "view" });
  const ctx = await signedIn(tenant);
  const neighbour = await signedIn(other);
  const { id: locationId } = await createLocation(
    ctx,
    locationInput.parse({ name: "Northside", timeZone: "America/Chicago" }),
  );
  const program = (name: string) => createEntry(ctx, "programs", programInput.parse({ name }));
  const level = (name: string) => createEntry(ctx, "levels", levelInput.parse({ name, color: "green" }));
  const room = (name: string, at = locationId) =>
    createEntry(ctx, "rooms", roomInput.parse({ locationId: at, name, capacity: 20 }));

  it("adds, changes, orders and deletes, each audited and undone", async () => {
    const { id, change } = await level("Beginner");
    const { id: second } = await level("Advanced");
    expect((await auditOf(ctx, change.id)).rows[0]).toMatchObject({
      entity: "levels",
      op: "insert",
      subjectId: id,
    });
    await orderEntries(ctx, { entity: "levels" }, [second, id]);
    expect((await listLevels(ctx)).rows.map((row) => row.name)).toEqual(["Advanced", "Beginner"]);
    const renamed = await updateEntry(ctx, "levels", id, {
      ...levelInput.parse({ name: "Starter" }),
      version: 2,
    });
    expect((await listLevels(ctx)).rows[1]).toMatchObject({ name: "Starter", color: null });
    await undoChange(ctx, renamed.change!.id);
    const pressed = { ...ctx, idempotency: { key: "delete-once", fingerprint: "f" } };
    const gone = await deleteEntry(pressed, "levels", second, { version: 2 });
    expect((await listLevels(ctx)).rows.map((row) => row.name)).toEqual(["Beginner"]);
    await undoChange(ctx, gone.change.id);
    expect((await listLevels(ctx)).rows.map((row) => row.name)).toEqual(["Advanced", "Beginner"]);
    const same = await updateEntry(ctx, "levels", id, {
      ...levelInput.parse({ name: "Beginner", color: "green" }),
      version: 4,
    });
    expect(same.change).toBeNull();
  });

  it("keeps names apart, rooms within their location", async () => {
    await program("Team");
    await expect(program("TEAM")).rejects.toMatchObject({ code: "not_unique", fields: [{ path: "name" }] });
    const place = locationInput.parse({ name: "Southside", timeZone: "America/Chicago" });
    const { id: south } = await createLocation(ctx, place);
    const { id: floor } = await room("Main floor");
    await room("Main floor", south);
    await expect(room("main floor")).rejects.toMatchObject({ code: "not_unique" });
    const { id } = await room("Bars");
    const { id: beam } = await room("Beam");
    await orderEntries(ctx, { entity: "rooms", locationId }, [beam, id, floor]);
    const here = (await listRooms(ctx)).rows.filter((row) => row.locationId === locationId);
    expect(here.map((row) => row.name)).toEqual(["Beam", "Bars", "Main floor"]);
    const nowhere = room("Attic", newId("location"));
    await expect(nowhere).rejects.toMatchObject({
      code: "reference_missing",
      fields: [{ path: "locationId" }],
    });
    await expect(deleteLocation(ctx, south, { version: 1 })).rejects.toMatchObject({
      code: "in_use",
      data: { rooms: { count: 1 } },
    });
  });

  it("refuses to delete what classes use, saying how many, also in a race", async () => {
    const { id: programId } = await program("Preschool");
    const { id: roomId } = await room("Tumbling");
    await addClass(tenant, { locationId, programId, roomId });
    await expect(deleteEntry(ctx, "programs", programId, { version: 1 })).rejects.toMatchObject({
      code: "in_use",
      data: { usage: { classes: { count: 1, atLeast: false } } },
    });
    await expect(deleteEntry(ctx, "rooms", roomId, { version: 1 })).rejects.toMatchObject({ code: "in_use" });
    const attempt = async (name: string, without?: RegExp) => {
      const { id } = await level(name);
      const choose = () => addClass(tenant, { locationId, levelId: id });
      const database = racing(ctx.database, choose, without);
      return deleteEntry({ ...ctx, database }, "levels", id, { version: 1 });
    };
    await expect(attempt("Chosen")).rejects.toMatchObject({ code: "in_use" });
    await expect(attempt("Chosen too", NOT_IN_USE)).resolves.toBeDefined();
  });

  it("does not put a room into a location that is deleted in the same moment", async () => {
    const attempt = async (without?: RegExp) => {
      const place = locationInput.parse({ name: "Passing", timeZone: "America/Chicago" });
      const { id } = await createLocation(ctx, place);
      const database = racing(ctx.database, () => deleteLocation(ctx, id, { version: 1 }), without);
      const input = roomInput.parse({ locationId: id, name: "Nowhere" });
      return createEntry({ ...ctx, database }, "rooms", input);
    };
    await expect(attempt()).rejects.toMatchObject({ code: "gone_meanwhile" });
    await expect(attempt(/"row_living"/)).resolves.toBeDefined();
  });

  it("needs the right, and leaves another account alone", async () => {
    const { id } = await program("Ours");
    const gone = deleteEntry(neighbour, "programs", id, { version: 1 });
    await expect(gone).rejects.toMatchObject({ status: 404 });
    const change = { ...programInput.parse({ name: "Theirs" }), version: 1 };
    await expect(updateEntry(neighbour, "programs", id, change)).rejects.toMatchObject({ status: 404 });
    expect((await listPrograms(await again(reader))).rows.some((row) => row.id === id)).toBe(true);
    await expect(deleteEntry(reader, "programs", id, { version: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(updateEntry(reader, "programs", id, change)).rejects.toMatchObject({ status: 403 });
    await expect(createEntry(reader, "programs", programInput.parse({ name: "No" }))).rejects.toMatchObject({
      status: 403,
    });
  });

  it("lets one of two changes win", async () => {
    const { id } = await program("Contested");
    const rename = (name: string) => ({ ...programInput.parse({ name }), version: 1 });
    const attempt = (without?: RegExp) => {
      const first = () => updateEntry(ctx, "programs", id, rename("First"));
      return updateEntry(
        { ...ctx, database: racing(ctx.database, first, without) },
        "programs",
        id,
        rename("Second"),
      );
    };
    await expect(attempt()).rejects.toMatchObject({ code: "changed_meanwhile" });
    const { id: open } = await program("Unguarded");
    const early = () => updateEntry(ctx, "programs", open, rename("Early"));
    const late = { ...ctx, database: racing(ctx.database, early, /"row_version"/) };
    await expect(updateEntry(late, "programs", open, rename("Late"))).resolves.toBeDefined();
  });
});
