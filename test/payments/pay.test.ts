import { describe, expect, it } from "vitest";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { listMethods } from "../../worker/domains/payments/list-methods.ts";
import { checkAttempt, payNow } from "../../worker/domains/payments/pay-now.ts";
import { refundThrough } from "../../worker/domains/payments/refund-through.ts";
import { removeMethod } from "../../worker/domains/payments/remove-method.ts";
import { setAutopay } from "../../worker/domains/payments/set-autopay.ts";
import { setPrimary } from "../../worker/domains/payments/set-primary.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { setFaults } from "../../worker/providers/payments/sandbox/faults.ts";
import { contextOf, staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import {
  addPayer,
  attemptsOf,
  booked,
  happens,
  keepMethod,
  openTill,
  payInput,
  payWith,
  takenBySandbox,
  value,
} from "./till.ts";
import { together } from "./together.ts";

describe.each(ENGINES)("cards and banks on %s", async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, desk, house } = till;
  const { database } = tenant;
  const openOf = (familyId: string) =>
    value(database, `coalesce(sum(open_minor), 0) from line_balances where family_id = '${familyId}'`);

  const keyed = (acts: readonly ((who: Context) => Promise<object>)[], keys: readonly string[]) =>
    together(
      database,
      acts.map((act, i) => (own) => act(own(contextOf(tenant, ctx.actor, { idempotencyKey: keys[i]! })))),
    );

  it("keep a card once, the first one of the primary guardian as primary", async () => {
    const familyId = await addPayer(till);
    const first = await keepMethod(till, familyId);
    const second = await keepMethod(till, familyId, "settles");
    await house.drain();
    const { methods, processor } = await listMethods(ctx, desk, familyId);
    expect(processor).toBe("sandbox");
    expect(methods.map(({ id, isPrimary, kind }) => [id, isPrimary, kind])).toEqual([
      [first, true, "card"],
      [second, false, "bank"],
    ]);
    await setPrimary(ctx, second, { version: 1 });
    await setAutopay(ctx, second, { version: 2, isOn: true, givenBy: "Ann Nunez" });
    await expect(setAutopay(ctx, first, { version: 2, isOn: true, givenBy: "" })).rejects.toThrow(/name/);
    const now = (await listMethods(ctx, desk, familyId)).methods[0]!;
    expect([now.id, now.isPrimary, now.autopayBy, now.autopayAt]).toEqual([
      second,
      true,
      "Ann Nunez",
      ctx.nowMs,
    ]);
    await removeMethod(ctx, second, { version: 3 });
    expect((await listMethods(ctx, desk, familyId)).methods).toHaveLength(1);
    await expect(listMethods(await staffContext(tenant, {}), desk, familyId)).rejects.toMatchObject({
      status: 403,
    });
    const other = await openTestTenant({ engine: "d1" });
    await expect(listMethods(await staffContext(other), desk, familyId)).rejects.toMatchObject({
      status: 404,
    });
  });

  it("only the primary guardian's method is the primary one", async () => {
    const familyId = await addPayer(till);
    const id = await keepMethod(till, familyId);
    await database.commit({
      statements: [{ sql: `update payment_methods set guardian_id = null where id = '${id}'`, params: [] }],
    });
    await expect(setPrimary(ctx, id, { version: 1 })).rejects.toMatchObject({ code: "not_primary_guardian" });
  });

  it("are drafted only where drafts are taken, and families are told when that ends", async () => {
    const familyId = await addPayer(till);
    const [first, second] = [await keepMethod(till, familyId), await keepMethod(till, familyId, "settles")];
    const on = { version: 1, isOn: true, givenBy: "Ann Nunez" };
    await expect(setAutopay(ctx, second, on)).rejects.toMatchObject({ code: "not_primary" });
    await setAutopay(ctx, first, on);
    const { change } = await setPrimary(ctx, second, { version: 1 });
    expect(change.summary).toMatch(/primary payment method .*; autopay is off: it was on for Visa ending/);
    const shown = async () =>
      (await listMethods(ctx, desk, familyId)).methods.map(({ id, mayDraft, autopayAt, autopayBy }) => [
        ...[id, mayDraft, autopayAt, autopayBy],
      ]);
    expect(await shown()).toEqual([
      [second, true, null, null],
      [first, false, null, null],
    ]);
    const mails = (key: string) =>
      value(
        database,
        `count(*) from outbox where topic = 'portal-mail' and json_extract(payload, '$.key') = '${key}'
          and json_extract(payload, '$.familyId') = '${familyId}'`,
      );
    expect([await mails("autopay_on"), await mails("autopay_off")]).toEqual([1, 1]);
    const turn = { ...on, version: 2 };
    const spoil = (what: string) =>
      database.commit({
        statements: [{ sql: `update payment_methods set ${what} where id = '${second}'`, params: [] }],
      });
    await spoil("invalid_reason = 'lost'");
    await expect(setAutopay(ctx, second, turn)).rejects.toMatchObject({ code: "method_invalid" });
    await spoil("invalid_reason = null, guardian_id = null");
    await expect(setAutopay(ctx, second, turn)).rejects.toMatchObject({ code: "not_primary_guardian" });
    expect((await shown())[0]).toEqual([second, false, null, null]);
  });

  it("pay what is due longest, in one booking", async () => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [5000, 2000]);
    const paid = await payWith(till, familyId, await keepMethod(till, familyId), 6000);
    expect(paid.outcome).toBe("paid");
    expect([await openOf(familyId), await booked(till, familyId)]).toEqual([1000, 6000]);
    await house.drain();
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([6000, 6000]);
  });

  it.each([
    ["declined", "declined", 0],
    ["insufficient", "declined", 0],
    ["dies_before", "paid", 1000],
    ["dies_after", "paid", 1000],
    ["settles", "pending", 1000],
    ["asks_payer", "needs_action", 0],
  ] as const)("tell what became of a method that %s", async (scenario, outcome, taken) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [1000]);
    const answer = await payWith(till, familyId, await keepMethod(till, familyId, scenario), 1000);
    expect(answer.outcome).toBe(outcome);
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([taken, taken]);
    expect(await openOf(familyId)).toBe(1000 - taken);
  });

  it("a lost card is not charged again", async () => {
    const familyId = await addPayer(till);
    const methodId = await keepMethod(till, familyId, "lost");
    expect(await payWith(till, familyId, methodId, 700)).toMatchObject({ outcome: "declined" });
    await expect(payWith(till, familyId, methodId, 700)).rejects.toMatchObject({ code: "method_invalid" });
  });

  it("book what the payer confirmed, and give up what nobody answers", async () => {
    const familyId = await addPayer(till);
    const methodId = await keepMethod(till, familyId, "asks_payer");
    const first = await payWith(till, familyId, methodId, 900);
    await happens(till, first.attemptId, "confirm");
    expect(await checkAttempt(ctx, desk, first.attemptId)).toMatchObject({ outcome: "paid" });
    const second = await payWith(till, familyId, methodId, 800);
    const later = systemContext(tenant, ctx.nowMs + 3_600_000);
    await lookAfterAttempts(house.services, later);
    expect(await checkAttempt(ctx, desk, second.attemptId)).toMatchObject({ outcome: "declined" });
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([900, 900]);
  });

  it("look up what nobody knows before anything else is taken", async () => {
    const familyId = await addPayer(till);
    const methodId = await keepMethod(till, familyId);
    await setFaults(till.sandbox, { processor: { fault: "die_before", left: 2 } });
    const unknown = await payWith(till, familyId, methodId, 900);
    expect(unknown.outcome).toBe("unknown");
    await expect(payWith(till, familyId, methodId, 900)).rejects.toMatchObject({ code: "under_way" });
    await lookAfterAttempts(house.services, systemContext(tenant, ctx.nowMs + 3_600_000));
    expect((await attemptsOf(database, familyId))[0]!.state).toBe("cancelled");
    expect(await payWith(till, familyId, methodId, 900)).toMatchObject({ outcome: "paid" });
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([900, 900]);
  });

  it("a double click on Pay takes the money once, with one key and with two", async () => {
    const familyId = await addPayer(till);
    const methodId = await keepMethod(till, familyId);
    for (const [keys, outcomes] of [
      [
        ["key-a-0123456789", "key-a-0123456789"],
        ["paid", "paid"],
      ],
      [
        ["key-b-0123456789", "key-c-0123456789"],
        ["paid", "under_way"],
      ],
    ] as const) {
      await charge(ctx, books, familyId, [4000]);
      const click = (who: Context) => payNow(who, desk, payInput(till, familyId, methodId, 4000));
      expect((await keyed([click, click], keys)).sort()).toEqual(outcomes);
    }
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([8000, 8000]);
  });

  it("void what has not settled, refund what has, never twice", async () => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [4000]);
    const methodId = await keepMethod(till, familyId);
    const first = await payWith(till, familyId, methodId, 4000);
    const paymentId = "paymentId" in first ? first.paymentId : "";
    const refund = (amountMinor: number) => (who: Context) =>
      refundThrough(who, desk, paymentId, { version: 1, amountMinor, reason: "moved away" });
    expect(await refund(1000)(ctx)).toMatchObject({ outcome: "refused" });
    await happens(till, first.attemptId, "settle");
    expect(await refund(1000)(ctx)).toMatchObject({ outcome: "refunded" });
    // Whoever still sees the page from before gives back nothing more, though enough is left.
    const stale = { version: 1, amountMinor: 1000, reason: "moved away", refundedMinor: 0 };
    await expect(refundThrough(ctx, desk, paymentId, stale)).rejects.toMatchObject({
      code: "payment_spent",
    });
    const answers = await keyed([refund(3000), refund(3000)], ["key-d-0123456789", "key-e-0123456789"]);
    expect(answers.sort()).toEqual(["refunded", "under_way"]);
    expect(await refund(100)(ctx)).toMatchObject({ outcome: "too_much", refundableMinor: 0 });
    await house.drain();
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([0, 0]);
    expect(await openOf(familyId)).toBe(4000);
    const second = await payWith(till, familyId, methodId, 4000);
    const id = "paymentId" in second ? second.paymentId : "";
    const whole = { version: 1, amountMinor: 4000, reason: "by mistake" };
    expect(await refundThrough(ctx, desk, id, whole)).toMatchObject({ outcome: "voided" });
    await house.drain();
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([0, 0]);
  });
});
