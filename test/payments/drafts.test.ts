import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { approveRun } from "../../worker/domains/billing-runs/approve-run.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { performRunStep } from "../../worker/domains/billing-runs/perform-run-step.ts";
import { prepareRunStep } from "../../worker/domains/billing-runs/prepare-run-step.ts";
import { runInput } from "../../worker/domains/billing-runs/schemas.ts";
import {
  checkOwnAttempt,
  getOwnAttempt,
  giveUpOwnAttempt,
} from "../../worker/domains/family-payments/own-attempt.ts";
import { getFamilyMe } from "../../worker/domains/family-sessions/get-family-me.ts";
import { draftMailOf } from "../../worker/domains/payments/draft-mail.ts";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { checkAttempt, giveUpAttempt } from "../../worker/domains/payments/pay-now.ts";
import { expiryMailOf, tellExpiring } from "../../worker/domains/payments/tell-expiring.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { actOn } from "../../worker/providers/payments/sandbox/advance.ts";
import { runTask } from "../billing-runs/billing.ts";
import { TODAY } from "../enrollments/school.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { addGuardian, guardianContext } from "../harness/guardians.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import {
  addPayer,
  attemptsOf,
  authorise,
  booked,
  happens,
  keepMethod,
  openTill,
  payWith,
  takenBySandbox,
  value,
} from "./till.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("drafts on %s", async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, house } = till;
  const { database } = tenant;

  const family = async (scenario: string, amountMinor: number, isAutopay = true) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [amountMinor], { dueOn: TODAY });
    const methodId = await keepMethod(till, familyId, scenario);
    if (isAutopay) await authorise(till, methodId);
    const guardian = await value(database, `id from guardians where family_id = '${familyId}'`);
    await database.commit({
      statements: [
        statement(sql`insert into emails (id, family_id, guardian_id, address, address_folded, created_at, updated_at)
          values (${newId("email")}, ${familyId}, ${guardian}, ${`${familyId}@example.com`}, ${`${familyId}@example.com`}, 0, 0)`),
      ],
    });
    return { familyId, methodId };
  };
  const run = async () => {
    const input = runInput.parse({
      kind: "payments",
      title: "Autopay drafts",
      dueBy: TODAY,
      leastOwedMinor: 100,
    });
    const { id, taskId } = await createRun(ctx, input);
    await runTask(tenant, database, taskId, prepareRunStep as never);
    const preview = await getRun(ctx, id);
    const { version, tickedCount: rows, tickedMinor: totalMinor } = preview;
    const approved = await approveRun(ctx, id, { version, expected: { rows, totalMinor }, waitHours: 0 });
    if (approved.outcome !== "started") throw new Error(approved.outcome);
    await runTask(tenant, database, approved.taskId, performRunStep as never);
    return { id, rows, totalMinor };
  };
  const rowsOf = async (runId: string) => {
    const { rows } = await database.read({
      rows: select(
        { familyId: sql<string>`family_id`, state: sql<string>`state`, problem: sql<string | null>`problem` },
        sql`from billing_run_rows where run_id = ${runId}`,
      ),
    });
    return new Map(rows.map((row) => [row.familyId, row]));
  };
  const attempts = async (familyId: string) =>
    (await attemptsOf(database, familyId)).filter(({ purpose }) => purpose === "draft");

  it("take what is due from families with autopay only, and climb the ladder with what was declined", async () => {
    const good = await family("good", 5000);
    const poor = await family("insufficient", 4000);
    const lost = await family("lost", 3000);
    const without = await family("good", 2000, false);
    const { id, rows, totalMinor } = await run();
    expect([rows, totalMinor]).toEqual([3, 12_000]);
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3_600_000));
    await house.drain();
    expect([await booked(till, good.familyId), await takenBySandbox(till, good.familyId)]).toEqual([
      5000, 5000,
    ]);
    expect(await attempts(without.familyId)).toEqual([]);
    const lines = await rowsOf(id);
    expect(lines.get(good.familyId)!.state).toBe("done");
    expect(lines.get(poor.familyId)).toMatchObject({
      state: "failed",
      problem: expect.stringMatching(/money/),
    });
    expect((await attempts(lost.familyId))[0]).toMatchObject({ state: "declined", nextAt: null });
    for (const [step, days] of [
      [1, 3.2],
      [2, 7.4],
    ] as const) {
      await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + days * DAY_MS));
      const now = await attempts(poor.familyId);
      expect(now.map(({ ladderStep, state }) => [ladderStep, state])).toHaveLength(step + 1);
    }
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 30 * DAY_MS));
    const all = await attempts(poor.familyId);
    expect(all.map(({ ladderStep, nextAt }) => [ladderStep, nextAt])).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ]);
    await house.drain();
    const told = await value(database, "count(*) from outbox where topic = 'draft-mail'");
    expect(told).toBe(5);
    house.clock.nowMs = ctx.nowMs + 31 * DAY_MS;
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    house.clock.nowMs = ctx.nowMs;
    const taken = house.mails.filter(({ text }) => text.includes("was taken from"));
    expect(taken.map(({ attachments }) => attachments?.[0]?.name)).toEqual([
      expect.stringMatching(/^Receipt \d+\.pdf$/),
    ]);
  });

  it("wait three days for a payer whose bank asks: told once, confirmed later, given up, or ended by the time", async () => {
    const [answers, leaves, forgets] = [
      await family("asks_payer", 2100),
      await family("asks_payer", 2200),
      await family("asks_payer", 2300),
    ];
    const { id } = await run();
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3_600_000));
    await house.drain();
    const asked = (await attempts(answers.familyId))[0]!;
    expect(asked.state).toBe("asked");
    expect((await rowsOf(id)).get(answers.familyId)!.problem).toMatch(/bank wants them to confirm/);
    const mail = await draftMailOf(ctx, { attemptId: asked.id, hasReceipt: false }, "https://app.test");
    expect(mail).toMatchObject({
      subject: "Please confirm your payment of $21.00",
      text: expect.stringContaining("Nothing has been taken yet."),
    });
    // What a day later looks after it tells nobody a second time.
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + DAY_MS));
    expect((await attempts(answers.familyId))[0]).toMatchObject({ state: "asked", version: asked.version });
    expect(await checkAttempt(ctx, till.desk, asked.id)).toMatchObject({ outcome: "needs_action" });
    await happens(till, asked.id, "confirm");
    expect(await checkAttempt(ctx, till.desk, asked.id)).toMatchObject({ outcome: "paid" });
    expect((await rowsOf(id)).get(answers.familyId)).toMatchObject({ state: "done", problem: null });

    const left = (await attempts(leaves.familyId))[0]!;
    const stranger = await staffContext(await openTestTenant({ engine, platform: tenant.platform }));
    await expect(giveUpAttempt(stranger, till.desk, left.id)).rejects.toMatchObject({ code: "not_found" });
    const viewer = { ...ctx, actor: { ...ctx.actor, grants: [] } };
    await expect(giveUpAttempt(viewer, till.desk, left.id)).rejects.toMatchObject({ code: "right_missing" });
    expect(await giveUpAttempt(ctx, till.desk, left.id)).toMatchObject({ outcome: "declined" });
    expect((await rowsOf(id)).get(leaves.familyId)!.state).toBe("failed");
    expect((await attempts(leaves.familyId))[0]!.nextAt).toBeGreaterThan(ctx.nowMs);

    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3.1 * DAY_MS));
    expect((await attempts(forgets.familyId))[0]!.state).toBe("declined");
    expect(await takenBySandbox(till, forgets.familyId)).toBe(0);
    expect(await booked(till, answers.familyId)).toBe(2100);
  });

  it("are confirmed by the payer in the portal: once, however often; or given up; or it is too late", async () => {
    const [answers, leaves, forgets] = [
      await family("asks_payer", 2100),
      await family("asks_payer", 2200),
      await family("asks_payer", 2300),
    ];
    await run();
    const nowMs = ctx.nowMs + 3_600_000;
    await lookAfterAttempts(house.services, systemContext(tenant, nowMs));
    await house.drain();
    const asked = async (of: { familyId: string }) => (await attempts(of.familyId))[0]!;
    const payer = async (of: { familyId: string }, role: "payer" | "viewer" = "payer") =>
      guardianContext(tenant, tenant.account, await addGuardian(tenant, nowMs, role, of), nowMs);
    const [mine, theirs] = [await payer(answers), await payer(leaves)];
    const { id } = await asked(answers);
    const mail = await draftMailOf(ctx, { attemptId: id, hasReceipt: false }, "https://app.test");
    expect(mail!.text).toContain(`https://app.test/portal/${tenant.account.urlName}/account/confirm/${id}`);
    expect(await getOwnAttempt(mine, id)).toMatchObject({
      ...{ state: "waiting", amountMinor: 2100, retryOn: null, lines: [{ amountMinor: 2100 }] },
      confirmBy: expect.stringMatching(/^2026-/),
    });
    expect((await getFamilyMe(mine)).confirmation).toEqual({ attemptId: id, amountMinor: 2100 });
    const notFound = { code: "not_found" };
    await expect(getOwnAttempt(theirs, id)).rejects.toMatchObject(notFound);
    for (const act of [checkOwnAttempt, giveUpOwnAttempt]) {
      await expect(act(theirs, till.desk, id)).rejects.toMatchObject(notFound);
    }
    const viewer = await payer(answers, "viewer");
    await expect(giveUpOwnAttempt(viewer, till.desk, id)).rejects.toMatchObject({ code: "role_missing" });
    expect(await checkOwnAttempt(mine, till.desk, id)).toMatchObject({ outcome: "needs_action" });
    await actOn(till.sandbox, id, "confirm");
    const both = await Promise.all([
      checkOwnAttempt(mine, till.desk, id),
      checkOwnAttempt(mine, till.desk, id),
    ]);
    expect(both.map(({ outcome }) => outcome)).toEqual(["paid", "paid"]);
    await house.drain();
    expect(await giveUpOwnAttempt(mine, till.desk, id)).toMatchObject({ outcome: "paid" });
    expect([await booked(till, answers.familyId), await takenBySandbox(till, answers.familyId)]).toEqual([
      2100, 2100,
    ]);
    expect(await getOwnAttempt(mine, id)).toMatchObject({ state: "paid", confirmBy: null });
    expect((await getFamilyMe(mine)).confirmation).toBeNull();

    const left = (await asked(leaves)).id;
    expect(await giveUpOwnAttempt(theirs, till.desk, left)).toMatchObject({ outcome: "declined" });
    expect(await giveUpOwnAttempt(theirs, till.desk, left)).toMatchObject({ outcome: "declined" });
    expect(await getOwnAttempt(theirs, left)).toMatchObject({
      state: "declined",
      retryOn: expect.any(String),
    });

    const late = (await asked(forgets)).id;
    const owner = await payer(forgets);
    const later = { ...owner, nowMs: nowMs + 3.1 * DAY_MS };
    expect(await getOwnAttempt(later, late)).toMatchObject({ state: "late", confirmBy: null });
    expect(await checkOwnAttempt(later, till.desk, late)).toMatchObject({ outcome: "declined" });
    expect(await takenBySandbox(till, forgets.familyId)).toBe(0);
    expect(await booked(till, forgets.familyId)).toBe(0);
  });

  it("stop the ladder when the family paid otherwise", async () => {
    const { familyId } = await family("insufficient", 1500);
    await run();
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3_600_000));
    const card = await keepMethod(till, familyId, "good_too");
    expect(await payWith(till, familyId, card, 1500)).toMatchObject({ outcome: "paid" });
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 4 * DAY_MS));
    expect((await attempts(familyId)).map(({ nextAt }) => nextAt)).toEqual([null]);
    expect(await booked(till, familyId)).toBe(1500);
  });

  it("tell a family once that the card that is drafted expires soon", async () => {
    const { familyId, methodId } = await family("good", 100);
    const unknown = await family("good", 100, false);
    await database.commit({
      statements: [
        statement(sql`update payment_methods set expires_month = 12, expires_year = 2026
          where id in (${methodId}, ${unknown.methodId})`),
      ],
    });
    const system = systemContext(tenant);
    expect([await tellExpiring(system), await tellExpiring(system)]).toEqual([1, 0]);
    const mailOf = (id: string) => expiryMailOf(system, id, house.services.env.PUBLIC_ORIGIN);
    expect((await mailOf(methodId))?.text).toContain("is good until December 2026");
    await database.commit({
      statements: [statement(sql`update families set preferred_locale = 'es' where id = ${familyId}`)],
    });
    const spanish = await mailOf(methodId);
    expect(spanish?.text).toContain("vale hasta diciembre de 2026");
    expect(spanish?.html).toContain("/account/methods");
    expect(await mailOf(unknown.methodId)).toBeNull();
  });

  it("take the same once however often the attempts of a run are looked after at once", async () => {
    const { familyId } = await family("good", 2500);
    await run();
    const late = () => lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3_600_000));
    await Promise.all([late(), late()]);
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([2500, 2500]);
  });
});
