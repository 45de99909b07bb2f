import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { createAutomation } from "../../worker/domains/billing-automations/create-automation.ts";
import {
  listAutomations,
  listUpcoming,
  nextRun,
} from "../../worker/domains/billing-automations/list-automations.ts";
import { removeAutomation } from "../../worker/domains/billing-automations/remove-automation.ts";
import { automationInput } from "../../worker/domains/billing-automations/schemas.ts";
import { startDueAutomations } from "../../worker/domains/billing-automations/start-due.ts";
import { switchAutomation } from "../../worker/domains/billing-automations/switch-automation.ts";
import { updateAutomation } from "../../worker/domains/billing-automations/update-automation.ts";
import { approveRun } from "../../worker/domains/billing-runs/approve-run.ts";
import { beginDueRuns } from "../../worker/domains/billing-runs/begin-due-runs.ts";
import { beginWaitingRun } from "../../worker/domains/billing-runs/begin-waiting-run.ts";
import { cancelRun } from "../../worker/domains/billing-runs/cancel-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { tickInput } from "../../worker/domains/billing-runs/schemas.ts";
import { tickRows } from "../../worker/domains/billing-runs/tick-rows.ts";
import { undoOne } from "../../worker/domains/changes/undo-one.ts";
import type { Grant, Right } from "../../worker/kernel/permissions.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { contextOf, staffContext, systemContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { DAYS, FIRST, HOURS, LATE, oneValue, openSchool } from "./automations.ts";

describe.each(ENGINES)("billing by itself on %s", async (engine) => {
  const school = await openSchool(engine);
  const { tenant, house, told, now, owes, add, tick, runsOf } = school;
  const charged = () =>
    oneValue<number>(
      tenant,
      sql`count(*)`,
      sql`from charge_lines where billing_key like 'late:%' and voided_on is null`,
    );

  it("prepares on its minute, tells whom it should, waits, and begins by itself", async () => {
    for (let i = 0; i < 3; i++) await owes();
    const { id, nextAt } = await add();
    expect(nextAt).toBe(FIRST);
    await tick(FIRST - 60_000);
    expect(await runsOf(id)).toEqual([]);
    await tick(FIRST);
    const [waiting] = await runsOf(id);
    expect(waiting).toMatchObject({
      state: "waiting",
      title: "Late fee of December 2026",
      createdBy: "Late fees (automation)",
      automationName: "Late fees",
      tickedCount: 3,
      tickedMinor: 3_000,
      heldReason: null,
    });
    expect(waiting!.dueAt! - house.clock.nowMs).toBe(HOURS(24));
    expect(house.mails).toHaveLength(1);
    const [mail] = house.mails;
    expect(mail).toMatchObject({
      to: "olga@example.org",
      subject: "Late fee of December 2026 begins by itself",
    });
    expect(mail!.text).toMatch(/3 lines, \$30\.00/);
    expect(mail!.text).toMatch(/New: 3 lines/);
    expect(mail!.text).toMatch(/Wednesday, December 2, 2026 at 6:00/);
    expect(mail!.text).toContain(`/a/${tenant.account.urlName}/transactions/${waiting!.id}`);
    expect(await charged()).toBe(0);
    await tick(waiting!.dueAt! - HOURS(1));
    expect(await charged()).toBe(0);
    await tick(waiting!.dueAt!);
    expect((await runsOf(id))[0]).toMatchObject({ state: "done", doneCount: 3, doneMinor: 3_000 });
    expect(await charged()).toBe(3);
    await removeAutomation(now(), id, { version: 2 });
  });

  it("makes up once for what nobody was there for, and asks when it differs too much", async () => {
    const { id } = await add({
      name: "Later",
      input: { ...LATE, title: "Fee", per: "family" },
      dayOfMonth: 5,
    });
    // Three months without a cron.
    await tick(FIRST + DAYS(97));
    await tick(FIRST + DAYS(97) + HOURS(1));
    const runs = await runsOf(id);
    expect(runs.map(({ input }) => "chargeOn" in input && input.chargeOn)).toEqual(["2027-03-05"]);
    expect(runs[0]).toMatchObject({ state: "waiting", tickedCount: 3 });
    await tick(runs[0]!.dueAt!);
    expect((await runsOf(id))[0]).toMatchObject({ state: "done", doneMinor: 3_000 });
    await owes();
    house.mails.splice(0);
    const april = Date.parse("2027-04-05T11:00:00Z");
    await tick(april);
    const asking = (await runsOf(id))[1]!;
    expect(asking).toMatchObject({
      ...{ state: "previewed", heldReason: "unusual", comparedMinor: 3_000, tickedMinor: 4_000, dueAt: null },
    });
    expect(house.mails.map(({ subject }) => subject)).toEqual(["Fee: please have a look"]);
    expect(house.mails[0]!.text).toMatch(/last time \$30\.00.*differs from last time/s);
    await tick(april + DAYS(9));
    expect((await getRun(now(), asking.id)).state).toBe("previewed");
    const expected = { rows: 4, totalMinor: 4_000 };
    await approveRun(now(), asking.id, { version: asking.version, expected, waitHours: 0 });
    await tick(april + DAYS(9) + HOURS(1));
    expect((await getRun(now(), asking.id)).state).toBe("done");
  });

  it("can be changed, hurried and stopped while it waits", async () => {
    const { nextAt } = (await listUpcoming(now())).rows[0]!;
    expect(new Date(nextAt).toISOString()).toBe("2027-05-05T11:00:00.000Z");
    await tick(nextAt);
    const { id } = (await listAutomations(now())).rows[0]!;
    const waiting = (await runsOf(id)).at(-1)!;
    expect(waiting).toMatchObject({ state: "waiting", tickedCount: 4, comparedMinor: 4_000 });
    const untick = tickInput.parse({ version: waiting.version, positions: [0], isTicked: false });
    const less = await tickRows(now(), waiting.id, untick);
    expect(less).toMatchObject({ state: "waiting", tickedCount: 3, dueAt: waiting.dueAt });
    const expected = { rows: 3, totalMinor: 3_000 };
    const begun = await approveRun(now(), waiting.id, { version: less.version, expected, waitHours: 0 });
    expect(begun.outcome).toBe("started");
    await tick(nextAt + HOURS(1));
    await tick(waiting.dueAt!);
    expect(await getRun(now(), waiting.id)).toMatchObject({ state: "done", doneCount: 3 });

    await tick(Date.parse("2027-06-05T11:00:00Z"));
    const june = (await runsOf(id)).at(-1)!;
    // Four of four again, against three the month before: a third more.
    expect(june.heldReason).toBe("unusual");
    const again = await approveRun(now(), june.id, {
      ...{ version: june.version, expected: { rows: 4, totalMinor: 4_000 }, waitHours: 2 },
    });
    if (again.outcome !== "waiting") throw new Error(again.outcome);
    const before = await charged();
    await cancelRun(now(), june.id, { version: june.version });
    await tick(again.dueAt);
    expect(await getRun(now(), june.id)).toMatchObject({ state: "cancelled", dueAt: null });
    expect(await charged()).toBe(before);
  });

  it("asks from then on when it is switched off, and undo has it wait again", async () => {
    const { id } = (await listAutomations(now())).rows[0]!;
    await tick(Date.parse("2027-07-05T11:00:00Z"));
    const version = async () => (await listAutomations(now())).rows[0]!.version;
    const waiting = (await runsOf(id)).at(-1)!;
    if (waiting.state === "previewed") {
      const expected = { rows: waiting.tickedCount, totalMinor: waiting.tickedMinor };
      await approveRun(now(), waiting.id, { version: waiting.version, expected, waitHours: 24 });
    }
    const dueAt = (await getRun(now(), waiting.id)).dueAt!;
    const { change } = await switchAutomation(now(), id, { version: await version(), isActive: false });
    expect(await getRun(now(), waiting.id)).toMatchObject({
      state: "previewed",
      heldReason: "paused",
      dueAt: null,
    });
    expect((await listAutomations(now())).rows[0]).toMatchObject({
      isActive: false,
      nextAt: null,
      beginsAt: null,
    });
    expect((await listUpcoming(now())).rows).toEqual([]);
    await undoChange(now(), change!.id);
    expect(await getRun(now(), waiting.id)).toMatchObject({ state: "waiting", dueAt });
    await tick(dueAt);
    expect((await getRun(now(), waiting.id)).state).toBe("done");
    const off = await switchAutomation(now(), id, { version: await version(), isActive: false });
    expect(off.change!.summary).toBe("Switched the automation Later off");
    await tick(Date.parse("2027-09-06T11:00:00Z"));
    await switchAutomation(now(), id, { version: await version(), isActive: true });
    // What was missed while it was off is not made up for.
    expect((await listAutomations(now())).rows[0]!.nextAt).toBe(Date.parse("2027-10-05T11:00:00Z"));
  });

  it("asks when there is nothing to do, when nobody can be told, and at first without a wait", async () => {
    house.clock.nowMs = Date.parse("2027-09-10T12:00:00Z");
    const at = Date.parse("2027-09-15T11:00:00Z");
    const nothing = await add({
      name: "None",
      dayOfMonth: 15,
      input: { ...LATE, leastOwedMinor: 9_000_000 },
    });
    const first = await add({
      name: "First",
      dayOfMonth: 15,
      waitHours: 0,
      input: { ...LATE, title: "First" },
    });
    const lost = await add({ name: "Lost", dayOfMonth: 15, input: { ...LATE, title: "Lost" } });
    await school.school.run(
      `update billing_automations set notify_staff_ids = '["stf_gone"]' where id = '${lost.id}'`,
    );
    await tick(at);
    const reasons = [];
    for (const { id } of [nothing, first, lost])
      reasons.push((await runsOf(id)).map(({ heldReason }) => heldReason));
    expect(reasons).toEqual([["nothing"], ["first"], ["untold"]]);
    for (const { id } of [nothing, first, lost]) await removeAutomation(now(), id, { version: 2 });
  });

  it("is started once by two crons at once, and a guard is why", async () => {
    const start = async (without?: RegExp) => {
      const { id } = await add({ name: "Twice", dayOfMonth: 20 });
      const { nextAt } = (await listAutomations(now())).rows.find((row) => row.id === id)!;
      const wait = barrier(2);
      const slow = () =>
        contextOf(tenant, systemContext(tenant).actor, {
          nowMs: nextAt!,
          database: racing(tenant.database, wait, without),
        });
      const runs = [startDueAutomations(house.services, slow()), startDueAutomations(house.services, slow())];
      const counts = await Promise.all(runs);
      const started = (await school.runIds(id)).length;
      await removeAutomation(now(), id, { version: (await versionOf(id))! });
      return [counts.reduce((sum, count) => sum + count, 0), started];
    };
    const versionOf = (id: string) =>
      oneValue<number>(tenant, sql`version`, sql`from billing_automations where id = ${id}`);
    expect(await start()).toEqual([1, 1]);
    // Without the version the index still keeps it to one run of a day.
    expect(await start(/insert into guard \("row_version"\)/)).toEqual([1, 1]);
  });

  it("begins once when its effect and the cron see the end of its wait at once", async () => {
    const { id } = await add({
      name: "Both",
      dayOfMonth: 20,
      changeLimitPercent: null,
      input: { ...LATE, title: "Both" },
    });
    await tick((await listAutomations(now())).rows.find((row) => row.id === id)!.nextAt!);
    const waiting = (await runsOf(id))[0]!;
    const wait = barrier(2);
    const slow = () =>
      contextOf(tenant, systemContext(tenant).actor, {
        nowMs: waiting.dueAt!,
        database: racing(tenant.database, wait),
      });
    await Promise.all([beginWaitingRun(slow(), waiting.id), beginDueRuns(slow())]);
    const tasks = sql`from tasks where kind = 'billing-run' and input ->> 'runId' = ${waiting.id}`;
    expect(await oneValue(tenant, sql`count(*)`, tasks)).toBe(1);
    expect((await getRun(now(), waiting.id)).state).toBe("running");
    await tick(waiting.dueAt!);
    await removeAutomation(now(), id, { version: 2 });
  });

  it("moves its time with an edit, keeps its run, and undoes what was done to it", async () => {
    const { id } = await add({ name: "Moved", dayOfMonth: 25 });
    const row = async () => (await listAutomations(now())).rows.find((one) => one.id === id)!;
    const { input, notifyStaffIds } = await row();
    const same = { name: "Moved", input, notifyStaffIds: [...notifyStaffIds], waitHours: 12, dayOfMonth: 25 };
    const edit = async (change: object) =>
      updateAutomation(now(), id, {
        ...automationInput.parse({ ...same, minuteOfDay: 360, ...change }),
        version: (await row()).version,
      });
    const before = (await row()).nextAt;
    await edit({});
    expect(await row()).toMatchObject({ waitHours: 12, nextAt: before });
    const { change } = await edit({ dayOfMonth: 26 });
    expect((await row()).nextAt).toBe(before! + DAYS(1));
    await undoChange(now(), change!.id);
    expect(await row()).toMatchObject({ dayOfMonth: 25, nextAt: before });
    await expect(edit({ notifyStaffIds: ["stf_nobody"] })).rejects.toMatchObject({
      code: "reference_missing",
    });
    const gone = await removeAutomation(now(), id, { version: (await row()).version });
    expect(await row()).toBeUndefined();
    // Whoever may only set up would otherwise have it bill again, or bill elsewhere.
    const only = (...grants: readonly Grant[]) => ({ ...now(), actor: { ...now().actor, grants } });
    const full = (right: Right, locationId: string | null = null): Grant => ({
      ...{ right, level: "full", locationId, ownClassesOnly: false, groupId: null, groupName: null },
    });
    for (const who of [
      only(full("billing_setup")),
      only(full("billing_setup"), full("transactions", "loc_elsewhere")),
    ]) {
      await expect(undoOne(who, gone.change.id)).rejects.toMatchObject({ code: "right_missing" });
    }
    await undoOne(only(full("billing_setup"), full("transactions")), gone.change.id);
    expect((await row()).name).toBe("Moved");
    await removeAutomation(now(), id, { version: (await row()).version });
  });

  it("takes the right to set up and to bill, and is nobody else's business", async () => {
    const { viewer, clerk } = school;
    const { id } = await add({ name: "Mine", dayOfMonth: 27 });
    const input = automationInput.parse({
      ...{ name: "No", input: LATE, dayOfMonth: 1, minuteOfDay: 0, waitHours: 1, notifyStaffIds: [told] },
    });
    for (const one of [viewer, clerk]) {
      await expect(createAutomation(one, input)).rejects.toMatchObject({ code: "right_missing" });
      await expect(removeAutomation(one, id, { version: 1 })).rejects.toMatchObject({
        code: "right_missing",
      });
    }
    expect((await listAutomations(viewer)).rows.length).toBeGreaterThan(0);
    expect(await nextRun(viewer, { dayOfMonth: 1, minuteOfDay: 0, waitHours: 1 })).toMatchObject({
      nextOn: "2026-12-01",
      beginsAt: Date.parse("2026-12-01T07:00:00Z"),
    });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const stranger = await staffContext(other);
    await expect(updateAutomation(stranger, id, { ...input, version: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    const off = { version: 1, isActive: false };
    await expect(switchAutomation(stranger, id, off)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeAutomation(stranger, id, { version: 1 })).rejects.toMatchObject({ code: "not_found" });
    const stale = switchAutomation(now(), id, { version: 9, isActive: false });
    await expect(stale).rejects.toMatchObject({ code: "changed_meanwhile" });
  });

  it("reaches no further than the rights of whoever sets it up", async () => {
    const everywhere = await add({ name: "Everywhere", dayOfMonth: 26 });
    const { locationId } = school.school;
    const grants = now().actor.grants.map((grant) => ({ ...grant, locationId }));
    const local = { ...now(), actor: { ...now().actor, grants } };
    const options = { name: "Here", dayOfMonth: 26, minuteOfDay: 0, waitHours: 1, notifyStaffIds: [told] };
    const input = automationInput.parse({ ...options, input: LATE });
    const here = await createAutomation(local, input);
    const rows = (await listAutomations(local)).rows;
    expect(rows.find(({ id }) => id === here.id)!.input).toMatchObject({ locationIds: [locationId] });
    const { id } = everywhere;
    const refused = { code: "right_missing" };
    await expect(removeAutomation(local, id, { version: 1 })).rejects.toMatchObject(refused);
    const off = { version: 1, isActive: false };
    await expect(switchAutomation(local, id, off)).rejects.toMatchObject(refused);
    await expect(updateAutomation(local, id, { ...input, version: 1 })).rejects.toMatchObject(refused);
    await removeAutomation(local, here.id, { version: 1 });
  });

  it("tells the audit log who set up, changed and stopped what, and what began by itself", async () => {
    const { found } = await tenant.database.read({
      found: select(
        { action: sql<string>`action`, by: sql<string>`actor_kind` },
        sql`from changes where action like 'billing_automations.%' or action in ('billing_runs.announce', 'billing_runs.ask')
          group by 1, 2 order by 1`,
      ),
    });
    expect(found.filter(({ by }) => by === "staff").map(({ action }) => action)).toEqual(
      [...["create", "delete", "delete.undo", "pause", "pause.undo", "resume", "update", "update.undo"]].map(
        (act) => `billing_automations.${act}`,
      ),
    );
    expect(found.filter(({ by }) => by === "system").map(({ action }) => action)).toEqual([
      "billing_automations.run",
      "billing_runs.announce",
      "billing_runs.ask",
    ]);
  });
});
