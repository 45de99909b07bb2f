import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { meetings } from "../../tenant-schema/meetings.ts";
import { createEntry } from "../../worker/domains/class-lists/create-entry.ts";
import { deleteEntry } from "../../worker/domains/class-lists/delete-entry.ts";
import { programInput } from "../../worker/domains/class-lists/schemas.ts";
import { createClosure } from "../../worker/domains/closures/create-closure.ts";
import { deleteClosure } from "../../worker/domains/closures/delete-closure.ts";
import { listClosures } from "../../worker/domains/closures/list-closures.ts";
import { previewClosure } from "../../worker/domains/closures/preview-closure.ts";
import { closureImpactQuery, closureInput } from "../../worker/domains/closures/schemas.ts";
import { updateClosure } from "../../worker/domains/closures/update-closure.ts";
import { getRules } from "../../worker/domains/school-rules/get-rules.ts";
import { enrollmentRules, makeupRules } from "../../worker/domains/school-rules/schemas.ts";
import { updateRules } from "../../worker/domains/school-rules/update-rules.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, signedIn } from "../staff/people.ts";
import { addClass, write } from "./week.ts";

const break_ = (overrides: Record<string, unknown> = {}) =>
  closureInput.parse({
    name: "Break",
    effect: "both",
    startsOn: "2026-12-21",
    endsOn: "2027-01-03",
    ...overrides,
  });

describe.each(ENGINES)("closures and rules on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const reader = await signedIn(tenant, { settings: "view" });
  const outsider = await signedIn(tenant, {});
  const ctx = await signedIn(tenant);
  const place = (name: string) => locationInput.parse({ name, timeZone: "America/Chicago" });
  const { id: north } = await createLocation(ctx, place("Northside"));
  const { id: south } = await createLocation(ctx, place("Southside"));
  const { id: team } = await createEntry(ctx, "programs", programInput.parse({ name: "Team" }));
  const monday = await addClass(tenant, { locationId: north, programId: team });
  await addClass(tenant, { locationId: north, weekday: 2 });
  await addClass(tenant, { locationId: south, weekday: 3 });
  const impact = (overrides: Record<string, unknown> = {}) =>
    previewClosure(
      ctx,
      closureImpactQuery.parse({ startsOn: "2026-12-21", endsOn: "2027-01-03", ...overrides }),
    );
  const held = async (from: string, to: string) => {
    const { found } = await ctx.database.read({
      found: select(
        { count: sql<number>`count(*)` },
        sql`from ${meetings({ from, to })} m where m.closure is null`,
      ),
    });
    return found[0]!.count;
  };

  it("says beforehand how many meetings it hits, within its reach", async () => {
    expect(await impact()).toEqual({ meetings: 6, classes: 3, withAttendance: 0 });
    expect(await impact({ locationId: south })).toMatchObject({ meetings: 2, classes: 1 });
    expect(await impact({ programId: team })).toMatchObject({ meetings: 2, classes: 1 });
    expect(await impact({ classId: monday.classId, endsOn: "2026-12-21" })).toMatchObject({ meetings: 1 });
    await write(ctx, (change, id) => {
      const where = { slotId: monday.slotId, classId: monday.classId };
      change.insert("meetingExceptions", {
        id: id("meetingException"),
        ...where,
        meetsOn: "2026-12-21",
        isCancelled: true,
      });
    });
    expect(await impact({ programId: team })).toMatchObject({ meetings: 1 });
  });

  it("closes the days it names, changes, and is taken back", async () => {
    expect(await held("2026-12-21", "2027-01-03")).toBe(6);
    const { id, change } = await createClosure(ctx, break_());
    expect((await auditOf(ctx, change.id)).rows[0]).toMatchObject({ entity: "closures", op: "insert" });
    expect(await held("2026-12-21", "2027-01-03")).toBe(0);
    expect(await impact()).toMatchObject({ meetings: 0 });
    expect(await impact({ except: id })).toMatchObject({ meetings: 5 });
    const limited = await updateClosure(ctx, id, { ...break_({ locationId: south }), version: 1 });
    expect(await held("2026-12-21", "2027-01-03")).toBe(4);
    expect((await listClosures(ctx)).rows.find((row) => row.id === id)).toMatchObject({
      target: "Southside",
    });
    await undoChange(ctx, limited.change!.id);
    await updateClosure(ctx, id, { ...break_({ effect: "billing" }), version: 3 });
    expect(await held("2026-12-21", "2027-01-03")).toBe(6);
    const gone = await deleteClosure(ctx, id, { version: 4 });
    expect((await listClosures(ctx)).rows.some((row) => row.id === id)).toBe(false);
    await undoChange(ctx, gone.change.id);
    expect((await listClosures(ctx)).rows.some((row) => row.id === id)).toBe(true);
  });

  it("asks for days in order, at most a year, and one target", () => {
    const pathOf = (overrides: Record<string, unknown>) => {
      const parsed = closureInput.safeParse({ ...break_(), ...overrides });
      return parsed.success ? "fine" : parsed.error.issues.map((issue) => issue.path.join(".")).join(" ");
    };
    expect(pathOf({ endsOn: "2026-12-20" })).toBe("endsOn");
    expect(pathOf({ endsOn: "2028-01-01" })).toBe("endsOn");
    expect(pathOf({ locationId: north, programId: team })).toBe("locationId");
    expect(pathOf({ classId: monday.classId })).toBe("fine");
  });

  it("closes only what exists, also in a race", async () => {
    const unknown = createClosure(ctx, break_({ classId: newId("class") }));
    await expect(unknown).rejects.toMatchObject({ code: "reference_missing", fields: [{ path: "classId" }] });
    const attempt = async (name: string, without?: RegExp) => {
      const { id } = await createEntry(ctx, "programs", programInput.parse({ name }));
      const remove = () => deleteEntry(ctx, "programs", id, { version: 1 });
      return createClosure(
        { ...ctx, database: racing(ctx.database, remove, without) },
        break_({ programId: id }),
      );
    };
    await expect(attempt("Passing")).rejects.toMatchObject({ code: "gone_meanwhile" });
    await expect(attempt("Passing on", /"row_living"/)).resolves.toBeDefined();
  });

  it("decides the rules once, with defaults before and undo after", async () => {
    const before = await getRules(ctx);
    expect(before.enrollment).toEqual({ ...enrollmentRules.parse({}), version: 0 });
    const strict = {
      ...enrollmentRules.parse({ isDropReasonRequired: true, lookAheadDays: 21 }),
      version: 0,
    };
    const { change } = await updateRules(ctx, "enrollment", strict);
    expect((await auditOf(ctx, change!.id)).rows[0]).toMatchObject({
      entity: "settings",
      entityId: "enrollment",
    });
    expect((await getRules(ctx)).enrollment).toMatchObject({ isDropReasonRequired: true, version: 1 });
    expect((await updateRules(ctx, "enrollment", { ...strict, version: 1 })).change).toBeNull();
    await undoChange(ctx, change!.id);
    expect((await getRules(ctx)).enrollment).toEqual({ ...enrollmentRules.parse({}), version: 2 });
    await expect(updateRules(ctx, "enrollment", strict)).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  it("lets one of two people decide the rules, the first time and later", async () => {
    const decide = (version: number, without?: RegExp) => {
      const all = barrier(2);
      const input = (hours: number) => ({ ...makeupRules.parse({ returnNoticeHours: hours }), version });
      const acts = [version * 10 + 1, version * 10 + 2].map((hours) =>
        updateRules({ ...ctx, database: racing(ctx.database, all, without) }, "makeups", input(hours)),
      );
      return Promise.allSettled(acts).then((ends) => ends.map((end) => end.status).sort());
    };
    expect(await decide(0)).toEqual(["fulfilled", "rejected"]);
    expect(await decide(1)).toEqual(["fulfilled", "rejected"]);
    expect(await decide(2, /"row_version"/)).toEqual(["fulfilled", "fulfilled"]);
  });

  it("needs the right, and leaves another account alone", async () => {
    const { id } = await createClosure(ctx, break_());
    const neighbour = await signedIn(await openTestTenant({ engine }));
    await expect(deleteClosure(neighbour, id, { version: 1 })).rejects.toMatchObject({ status: 404 });
    await expect(updateClosure(neighbour, id, { ...break_(), version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    await expect(createClosure(reader, break_())).rejects.toMatchObject({ status: 403 });
    await expect(updateClosure(reader, id, { ...break_(), version: 1 })).rejects.toMatchObject({
      status: 403,
    });
    await expect(deleteClosure(reader, id, { version: 1 })).rejects.toMatchObject({ status: 403 });
    const rules = { ...makeupRules.parse({}), version: 1 };
    await expect(updateRules(reader, "makeups", rules)).rejects.toMatchObject({ status: 403 });
    await expect(getRules(outsider)).rejects.toMatchObject({ status: 403 });
    await expect(updateClosure(ctx, id, { ...break_({ name: "Other" }), version: 2 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
  });
});
