import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { allocate } from "../../worker/domains/ledger/allocate.ts";
import { applyFamilyCredits } from "../../worker/domains/ledger/apply-credits.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { recordPayment } from "../../worker/domains/ledger/record-payment.ts";
import { recordRefund } from "../../worker/domains/ledger/record-refund.ts";
import { createChargeInput, recordPaymentInput } from "../../worker/domains/ledger/schemas.ts";
import { voidCharge, voidLine } from "../../worker/domains/ledger/void-charge.ts";
import { REOPEN_WORDS } from "../../worker/domains/ledger-rules/schemas.ts";
import { getLedgerRules, updatePeriodLock } from "../../worker/domains/ledger-rules/update-rules.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { AppError, Replayed } from "../../worker/kernel/errors.ts";
import { TODAY } from "../enrollments/school.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, one, openBooks, pay } from "./school.ts";

describe.each(ENGINES)("two at once on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const [ctx, other] = [await staffContext(tenant), await staffContext(tenant)];
  const current = contextOf(tenant, { ...ctx.actor, rightsVersion: other.actor.rightsVersion });

  /** Both have read before either writes; what became of each. */
  const together = async (
    acts: readonly ((ctx: Context) => Promise<object>)[],
    keys: readonly string[] = [],
  ) => {
    const wait = barrier(acts.length);
    const people = [current.actor, other.actor];
    const answers = acts.map((act, i) => {
      const actor = keys[0] !== undefined && keys[0] === keys[1] ? people[0]! : people[i]!;
      const database = racing(tenant.database, wait);
      const key = keys[i];
      return act(
        contextOf(tenant, actor, key === undefined ? { database } : { database, idempotencyKey: key }),
      );
    });
    return (await Promise.allSettled(answers)).map((answer) => {
      if (answer.status === "fulfilled") return "outcome" in answer.value ? answer.value.outcome : "ok";
      if (answer.reason instanceof Replayed) return "replayed";
      if (answer.reason instanceof AppError) return answer.reason.code;
      throw answer.reason;
    });
  };
  const sum = (what: string) =>
    one(tenant.database, sql`coalesce(sum(amount_minor), 0)`, `from postings where ${what}`);

  it("two staff apply the same credit: once", async () => {
    const { familyId } = await books.family();
    const first = await charge(current, books, familyId, [5000]);
    const second = await charge(current, books, familyId, [5000]);
    const paymentId = await pay(current, books, familyId, 5000, { applyTo: { kind: "account" } });
    const apply = (lineId: string) => (who: Context) =>
      allocate(who, paymentId, { targets: [{ lineId, amountMinor: 5000 }] });
    expect(await together([apply(first.lineIds[0]!), apply(second.lineIds[0]!)])).toEqual(
      expect.arrayContaining(["ok", "payment_spent"]),
    );
    expect(await sum(`payment_id = '${paymentId}' and kind = 'allocation'`)).toBe(5000);
    await pay(current, books, familyId, 2000, { applyTo: { kind: "account" } });
    const all = (who: Context) => applyFamilyCredits(who, familyId);
    expect((await together([all, all])).sort()).toEqual(["applied", "payment_spent"]);
  });

  it("a double click on Pay with one key is one payment; with two keys the second finds nothing to pay", async () => {
    const { familyId } = await books.family();
    const { lineIds } = await charge(current, books, familyId, [7000]);
    const applyTo = { kind: "lines", lines: [{ lineId: lineIds[0], amountMinor: 7000 }] };
    const input = recordPaymentInput.parse({
      ...{
        familyId,
        locationId: books.locationId,
        method: "cash",
        amountMinor: 7000,
        receivedOn: TODAY,
        applyTo,
      },
    });
    const click = (who: Context) => recordPayment(who, input);
    expect((await together([click, click], ["key-one-0123456789", "key-one-0123456789"])).sort()).toEqual([
      "ok",
      "replayed",
    ]);
    expect(await sum(`family_id = '${familyId}' and kind = 'payment'`)).toBe(7000);
    const again = await charge(current, books, familyId, [7000]);
    const next = {
      ...input,
      applyTo: { kind: "lines" as const, lines: [{ lineId: again.lineIds[0]!, amountMinor: 7000 }] },
    };
    const press = (who: Context) => recordPayment(who, next);
    expect((await together([press, press], ["key-two-0123456789", "key-three-0123456789"])).sort()).toEqual([
      "line_not_open",
      "ok",
    ]);
    expect(await sum(`family_id = '${familyId}' and kind = 'payment'`)).toBe(14_000);
  });

  it("a refund twice gives the money back once", async () => {
    const { familyId } = await books.family();
    await charge(current, books, familyId, [3000]);
    const paymentId = await pay(current, books, familyId, 3000);
    const input = {
      version: 1,
      amountMinor: 3000,
      method: "cash",
      refundedOn: TODAY,
      reason: "moved away",
    } as const;
    const refund = (who: Context) => recordRefund(who, paymentId, input);
    const answers = (await together([refund, refund])).sort();
    expect(answers).toEqual(["no_longer_applied", "refunded"]);
    expect(await sum(`payment_id = '${paymentId}' and kind = 'refund'`)).toBe(3000);
  });

  it("part of a payment, given back by two who see the same, is given back once, though enough is left for both", async () => {
    const { familyId } = await books.family();
    await charge(current, books, familyId, [3000]);
    const paymentId = await pay(current, books, familyId, 3000);
    const input = {
      ...{ version: 1, amountMinor: 1000, refundedMinor: 0, refundedOn: TODAY, reason: "too cold" },
      method: "cash" as const,
    };
    const refund = (who: Context) => recordRefund(who, paymentId, input);
    expect((await together([refund, refund])).sort()).toEqual(["payment_spent", "refunded"]);
    await expect(refund(current)).rejects.toMatchObject({ code: "payment_spent" });
    expect(await sum(`payment_id = '${paymentId}' and kind = 'refund'`)).toBe(1000);
    const knowing = await recordRefund(current, paymentId, { ...input, refundedMinor: 1000 });
    expect(knowing).toMatchObject({ outcome: "refunded" });
  });

  it("a charge that is voided while it is paid is either paid or void", async () => {
    const { familyId } = await books.family();
    const { id, lineIds } = await charge(current, books, familyId, [4000]);
    const applyTo = { kind: "lines", lines: [{ lineId: lineIds[0], amountMinor: 4000 }] };
    const input = recordPaymentInput.parse({
      ...{
        familyId,
        locationId: books.locationId,
        method: "check",
        amountMinor: 4000,
        receivedOn: TODAY,
        applyTo,
      },
    });
    const answers = await together([
      (who) => voidCharge(who, id, { version: 1, reason: "by mistake" }),
      (who) => recordPayment(who, input),
    ]);
    expect([
      ["voided", "line_not_open"],
      ["line_not_open", "ok"],
    ]).toContainEqual(answers);
    const open = await one(
      tenant.database,
      sql`open_minor`,
      `from line_balances where line_id = '${lineIds[0]}'`,
    );
    expect(open).toBe(0);
  });

  it("the last two lines of a charge, voided at once, leave no charge without lines", async () => {
    const { familyId } = await books.family();
    const { id, lineIds } = await charge(current, books, familyId, [100, 200]);
    const input = { version: 1, reason: "by mistake" };
    const answers = await together(lineIds.map((line) => (who: Context) => voidLine(who, id, line, input)));
    expect(answers.sort()).toEqual(["line_not_open", "voided"]);
    for (const line of lineIds) await voidLine(current, id, line, input);
    const open = await one(
      tenant.database,
      sql`sum(open_minor)`,
      `from line_balances where charge_id = '${id}'`,
    );
    expect([open, await one(tenant.database, sql`voided_on`, `from charges where id = '${id}'`)]).toEqual([
      0,
      TODAY,
    ]);
  });

  it("nothing is booked for a day that is closed at that moment", async () => {
    const { familyId } = await books.family();
    const yesterday = "2026-11-20";
    const input = createChargeInput.parse({
      ...{
        familyId,
        locationId: books.locationId,
        chargeOn: yesterday,
        lines: [{ description: "Leotard", baseMinor: 100 }],
      },
    });
    const { version } = await getLedgerRules(current);
    // The lock goes first: it does not wait for the barrier a second time.
    const lock = updatePeriodLock.bind(null, current, {
      version,
      lockedThrough: yesterday,
      confirmation: "",
    });
    const wait = async () => {
      await lock();
    };
    const slow = contextOf(tenant, other.actor, { database: racing(tenant.database, wait) });
    await expect(createCharge(slow, input)).rejects.toMatchObject({ code: "period_locked" });
    const rules = await getLedgerRules(current);
    const open = { version: rules.version, lockedThrough: null };
    await expect(updatePeriodLock(current, { ...open, confirmation: "yes" })).rejects.toMatchObject({
      status: 422,
    });
    await updatePeriodLock(current, { ...open, confirmation: REOPEN_WORDS });
  });

  it("numbers are given once each and without gaps, also to many at once", async () => {
    const { familyId } = await books.family();
    await charge(current, books, familyId, [100]);
    const before = Number(await one(tenant.database, sql`max(number)`, "from charges"));
    await Promise.all(Array.from({ length: 20 }, () => charge(current, books, familyId, [100])));
    const after = Number(await one(tenant.database, sql`max(number)`, "from charges"));
    const given = Number(
      await one(tenant.database, sql`count(distinct number)`, `from charges where number > ${before}`),
    );
    expect([after - before, given]).toEqual([20, 20]);
  });

  it("and without its guard the same credit would be applied twice", async () => {
    const { familyId } = await books.family();
    const { lineIds } = await charge(current, books, familyId, [5000]);
    const paymentId = await pay(current, books, familyId, 9000, { applyTo: { kind: "account" } });
    await tenant.database.commit({
      statements: [{ sql: "drop trigger postings_period", params: [] }],
    });
    const twice = (who: Context) =>
      allocate(who, paymentId, { targets: [{ lineId: lineIds[0]!, amountMinor: 4000 }] });
    const wait = barrier(2);
    const slow = [current.actor, other.actor].map((actor) =>
      contextOf(tenant, actor, { database: racing(tenant.database, wait) }),
    );
    const answers = await Promise.allSettled(slow.map((who) => twice(who)));
    // The balance itself refuses to fall below nothing, though not in words.
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(
      String((answers.find((answer) => answer.status === "rejected") as PromiseRejectedResult).reason),
    ).toMatch(/CHECK/);
  });
});
