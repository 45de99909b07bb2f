import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createSession } from "../../worker/domains/class-sessions/create-session.ts";
import { deleteSession } from "../../worker/domains/class-sessions/delete-session.ts";
import { listSessions } from "../../worker/domains/class-sessions/list-sessions.ts";
import { sessionInput, updateSessionInput } from "../../worker/domains/class-sessions/schemas.ts";
import { updateSession } from "../../worker/domains/class-sessions/update-session.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { familyInput } from "../families/factories.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, signedIn } from "../staff/people.ts";
import { addClass, write } from "./week.ts";

const term = (overrides: Record<string, unknown> = {}) =>
  sessionInput.parse({
    name: "Fall term",
    kind: "auto_drop",
    startsOn: "2026-09-07",
    endsOn: "2026-12-13",
    ...overrides,
  });

describe.each(ENGINES)("sessions on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const reader = await signedIn(tenant, { settings: "view" });
  const ctx = await signedIn(tenant);
  const place = locationInput.parse({ name: "Northside", timeZone: "America/Chicago" });
  const { id: locationId } = await createLocation(ctx, place);
  const rowOf = async (id: string) => (await listSessions(ctx)).rows.find((row) => row.id === id)!;

  /** Two students in a class of the session: one ends with it, one was dropped on its very last day. */
  const enrolled = async (sessionId: string) => {
    const { classId } = await addClass(tenant, { locationId, sessionIds: [sessionId] });
    const ids = { staying: newId("enrollment"), dropped: newId("enrollment") };
    const student = async () => {
      const { id } = await createFamily(ctx, familyInput());
      return (await getFamily(ctx, id)).students[0]!.id;
    };
    const [studentId, other] = [await student(), await student()];
    await write(ctx, (change) => {
      const row = {
        studentId,
        classId,
        sessionId,
        kind: "active" as const,
        startsOn: "2026-09-07",
        endsOn: "2026-12-13",
      };
      change.insert("enrollments", { id: ids.staying, ...row });
      change.insert("enrollments", { id: ids.dropped, ...row, studentId: other, droppedAt: 1 });
    });
    return { ...ids, classId };
  };
  const endOf = async (id: string) => {
    const { found } = await ctx.database.read({
      found: select({ endsOn: sql<string>`ends_on` }, sql`from enrollments where id = ${id}`),
    });
    return found[0]!.endsOn;
  };

  it("adds, changes and deletes, each audited and undone", async () => {
    const { id, change } = await createSession(ctx, term({ name: "Spring", kind: "rolling" }));
    expect((await auditOf(ctx, change.id)).rows[0]).toMatchObject({ entity: "classSessions", op: "insert" });
    expect(await rowOf(id)).toMatchObject({ name: "Spring", classes: 0, endingWithIt: 0, version: 1 });
    const changed = await updateSession(ctx, id, { ...term({ name: "Spring term" }), version: 1 });
    expect(await rowOf(id)).toMatchObject({ name: "Spring term", kind: "auto_drop" });
    await undoChange(ctx, changed.change!.id);
    const gone = await deleteSession(ctx, id, { version: 3 });
    expect(await rowOf(id)).toBeUndefined();
    await undoChange(ctx, gone.change.id);
    expect(await rowOf(id)).toMatchObject({ name: "Spring", kind: "rolling" });
  });

  it("asks for dates that make sense, by field", () => {
    const pathOf = (overrides: Record<string, unknown>) => {
      const parsed = updateSessionInput.safeParse({ ...term(), version: 1, ...overrides });
      return parsed.success ? "fine" : parsed.error.issues.map((issue) => issue.path.join(".")).join(" ");
    };
    expect(pathOf({})).toBe("fine");
    expect(pathOf({ kind: "ongoing", endsOn: null })).toBe("fine");
    expect(pathOf({ endsOn: null })).toBe("endsOn");
    expect(pathOf({ endsOn: "2026-09-06" })).toBe("endsOn");
    expect(pathOf({ startsOn: "2026-02-30" })).toBe("startsOn");
    expect(pathOf({ registrationStartsOn: "2026-08-02", registrationEndsOn: "2026-08-01" })).toBe(
      "registrationEndsOn",
    );
  });

  it("carries the enrollments that end with it to its new last day, and back with undo", async () => {
    const { id } = await createSession(ctx, term());
    const { staying, dropped } = await enrolled(id);
    expect(await rowOf(id)).toMatchObject({ classes: 1, endingWithIt: 1 });
    const { change, carried } = await updateSession(ctx, id, {
      ...term({ endsOn: "2026-12-20" }),
      version: 1,
    });
    expect(carried).toBe(1);
    expect([await endOf(staying), await endOf(dropped)]).toEqual(["2026-12-20", "2026-12-13"]);
    const audit = await auditOf(ctx, change!.id);
    expect(audit.rows.map((row) => row.entity)).toEqual(["classSessions", "enrollments"]);
    await undoChange(ctx, change!.id);
    expect([await endOf(staying), (await rowOf(id)).endsOn]).toEqual(["2026-12-13", "2026-12-13"]);
    await updateSession(ctx, id, { ...term({ name: "Renamed" }), version: 3 });
    expect(await endOf(staying)).toBe("2026-12-13");
  });

  it("keeps its kind once a class is held in it, and is not deleted then", async () => {
    const { id } = await createSession(ctx, term());
    const kindChange = { ...term({ kind: "rolling" }), version: 1 };
    const link = async () => void (await addClass(tenant, { locationId, sessionIds: [id] }));
    const attempt = (without?: RegExp) =>
      updateSession({ ...ctx, database: racing(ctx.database, link, without) }, id, kindChange);
    await expect(attempt()).rejects.toMatchObject({ code: "kind_fixed" });
    await expect(updateSession(ctx, id, kindChange)).rejects.toMatchObject({
      code: "kind_fixed",
      fields: [{ path: "kind" }],
    });
    await expect(deleteSession(ctx, id, { version: 1 })).rejects.toMatchObject({
      code: "in_use",
      data: { usage: { classes: { count: 1 } } },
    });
    const { id: open } = await createSession(ctx, term());
    const late = async () => void (await addClass(tenant, { locationId, sessionIds: [open] }));
    const unguarded = { ...ctx, database: racing(ctx.database, late, /insert into guard \(not_in_use\)/) };
    await expect(updateSession(unguarded, open, kindChange)).resolves.toBeDefined();
  });

  it("never holds a class in two sessions on one day, also in a race", async () => {
    const winter = { name: "Winter", startsOn: "2026-12-14", endsOn: "2027-03-14" };
    const pair = async () => {
      const { id } = await createSession(ctx, term());
      const { id: next } = await createSession(ctx, term(winter));
      return { id, next };
    };
    const longer = { ...term({ endsOn: "2026-12-14" }), version: 1 };
    const linked = await pair();
    await addClass(tenant, { locationId, sessionIds: [linked.id, linked.next] });
    await expect(updateSession(ctx, linked.id, longer)).rejects.toMatchObject({ code: "sessions_overlap" });
    const attempt = async (without?: RegExp) => {
      const { id, next } = await pair();
      const link = () => addClass(tenant, { locationId, sessionIds: [id, next] });
      return updateSession({ ...ctx, database: racing(ctx.database, link, without) }, id, longer);
    };
    await expect(attempt()).rejects.toMatchObject({ code: "sessions_overlap" });
    await expect(attempt(/insert into guard \(versions_apart\)/)).resolves.toBeDefined();
  });

  it("needs the right, and leaves another account alone", async () => {
    const { id } = await createSession(ctx, term());
    const neighbour = await signedIn(await openTestTenant({ engine }));
    await expect(updateSession(neighbour, id, { ...term(), version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    await expect(deleteSession(neighbour, id, { version: 1 })).rejects.toMatchObject({ status: 404 });
    await expect(createSession(reader, term())).rejects.toMatchObject({ status: 403 });
    await expect(updateSession(reader, id, { ...term(), version: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(deleteSession(reader, id, { version: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(updateSession(ctx, id, { ...term({ name: "Old" }), version: 2 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
  });
});
