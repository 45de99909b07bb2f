import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { auditOptions } from "../../worker/domains/audit/audit-options.ts";
import { getChange } from "../../worker/domains/audit/get-change.ts";
import { getHistory } from "../../worker/domains/audit/get-history.ts";
import { listChanges } from "../../worker/domains/audit/list-changes.ts";
import { type AuditEntry, auditFilter } from "../../worker/domains/audit/schemas.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { updateFamily } from "../../worker/domains/families/update-family.ts";
import { createListItem } from "../../worker/domains/settings/create-list-item.ts";
import { renameListItem } from "../../worker/domains/settings/rename-list-item.ts";
import { grantRight } from "../../worker/domains/staff/grant-right.ts";
import { grantInput } from "../../worker/domains/staff/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { familyInput } from "../families/factories.ts";
import { TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { addPerson, again, signedIn } from "../staff/people.ts";

const DAY_MS = 86_400_000;

async function log(ctx: Context, filter: Record<string, unknown> = {}) {
  return listChanges(ctx, auditFilter.parse(filter));
}

/** Every page of the log until the end. */
async function wholeLog(ctx: Context, filter: Record<string, unknown> = {}): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await log(ctx, { ...filter, ...(cursor ? { cursor } : {}) });
    entries.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return entries;
}

/** The same person some time later: ids of one millisecond have no order. */
function later<C extends Context>(ctx: C, seconds = 1): C {
  return { ...ctx, nowMs: ctx.nowMs + seconds * 1_000 };
}

/** Acts of the past, one a minute, so that a page is a small part of the log. */
async function past(tenant: TestTenant, count: number, of: (i: number) => { action: string; actor: string }) {
  const rows = Array.from({ length: count }, (_, i) => {
    const at = TEST_NOW_MS - DAY_MS * 30 - i * 60_000;
    const { action, actor } = of(i);
    return [newId("change", at), at, actor, action, `Act ${i}`];
  });
  await tenant.database.commit({
    statements: [
      statement(sql`insert into changes (id, at, actor_kind, actor_id, actor_name, via, action, summary)
        select value->>0, value->>1, 'staff', value->>2, value->>2, 'office', value->>3, value->>4
        from json_each(${JSON.stringify(rows)})`),
      statement(sql`insert into change_rows (change_id, position, entity, entity_id, subject_id, op, after)
        select c.value->>0, p.value, 'families', 'fam_x', 'fam_x', 'insert', '{"name":"X"}'
        from json_each(${JSON.stringify(rows)}) c, json_each('[0,1,2,3,4,5,6,7]') p`),
    ],
  });
}

describe.each(ENGINES)("the audit log on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);

  it("says who, what, when, from where, and each field before and after", async () => {
    const { id } = await createFamily(owner, familyInput());
    const { change } = await updateFamily(later(owner), id, { version: 1, city: "Cicero" });
    const [edit, creation] = (await log(owner)).rows;
    expect(edit).toMatchObject({
      id: change!.id,
      at: owner.nowMs + 1_000,
      actorName: owner.actor.name,
      actorId: owner.actor.id,
      via: "office",
      ip: "203.0.113.7",
      action: "families.update",
      rowCount: 1,
      canUndo: true,
      undoneBy: null,
      rows: [
        {
          entity: "families",
          entityId: id,
          subjectId: id,
          op: "update",
          before: { city: null, version: 1 },
          after: { city: "Cicero", version: 2 },
          isHidden: false,
        },
      ],
    });
    expect(creation).toMatchObject({ action: "families.create" });
    expect(creation!.rowCount).toBe(5);
    await undoChange(later(owner, 2), change!.id);
    const [undo, undone] = (await log(owner)).rows;
    expect(undo).toMatchObject({ undoOf: change!.id, action: "families.update.undo", canUndo: true });
    expect(undone).toMatchObject({ undoneBy: undo!.id, canUndo: false });
  });

  it("shows the records of a kind only to those who may see them", async () => {
    const created = await createFamily(owner, familyInput());
    const { id } = created;
    const auditor = await signedIn(tenant, { audit: "view", families: "view" });
    const entry = await getChange(auditor, created.change.id, -1);
    const byEntity = Object.fromEntries(entry.rows.map((row) => [row.entity, row]));
    expect(byEntity.families).toMatchObject({ isHidden: false, entityId: id });
    expect(byEntity.families!.after).not.toBeNull();
    expect(byEntity.students).toMatchObject({ isHidden: true, before: null, after: null });
    expect(entry.canUndo).toBe(false);
    const clerk = await signedIn(tenant, { families: "full" });
    await expect(log(clerk)).rejects.toMatchObject({ code: "right_missing" });
    await expect(getChange(clerk, entry.id, -1)).rejects.toMatchObject({ code: "right_missing" });
    await expect(auditOptions(clerk)).rejects.toMatchObject({ code: "right_missing" });
  });

  it("tells the history of one record to whoever may see the record", async () => {
    const ctx = await again(owner);
    const { id } = await createFamily(ctx, familyInput());
    const source = await createListItem(ctx, { kind: "referral_source", label: "Friends" });
    const edit = { version: 1, city: "Berwyn", referralSourceId: source.id };
    const { change } = await updateFamily(later(ctx), id, edit);
    expect((await getChange(ctx, change!.id, -1)).names).toEqual({ [source.id]: "Friends" });
    const staffId = await addPerson(owner);
    await grantRight(
      later(await again(owner)),
      grantInput.parse({ holder: { kind: "staff", id: staffId }, right: "office", level: "view" }),
    );
    const clerk = await signedIn(tenant, { families: "view" });
    const history = await getHistory(clerk, id, undefined);
    expect(history.rows[0]!.names).toMatchObject({ [source.id]: "Friends" });
    expect(history.rows[1]!.names).toMatchObject({ [id]: history.rows[1]!.rows[0]!.after!.name });
    expect(history.rows.map((row) => row.action)).toEqual(["families.update", "families.create"]);
    expect(history.rows[1]!.rows.map((row) => row.entity).sort()).toEqual([
      "emails",
      "families",
      "guardians",
      "phones",
      "students",
    ]);
    expect(history.rows[1]!.rows.find((row) => row.entity === "students")).toMatchObject({ isHidden: true });
    await expect(getHistory(clerk, staffId, undefined)).rejects.toMatchObject({ data: { right: "staff" } });
    const boss = await again(owner);
    expect((await getHistory(boss, staffId, undefined)).rows.map((row) => row.action)).toEqual([
      "rights.grant",
      "staff.create",
    ]);
    for (const unknown of ["fam_00000000000000000000000000", "nonsense", "chg_00000000000000000000000000"]) {
      await expect(getHistory(boss, unknown, undefined)).rejects.toMatchObject({ status: 404 });
    }
    const other = await openTestTenant({ engine, platform: tenant.platform });
    await expect(getHistory(await signedIn(other), id, undefined)).rejects.toMatchObject({ status: 404 });
  });

  it("answers the records of a bulk act in parts", async () => {
    const changeId = newId("change", TEST_NOW_MS);
    const ctx = await again(owner);
    await tenant.database.commit({
      statements: [
        statement(sql`insert into changes (id, at, actor_kind, actor_name, via, action, summary)
          values (${changeId}, ${TEST_NOW_MS}, 'system', 'Import', 'job', 'imports.run', 'Imported')`),
        statement(sql`insert into change_rows (change_id, position, entity, entity_id, op, after)
          with recursive n(i) as (select 0 union all select i + 1 from n where i < 229)
          select ${changeId}, i, 'families', 'fam_' || i, 'insert', '{}' from n`),
      ],
    });
    const entry = (await log(ctx, { action: "imports.run" })).rows[0]!;
    expect(entry).toMatchObject({ rowCount: 230 });
    expect(entry.rows.map((row) => row.position)).toEqual([0, 1, 2, 3, 4]);
    const first = await getChange(ctx, changeId, -1);
    const third = await getChange(ctx, changeId, 199);
    expect(first.rows.map((row) => row.position)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(third.rows.map((row) => row.position)).toEqual(Array.from({ length: 30 }, (_, i) => 200 + i));
    await expect(getChange(ctx, "chg_00000000000000000000000000", -1)).rejects.toMatchObject({ status: 404 });
  });
});

describe.each(ENGINES)("a long audit log on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ACTIONS = ["families.update", "families.create", "students.update", "staff.create"];
  await past(tenant, 3_000, (i) => ({
    // One in a thousand is rare, and lies deep.
    action: i % 1_000 === 999 ? "settings.business" : ACTIONS[i % 4]!,
    actor: i % 300 === 7 ? "stf_rare" : "stf_busy",
  }));
  const owner = await signedIn(tenant);
  const { id: item } = await createListItem(owner, { kind: "relationship", label: "Cousin" });
  await renameListItem(later(owner), item, { label: "Cousins", version: 1 });

  const cost = async (filter: Record<string, unknown>) => {
    const { meter } = tenant.database;
    const before = { rows: meter.rowsRead, trips: meter.trips };
    const page = await log(owner, filter);
    return { page, rows: meter.rowsRead - before.rows, trips: meter.trips - before.trips };
  };

  it("is walked from end to end without a gap or a repeat", async () => {
    const entries = await wholeLog(owner);
    expect(entries).toHaveLength(3_002);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(3_002);
    expect([...entries].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(entries);
  });

  it.each([
    ["nothing", {}],
    ["a busy person", { actor: "stf_busy" }],
    ["a rare person", { actor: "stf_rare" }],
    ["a common act", { action: "families.update" }],
    ["a rare act", { action: "settings.business" }],
    ["a kind of record", { entity: "families" }],
    ["a rare kind of record", { entity: "settings" }],
  ])("reads in proportion to what it shows, filtered by %s", async (_filter, filter) => {
    const { page, rows, trips } = await cost(filter);
    expect(trips).toBe(1);
    expect(page.rows.length).toBeGreaterThan(0);
    // Per entry: its id, the act, the first records and the last position; and once more to find the next page.
    expect(rows).toBeLessThan(14 * page.rows.length + 120);
  });

  it("filters by person, act, kind of record, record, and days of the account", async () => {
    expect((await wholeLog(owner, { actor: "stf_rare" })).map((entry) => entry.actorId)).toEqual(
      Array.from({ length: 10 }, () => "stf_rare"),
    );
    expect(await wholeLog(owner, { action: "settings.business" })).toHaveLength(3);
    const families = await wholeLog(owner, { entity: "families" });
    expect(families).toHaveLength(1_500);
    expect([...families].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(families);
    expect((await wholeLog(owner, { subject: item })).map((entry) => entry.action)).toEqual([
      "lists.rename",
      "lists.create",
    ]);
    // The latest was at 18:00 UTC, one in the afternoon in Chicago: 780 minutes of that day, and the first of them.
    expect(await wholeLog(owner, { to: "2026-10-22", from: "2026-10-22" })).toHaveLength(781);
    expect(await wholeLog(owner, { from: "2026-10-22" })).toHaveLength(783);
    expect(await wholeLog(owner, { to: "2026-10-21" })).toHaveLength(2_219);
  });

  it("combines filters, looking only so far a page and never losing one", async () => {
    const both = { actor: "stf_rare", action: "students.update" };
    const expected = (await wholeLog(owner, { actor: "stf_rare" })).filter(
      (one) => one.action === both.action,
    );
    expect(await wholeLog(owner, both)).toEqual(expected);
    const deep = { actor: "stf_busy", action: "settings.business" };
    const first = await cost(deep);
    expect(first.page.rows.length).toBeLessThan(3);
    expect(first.page.nextCursor).not.toBeNull();
    expect(first.rows).toBeLessThan(2_200);
    expect(await wholeLog(owner, deep)).toHaveLength(3);
  });

  it("offers the acts there are without reading through them", async () => {
    const { meter } = tenant.database;
    const before = meter.rowsRead;
    const options = await auditOptions(owner);
    expect(options.actions).toEqual([...ACTIONS, "lists.create", "lists.rename", "settings.business"].sort());
    expect(options.actors.map((actor) => actor.id)).toEqual([owner.actor.id]);
    expect(meter.rowsRead - before).toBeLessThan(60);
  });

  it("refuses a cursor that is not its own", async () => {
    await expect(log(owner, { cursor: "nonsense" })).rejects.toMatchObject({ code: "bad_cursor" });
    expect(auditFilter.safeParse({ from: "yesterday" }).success).toBe(false);
  });
});
