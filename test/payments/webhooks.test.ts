import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { refundThrough } from "../../worker/domains/payments/refund-through.ts";
import { declineOf } from "../../worker/providers/payments/declines.ts";
import type { ProcessorEvent } from "../../worker/providers/payments/events.ts";
import { deliver, HOOK, type HookRecord } from "../../worker/providers/payments/sandbox/deliver.ts";
import { setFaults } from "../../worker/providers/payments/sandbox/faults.ts";
import { SIGNATURE_HEADER, sign } from "../../worker/providers/payments/sandbox/signing.ts";
import { toBody } from "../../worker/providers/payments/sandbox/webhooks.ts";
import { systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import { addPayer, booked, happens, keepMethod, openTill, payWith, takenBySandbox, value } from "./till.ts";

describe.each(ENGINES)("what processors tell us, on %s", async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, desk, house, sandbox } = till;
  const { database } = tenant;

  const paid = async (scenario: string, amountMinor = 2000) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [amountMinor]);
    const answer = await payWith(till, familyId, await keepMethod(till, familyId, scenario), amountMinor);
    await house.drain();
    return {
      familyId,
      attemptId: answer.attemptId,
      paymentId: "paymentId" in answer ? answer.paymentId : "",
    };
  };
  const statusOf = (paymentId: string) => value(database, `status from payments where id = '${paymentId}'`);
  const openOf = (familyId: string) =>
    value(database, `coalesce(sum(open_minor), 0) from line_balances where family_id = '${familyId}'`);
  const send = async (event: object, how: { secret?: string; atMs?: number; body?: string } = {}) => {
    const hook = (await sandbox.store.get<HookRecord>(HOOK))!;
    const body = how.body ?? toBody(event as ProcessorEvent);
    const signature = await sign(how.secret ?? hook.secret, body, how.atMs ?? house.clock.nowMs);
    const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
    const answer = await house.fetch(new URL(hook.url).pathname, { method: "POST", headers, body });
    await house.drain();
    return answer.status;
  };
  const problemOf = (eventId: string) =>
    value(database, `problem from webhook_events where event_id = '${eventId}'`);

  it("settle an electronic check, once, however often they say so", async () => {
    const { familyId, attemptId, paymentId } = await paid("pending");
    expect([await statusOf(paymentId), await openOf(familyId)]).toEqual(["pending", 0]);
    await setFaults(sandbox, { webhooks: { fault: "duplicate", left: 5 } });
    await happens(till, attemptId, "settle");
    expect(await statusOf(paymentId)).toBe("settled");
    const told = await value(
      database,
      `count(*) from postings where payment_id = '${paymentId}' and kind = 'settlement'`,
    );
    expect(told).toBe(1);
  });

  it("return one before it arrives, and one long after", async () => {
    for (const acts of [["return"], ["settle", "return"]] as const) {
      const { familyId, attemptId, paymentId } = await paid("pending");
      for (const act of acts) await happens(till, attemptId, act);
      expect([await statusOf(paymentId), await openOf(familyId), await booked(till, familyId)]).toEqual([
        "returned",
        2000,
        0,
      ]);
    }
  });

  it("stay right when they come in the wrong order", async () => {
    const { familyId, attemptId, paymentId } = await paid("pending");
    await setFaults(sandbox, { webhooks: { fault: "reorder", left: 2 } });
    await happens(till, attemptId, "settle");
    await happens(till, attemptId, "return");
    await setFaults(sandbox, { webhooks: null });
    expect([await statusOf(paymentId), await booked(till, familyId)]).toEqual(["returned", 0]);
  });

  it("hold, give back and keep disputed money", async () => {
    for (const [end, open] of [
      ["win_dispute", 2000],
      ["lose_dispute", 2000],
    ] as const) {
      const { familyId, attemptId, paymentId } = await paid("good");
      await happens(till, attemptId, "dispute");
      expect(await openOf(familyId)).toBe(open);
      await happens(till, attemptId, end);
      const left = await value(
        database,
        `unapplied_minor from payment_balances where payment_id = '${paymentId}'`,
      );
      expect(left).toBe(end === "win_dispute" ? 2000 : 0);
      const status = await value(database, `status from disputes where payment_id = '${paymentId}'`);
      expect(status).toBe(end === "win_dispute" ? "won" : "lost");
    }
  });

  it("tell that a refund failed after all", async () => {
    const { familyId, attemptId, paymentId } = await paid("refund_fails");
    await happens(till, attemptId, "settle");
    const input = { version: 1, amountMinor: 2000, reason: "moved" };
    expect(await refundThrough(ctx, desk, paymentId, input)).toMatchObject({ outcome: "refund_pending" });
    await happens(till, attemptId, "fail_refund");
    expect([await booked(till, familyId), await takenBySandbox(till, familyId)]).toEqual([2000, 2000]);
    expect(await value(database, `status from refunds where payment_id = '${paymentId}'`)).toBe("failed");
  });

  it("are refused when forged, old or another account's; unknown ones change nothing", async () => {
    const before = await value(database, "count(*) from postings");
    const facts = {
      attemptId: "pat_unknown",
      chargeToken: "sandbox_charge_x",
      amountMinor: 5,
      currency: "USD",
    };
    const event = {
      ...{ kind: "payment_succeeded", providerEventId: `evt_${engine}`, occurredAtMs: house.clock.nowMs },
      ...{ accountId: tenant.account.id, ...facts },
    } as const;
    expect(await send(event, { secret: "wrong" })).toBe(403);
    expect(await send(event, { atMs: house.clock.nowMs - 3_600_000 })).toBe(403);
    expect(await send(event, { body: "{}" })).toBe(200);
    expect(await send({ ...event, accountId: "acc_other" })).toBe(403);
    expect(await value(database, `count(*) from webhook_events where event_id = 'evt_${engine}'`)).toBe(0);
    const nowhere = await house.fetch(`/webhooks/payments/${"0".repeat(64)}`, { method: "POST", body: "{}" });
    expect(nowhere.status).toBe(404);
    expect(await send(event)).toBe(200);
    expect(await send(event)).toBe(200);
    expect(await problemOf(`evt_${engine}`)).toBe("no such payment");
    const kinds = ["payment_failed", "refund_succeeded", "dispute_opened", "dispute_won"] as const;
    for (const [i, kind] of kinds.entries()) {
      const more = {
        refundId: "x",
        refundToken: "x",
        disputeToken: "x",
        reason: "other",
        isReturn: true,
        respondByMs: null,
      };
      const decline = declineOf("account_closed");
      const unknown = { ...event, ...more, decline, kind, providerEventId: `evt_${engine}_${i}` };
      expect(await send(unknown as unknown as ProcessorEvent)).toBe(200);
      expect(await problemOf(`evt_${engine}_${i}`)).toBe("no such payment");
    }
    expect(await value(database, "count(*) from postings")).toBe(before);
  });

  it("and a poll at once settle a payment once", async () => {
    const { attemptId, paymentId } = await paid("pending");
    await setFaults(sandbox, { webhooks: { fault: "drop", left: 1 } });
    await happens(till, attemptId, "settle");
    const { rows } = await database.read({
      rows: select({ at: sql<number>`next_at` }, sql`from payment_attempts where id = ${attemptId}`),
    });
    const events = await sandbox.store.last<{ event: ProcessorEvent; state: string }>("events", 1000);
    const dropped = events.find(({ state }) => state === "dropped")!;
    await deliver(sandbox, dropped.event.providerEventId);
    await Promise.all([
      house.drain(),
      lookAfterAttempts(house.services, systemContext(tenant, rows[0]!.at + 1)),
    ]);
    expect(await statusOf(paymentId)).toBe("settled");
    const told = await value(
      database,
      `count(*) from postings where payment_id = '${paymentId}' and kind = 'settlement'`,
    );
    expect(told).toBe(1);
  });

  it("keep the word of the processor word for word", async () => {
    const { rows } = await database.read({
      rows: select({ body: sql<string>`body`, kind: sql<string>`kind` }, sql`from webhook_events limit 5`),
    });
    for (const { body, kind } of rows) expect(body).toContain(kind);
    expect(await value(database, "count(*) from webhook_events where applied_at is null")).toBe(0);
  });
});
