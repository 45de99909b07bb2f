import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { applyWebhook } from "../../worker/domains/payments/apply-webhook.ts";
import { payNow } from "../../worker/domains/payments/pay-now.ts";
import { pollPayment } from "../../worker/domains/payments/poll-payment.ts";
import { refundThrough } from "../../worker/domains/payments/refund-through.ts";
import type { Context } from "../../worker/kernel/context.ts";
import type { ProcessorEvent } from "../../worker/providers/payments/events.ts";
import { actOn } from "../../worker/providers/payments/sandbox/advance.ts";
import { setFaults } from "../../worker/providers/payments/sandbox/faults.ts";
import { sandboxWebhooks, toBody } from "../../worker/providers/payments/sandbox/webhooks.ts";
import { contextOf, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import {
  addPayer,
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

// Each race twice: as it is, and with its guard taken out, to show that it is this guard that decides it.

describe.each(ENGINES)("two at once at the till, on %s", async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, desk, sandbox } = till;
  const { database } = tenant;

  let keys = 0;
  const staff = () => {
    keys += 1;
    return contextOf(tenant, ctx.actor, { idempotencyKey: `race-${engine}-${keys}-0123456789` });
  };

  it.each([
    ["once", undefined, ["paid", "under_way"], 4000],
    [
      "twice, were it not for the guard of attempts under way",
      /\(.?attempt_state.?\)/,
      ["paid", "paid"],
      8000,
    ],
  ] as const)("a double click on Pay takes the money %s", async (_name, without, outcomes, taken) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [4000]);
    const methodId = await keepMethod(till, familyId);
    const click = (who: (own: Context) => Context) =>
      payNow(who(staff()), desk, payInput(till, familyId, methodId, 4000));
    expect((await together(database, [click, click], without)).sort()).toEqual(outcomes);
    expect([await takenBySandbox(till, familyId), await booked(till, familyId)]).toEqual([taken, taken]);
  });

  it.each([
    ["once", undefined, ["refunded", "under_way"], 2500],
    [
      "twice, were it not for the guard of refunds under way",
      /\(.?attempt_state.?\)/,
      ["refunded", "refunded"],
      1000,
    ],
  ] as const)("a refund that two people press is given back %s", async (_name, without, outcomes, left) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [4000]);
    const paid = await payWith(till, familyId, await keepMethod(till, familyId), 4000);
    await happens(till, paid.attemptId, "settle");
    const paymentId = "paymentId" in paid ? paid.paymentId : "";
    const input = { version: 1, amountMinor: 1500, reason: "moved away" };
    const press = (who: (own: Context) => Context) => refundThrough(who(staff()), desk, paymentId, input);
    expect((await together(database, [press, press], without)).sort()).toEqual(outcomes);
    await till.house.drain();
    expect([await takenBySandbox(till, familyId), await booked(till, familyId)]).toEqual([left, left]);
  });

  it.each([
    ["once", undefined, 1],
    ["twice, were it not for the guard of versions", /\(.?row_version.?\)/, 2],
  ] as const)("a webhook and a poll that tell the same book it %s", async (_name, without, bookings) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [3000]);
    const paid = await payWith(till, familyId, await keepMethod(till, familyId, "pending"), 3000);
    await till.house.drain();
    await setFaults(sandbox, { webhooks: { fault: "drop", left: 100 } });
    await actOn(sandbox, paid.attemptId, "settle");
    await till.house.drain();
    const chargeToken = await value(
      database,
      `processor_ref from payment_attempts where id = '${paid.attemptId}'`,
    );
    const event: ProcessorEvent = {
      ...{ kind: "payment_succeeded", providerEventId: `evt_${paid.attemptId}`, occurredAtMs: ctx.nowMs },
      ...{ accountId: tenant.account.id, attemptId: paid.attemptId, chargeToken: String(chargeToken) },
      ...{ amountMinor: 3000, currency: ctx.account.currency },
    };
    await database.commit({
      statements: [
        statement(sql`insert into webhook_events (processor, event_id, kind, body, received_at)
          values ('sandbox', ${event.providerEventId}, ${event.kind}, ${toBody(event)}, 0)`),
      ],
    });
    const name = { processor: "sandbox", eventId: event.providerEventId };
    const parse = (body: string) => sandboxWebhooks(null).parseStored(body);
    await together(
      database,
      [
        (who) => applyWebhook(who(systemContext(tenant)) as never, desk, name, parse),
        (who) => pollPayment(who(systemContext(tenant)), desk, paid.attemptId),
      ],
      without,
    );
    const of = `from postings where payment_id = '${"paymentId" in paid ? paid.paymentId : ""}'`;
    expect(await value(database, `count(*) ${of} and kind = 'settlement'`)).toBe(bookings);
    expect(await booked(till, familyId)).toBe(3000);
    await setFaults(sandbox, { webhooks: null });
  });
});
