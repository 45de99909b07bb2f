import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import type { Grant } from "../../worker/kernel/permissions.ts";
import { addStudents, insert, openSchool } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { enrollment, taughtClass } from "./harness.ts";
import { ALL, readAll, scopeFor, type WholeReport } from "./read-all.ts";

const TODAY = "2026-11-21";
const WEEK = { period: "custom", from: "2026-11-16", to: "2026-11-22" };
const NOVEMBER = { period: "custom", from: "2026-11-01", to: "2026-11-30" };
const NOVEMBER_7 = Date.UTC(2026, 10, 7, 18);

describe.each(ENGINES)("reports of classes on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { database } = tenant;
  const teacher = await staffContext(tenant, { classes: "view" });
  const north = await openSchool(database);
  const south = await openSchool(database);
  const minnows = await taughtClass(tenant, {
    ...{ program: "Swim", level: "One", name: "Minnows", locationId: north.locationId },
    instructorIds: [teacher.actor.id],
  });
  const sharks = await taughtClass(tenant, {
    program: "Swim",
    name: "Sharks",
    locationId: south.locationId,
    capacity: 4,
  });
  const reason = {
    id: "lit_cost",
    kind: "drop_reason",
    label: "It is the cost",
    created_at: 0,
    updated_at: 0,
  };
  await database.commit({ statements: [insert("list_items", reason)] });
  const students = await addStudents({ database, locationId: "" }, 8);
  const left = {
    ends_on: "2026-11-09",
    dropped_at: NOVEMBER_7,
    drop_reason_id: "lit_cost",
    drop_note: "Too dear",
  };
  await enrollment(tenant, students[0]!, minnows.id);
  await enrollment(tenant, students[1]!, minnows.id, { starts_on: "2026-11-02" });
  await enrollment(tenant, students[1]!, sharks.id, { starts_on: "2026-11-05" });
  await enrollment(tenant, students[2]!, sharks.id, {
    kind: "trial",
    starts_on: "2026-11-16",
    ends_on: "2026-11-16",
  });
  await enrollment(tenant, students[3]!, sharks.id, { kind: "wait", wait_state: "queued", wait_rank: 1 });
  const dropped = await enrollment(tenant, students[4]!, minnows.id, left);
  const moved = await enrollment(tenant, students[5]!, minnows.id, { ...left, drop_reason_id: null });
  const into = await enrollment(tenant, students[5]!, sharks.id, {
    starts_on: "2026-11-10",
    transferred_from_id: moved,
  });
  await enrollment(tenant, students[6]!, minnows.id, { starts_on: "2026-01-05", ends_on: "2026-03-30" });
  await enrollment(tenant, students[6]!, minnows.id, { starts_on: "2026-11-16" });
  await database.commit({
    statements: [statement(sql`update enrollments set transferred_to_id = ${into} where id = ${moved}`)],
  });

  const grant = (right: Grant["right"], more: Partial<Grant> = {}): Grant => ({
    ...ALL,
    right,
    level: "view",
    ...more,
  });
  const scope = (...grants: Grant[]) =>
    scopeFor(teacher, grants.length > 0 ? grants : [ALL], TODAY, teacher.actor.id);
  const table = (report: WholeReport, ...keys: string[]) =>
    report.rows.map((row) => keys.map((key) => report.cell(row, key)));

  it("CLA-3 counts classes, hours, students and places of a week by program", async () => {
    const report = await readAll(scope(), "CLA-3", WEEK);
    expect(
      table(report, "name", "classes", "hours", "instructing", "students", "active", "trial", "wait"),
    ).toEqual([["Swim", 2, 3, 1.5, 5, 5, 1, 1]]);
    expect(table(report, "capacity", "openings", "taken", "occupancy")).toEqual([[12, 6, 6, 50]]);
    expect(report.totals).toEqual({ students: 5 });
  });

  it("CLA-13 counts by level, and apart what has none", async () => {
    const report = await readAll(scope(), "CLA-13", WEEK);
    expect(table(report, "name", "classes", "students", "taken", "wait")).toEqual([
      ["One", 1, 3, 3, 0],
      ["No level", 1, 3, 3, 1],
    ]);
  });

  it("CLA-5 lists true drops only, unless transfers are asked for", async () => {
    const report = await readAll(scope(), "CLA-5", { ...NOVEMBER, group: "reason" });
    expect(report.rows.map(({ group }) => group)).toEqual(["It is the cost"]);
    expect(
      table(report, "class", "program", "startsOn", "endsOn", "reason", "note", "tenure", "times"),
    ).toEqual([
      ["Minnows", "Swim", "2026-09-01", "2026-11-09", "It is the cost", "Too dear", 70, "Mon 4:00 PM"],
    ]);
    const all = await readAll(scope(), "CLA-5", { ...NOVEMBER, group: "none", transfers: true }, 1);
    expect(all.rows).toHaveLength(2);
    const entered = { ...NOVEMBER, basis: "entered", from: "2026-11-07", to: "2026-11-07" };
    expect((await readAll(scope(), "CLA-5", entered)).rows).toHaveLength(1);
    expect(
      (await readAll(scope(), "CLA-5", { ...entered, to: "2026-11-06", from: "2026-11-01" })).rows,
    ).toEqual([]);
    expect(dropped).toMatch(/^enr_/);
  });

  it("CLA-5 says what a month of it was worth, and who dropped it", async () => {
    const lines = [8_000, 12_000, 3_000].map((net, i) => ({ net, from: `2026-0${i + 7}-01` }));
    const { rows } = { rows: students[4]! };
    const stamps = { created_at: 0, updated_at: 0 };
    const charge = {
      id: "chg_x",
      number: 1,
      title: "x",
      charge_on: TODAY,
      due_on: TODAY,
      source: "tuition",
      ...stamps,
    };
    await database.commit({
      statements: [
        statement(sql`insert into charges (id, number, family_id, location_id, title, charge_on, due_on, source, created_at, updated_at)
          select ${charge.id}, 1, family_id, ${north.locationId}, 'x', ${TODAY}, ${TODAY}, 'tuition', 0, 0 from students where id = ${rows}`),
        ...lines.map(({ net, from }, i) =>
          statement(sql`insert into charge_lines (id, charge_id, family_id, kind, description, enrollment_id, period_from,
              base_minor, net_minor, total_minor, created_at, updated_at)
            select ${`chl_${i}`}, ${charge.id}, family_id, 'tuition', 'x', ${dropped}, ${from}, ${net}, ${net}, ${net}, 0, 0
            from students where id = ${rows}`),
        ),
        statement(sql`insert into changes (id, at, actor_kind, actor_name, via, action, summary)
          values ('chg_drop', 0, 'staff', 'Olivia Owens', 'office', 'enrollments.drop', 'x')`),
        statement(sql`insert into change_rows (change_id, position, entity, entity_id, subject_id, op, after)
          values ('chg_drop', 0, 'enrollments', ${dropped}, ${rows}, 'update', '{"droppedAt":1}')`),
      ],
    });
    const report = await readAll(scope(), "CLA-5", NOVEMBER);
    expect(table(report, "value", "by")).toEqual([[12_000, "Olivia Owens"]]);
  });

  it("CLA-9 tells who is new, who adds a class and who is back", async () => {
    const report = await readAll(scope(), "CLA-9", { ...NOVEMBER, group: "none" });
    expect(table(report, "startsOn", "class", "kind", "first")).toEqual(
      [
        ["2026-11-02", "Minnows", "Active", "New"],
        ["2026-11-05", "Sharks", "Active", "Additional"],
        ["2026-11-16", "Sharks", "Trial", "New"],
        ["2026-11-16", "Minnows", "Active", "Returning"],
      ].sort((a, b) => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0)),
    );
    const moves = await readAll(scope(), "CLA-9", { ...NOVEMBER, kind: "active", transfers: true });
    expect(moves.rows).toHaveLength(4);
  });

  it.each(["none", "reason", "class", "instructor"])(
    "CLA-5 by %s is the same page by page",
    async (group) => {
      const asked = { ...NOVEMBER, group, transfers: true };
      const whole = await readAll(scope(), "CLA-5", asked);
      expect((await readAll(scope(), "CLA-5", asked, 1)).rows).toEqual(whole.rows);
    },
  );

  it("show no more than the right reaches: one location, or own classes only", async () => {
    const classes = async (code: "CLA-5" | "CLA-9", ...grants: Grant[]) => {
      const report = await readAll(scope(...grants), code, { ...NOVEMBER, group: "none", transfers: true });
      return [...new Set(table(report, "class").flat())].sort();
    };
    const cla9 = (more: Partial<Grant>) => grant("report_cla_9", more);
    expect(await classes("CLA-9", cla9({ locationId: south.locationId }))).toEqual(["Sharks"]);
    expect(await classes("CLA-9", cla9({ ownClassesOnly: true }))).toEqual(["Minnows"]);
    expect(await classes("CLA-9", cla9({ locationId: south.locationId, ownClassesOnly: true }))).toEqual([]);
    expect(await classes("CLA-5", grant("report_cla_5", { locationId: south.locationId }))).toEqual([]);
    // Another report's right is worth nothing here.
    expect(await classes("CLA-5", cla9({}))).toEqual([]);
    const summary = await readAll(
      scope(grant("report_cla_3", { locationId: north.locationId })),
      "CLA-3",
      WEEK,
    );
    expect([summary.sum("classes"), summary.sum("wait"), summary.totals.students]).toEqual([1, 0, 3]);
  });
});
