import { describe, expect, it } from "vitest";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { runInput } from "../../worker/domains/billing-runs/schemas.ts";
import { noteMailRefused, statementMailOf } from "../../worker/domains/billing-runs/statement-mail.ts";
import { undoRun } from "../../worker/domains/billing-runs/undo-run.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { giveCreditInput } from "../../worker/domains/ledger/schemas.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { MailRefused } from "../../worker/providers/email/email.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { openDebtors } from "./debtors.ts";

const RUN = {
  kind: "statements",
  title: "Your statement",
  throughOn: "2026-11-21",
  message: "Please pay by Friday.\n\nThank you!",
};

it("a statement does not end before it begins, and says not too much", () => {
  const paths = (more: object) =>
    runInput.safeParse({ ...RUN, ...more }).error?.issues.map((issue) => issue.path.join("."));
  expect(paths({ fromOn: "2026-11-22" })).toEqual(["throughOn"]);
  expect(paths({ message: "x".repeat(1001) })).toEqual(["message"]);
});

describe.each(ENGINES)("statements by mail on %s", async (engine) => {
  const { tenant, school, ctx, billing, one, member, owes, run } = await openDebtors(engine);
  const target = await school.class();
  const [kim, settled, optedOut, without, paying] = [
    await member(target),
    await member(target),
    await member(target),
    await member(target),
    await member(target),
  ];
  for (const of of [kim, optedOut, without, paying]) await owes(of, 3_000);
  await school.run(`update emails set bulk_opt_in = 0 where family_id = '${optedOut.familyId}'`);
  await school.run(`update emails set deleted_at = 1 where family_id = '${without.familyId}'`);
  // Another guardian does not see what the family owes.
  await school.add("guardians", [
    { id: "gua_other", family_id: without.familyId, first_name: "Al", last_name: "Kim", is_primary: 0 },
  ]);
  await school.add("emails", [
    {
      id: "eml_other",
      family_id: without.familyId,
      guardian_id: "gua_other",
      address: "al@example.org",
      address_folded: "al@example.org",
      is_primary: 0,
    },
  ]);
  const pays = (familyId: string) => {
    const credit = {
      familyId,
      locationId: school.locationId,
      method: "house",
      amountMinor: 3_000,
      givenOn: "2026-11-20",
    };
    return giveCredit(ctx, giveCreditInput.parse(credit));
  };

  it("go once to each family that owes and has an address, as of when they are sent", async () => {
    const preview = await run.preview(RUN);
    const rows = new Map((await run.rows(preview.id)).map((row) => [row.familyId, row]));
    expect([...rows.keys()].sort()).toEqual([kim, optedOut, without, paying].map((of) => of.familyId).sort());
    expect(rows.get(kim.familyId)).toMatchObject({
      isTicked: true,
      amountMinor: 3_000,
      shown: { email: expect.stringContaining("@") },
    });
    expect(rows.get(optedOut.familyId)).toMatchObject({
      isTicked: false,
      difference: "gone",
      shown: { why: expect.stringMatching(/no mail/) },
    });
    expect(rows.get(without.familyId)).toMatchObject({
      isTicked: false,
      shown: { why: expect.stringMatching(/No e-mail/) },
    });
    expect(rows.has(settled.familyId)).toBe(false);
    const started = await run.approve(preview);
    if (started.outcome !== "started") throw new Error(started.outcome);
    await pays(paying.familyId);
    await run.perform(started.taskId);
    const done = await getRun(ctx, preview.id);
    expect(done).toMatchObject({ state: "done", doneCount: 1, skippedCount: 1, canUndo: false });
    const left = (await run.rows(preview.id)).find((row) => row.familyId === paying.familyId);
    expect(left).toMatchObject({ state: "skipped", problem: expect.stringMatching(/paid meanwhile/) });
    expect(await one(`count(*) from outbox where topic = 'statement-mail'`)).toBe(1);
    await expect(run.approve(preview)).rejects.toMatchObject({ code: "run_state" });
    await expect(undoRun(ctx, done.id, { version: done.version })).rejects.toMatchObject({
      code: "cannot_undo",
    });

    const system = systemContext(tenant);
    const which = { runId: done.id, position: rows.get(kim.familyId)!.position };
    const mail = (await statementMailOf(system, which))!;
    expect(mail).toMatchObject({ to: rows.get(kim.familyId)!.shown!.email, subject: "Your statement" });
    expect(mail.text).toMatch(/Please pay by Friday\.\n\nThank you!/);
    expect(mail.text).toMatch(/On November 21, 2026 you owed \$30\.00/);
    expect(mail.attachments).toMatchObject([
      { type: "application/pdf", name: expect.stringMatching(/^Statement .*\.pdf$/) },
    ]);
    expect(atob(mail.attachments![0]!.contentBase64).slice(0, 5)).toBe("%PDF-");
    expect(await statementMailOf(system, { ...which, position: 99 })).toBeNull();

    await school.run(`update families set preferred_locale = 'es' where id = '${kim.familyId}'`);
    const spanish = (await statementMailOf(system, which))!;
    expect(spanish.text).toMatch(/^Hola, .*:\n\nPlease pay by Friday\.\n\nThank you!/);
    expect(spanish.text).toMatch(/El 21 de noviembre de 2026 tenías pendiente de pago \$30\.00/);
    expect(spanish.text).not.toMatch(/attached|owed/);
    expect(spanish.attachments).toMatchObject([{ name: expect.stringMatching(/^Extracto .*\.pdf$/) }]);

    for (let i = 0; i < 2; i++) await noteMailRefused(system, which, "550 no such mailbox");
    expect(await getRun(ctx, done.id)).toMatchObject({ doneCount: 0, doneMinor: 0, failedCount: 1 });
  });

  it("leave through the outbox once, and the line says when a mailbox refuses", async () => {
    const nowMs = TEST_NOW_MS + 60_000;
    const house = testHouse({ nowMs });
    const refused = await member(target);
    await owes(refused, 4_000);
    const preview = await run.preview({ ...RUN, title: "Statement of November" });
    await run.approve(preview);
    house.mailFaults.push(new MailRefused("550 no such mailbox"));
    const system = systemContext(tenant, nowMs);
    for (let i = 0; i < 2; i++) {
      await relayOutbox(house.services, system);
      await house.drain();
    }
    const done = await getRun(ctx, preview.id);
    expect(done).toMatchObject({ state: "done", doneCount: preview.tickedCount - 1, failedCount: 1 });
    const mine = house.mails.filter(({ subject }) => subject === "Statement of November");
    expect(mine).toHaveLength(preview.tickedCount - 1);
    expect(new Set(mine.map(({ to }) => to)).size).toBe(mine.length);
    const failed = (await run.rows(preview.id)).find((row) => row.state === "failed");
    expect(failed!.problem).toMatch(/550 no such mailbox/);
  });

  it("go to everybody who has a ledger where that is asked for", async () => {
    await owes(settled, 3_000);
    await pays(settled.familyId);
    const preview = await run.preview({ ...RUN, onlyOwing: false, autopay: "off" });
    const rows = await run.rows(preview.id);
    expect(rows.find((row) => row.familyId === settled.familyId)).toMatchObject({
      amountMinor: 0,
      isTicked: true,
    });
    expect((await run.preview({ ...RUN, autopay: "on" })).rowCount).toBe(0);
    expect((await run.preview({ ...RUN, throughOn: "2026-10-01" })).rowCount).toBe(0);
  });

  it("take the right to see ledgers too", async () => {
    await expect(createRun(billing, runInput.parse(RUN))).rejects.toMatchObject({ code: "right_missing" });
  });
});
