import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendMessage } from "../../worker/domains/conversations/send-message.ts";
import { settleMessage } from "../../worker/domains/conversations/settle-message.ts";
import { startConversation } from "../../worker/domains/conversations/start-conversation.ts";
import { applyStatus } from "../../worker/domains/texts/apply-status.ts";
import { sendText } from "../../worker/domains/texts/send-text.ts";
import { type TextDesk, textDeskOf } from "../../worker/domains/texts/text-desk.ts";
import { newProviderId } from "../../worker/providers/sms/simulator/callbacks.ts";
import type { StatusReport, TextProvider } from "../../worker/providers/sms/sms.ts";
import { contextOf, staffContext, systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { died, everywhere, type mortal } from "../payments/mortal.ts";
import { openTexting } from "./school.ts";

const MINUTE_MS = 60_000;

/** The same desk, whose provider counts and dies with the database. */
function dyingDesk(desk: TextDesk, fault: ReturnType<typeof mortal>): TextDesk {
  return {
    ...desk,
    async open() {
      const open = await desk.open();
      if (!open) return null;
      const send: TextProvider["send"] = (text) => fault.one(() => open.provider.send(text));
      const recentTo: TextProvider["recentTo"] = (sought) => fault.one(() => open.provider.recentTo(sought));
      return { ...open, provider: { ...open.provider, send, recentTo } };
    },
  };
}

describe("a text", { timeout: 60_000 }, async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const texting = await openTexting(tenant, house);
  const staff = await staffContext(tenant);
  const desk = textDeskOf(house.services, systemContext(tenant));
  const at = (minutes: number) => {
    house.clock.nowMs = TEST_NOW_MS + minutes * MINUTE_MS;
    return systemContext(tenant, house.clock.nowMs);
  };
  const begin = async (body = "See you at four") => {
    house.clock.nowMs = TEST_NOW_MS;
    const { familyId, e164 } = await texting.addFamily();
    const { id: conversationId } = await startConversation(contextOf(tenant, staff.actor), { familyId });
    const write = async () =>
      (await sendMessage(contextOf(tenant, staff.actor), conversationId, { body, fileIds: [] })).id;
    return { e164, conversationId, id: await write(), write };
  };
  const atProvider = async (e164: string) =>
    (await texting.network.texts(500)).filter(({ to }) => to === e164);
  const stateOf = async (id: string) => {
    const [row] = await texting.rows<{ status: string; dueAt: number | null; spent: number }>(
      `select json_object('status', status, 'dueAt', due_at, 'spent', (select coalesce(-sum(credits), 0)
        from message_credit_entries where message_id = m.id)) as value from messages m where id = '${id}'`,
    );
    return row!;
  };
  /** The effect comes again, as its outbox row has it, until nothing is left to be done. */
  const recover = async (id: string) => {
    for (const minutes of [1, 3, 6, 9]) {
      await house.settle();
      await sendText(at(minutes), desk, id);
    }
    await house.settle();
  };

  it("is sent exactly once, whatever dies where", async () => {
    const deaths = await everywhere(async (fault, name) => {
      const { e164, id } = await begin();
      const ctx = { ...at(0), database: fault.databaseOf(tenant.database) };
      await sendText(ctx, dyingDesk(desk, fault), id).catch(died);
      return async () => {
        expect([name, (await atProvider(e164)).length <= 1]).toEqual([name, true]);
        await recover(id);
        expect([name, (await atProvider(e164)).length, await stateOf(id)]).toEqual([
          name,
          1,
          { status: "delivered", dueAt: null, spent: 1 },
        ]);
      };
    });
    expect(deaths).toBeGreaterThan(6);
  });

  it("is sent exactly once while callbacks are lost and the recovery dies as well", async () => {
    await everywhere(async (fault, name) => {
      const { e164, id } = await begin();
      await texting.network.setFaults({
        texts: { fault: "die_after", left: 1 },
        callbacks: { fault: "drop", left: 1 },
      });
      await sendText(at(0), desk, id);
      // The provider goes on after its answer, and takes its callback fault only then.
      await house.settle();
      expect(await stateOf(id)).toMatchObject({ status: "unknown", spent: 1 });
      const ctx = { ...at(3), database: fault.databaseOf(tenant.database) };
      await sendText(ctx, dyingDesk(desk, fault), id).catch(died);
      return async () => {
        await recover(id);
        expect([name, (await atProvider(e164)).length, await stateOf(id)]).toMatchObject([
          name,
          1,
          { status: "delivered", spent: 1 },
        ]);
      };
    });
  });

  it("goes out when the provider never took it, and waits when it takes too much", async () => {
    for (const fault of ["die_before", "busy"] as const) {
      const { e164, id } = await begin();
      await texting.network.setFaults({ texts: { fault, left: 1 } });
      await sendText(at(0), desk, id);
      expect((await atProvider(e164)).length).toBe(0);
      await recover(id);
      expect([fault, (await atProvider(e164)).length]).toEqual([fault, 1]);
      expect(await stateOf(id)).toMatchObject({ status: "delivered", spent: 1 });
    }
  });

  it("two alike in doubt are told apart; a third at the provider leaves it to a person", async () => {
    const { e164, id, write } = await begin();
    const twin = await write();
    await texting.network.setFaults({
      texts: { fault: "die_after", left: 2 },
      callbacks: { fault: "drop", left: 2 },
    });
    // Two at once would take the same one of the faults.
    for (const one of [id, twin]) {
      await sendText(at(0), desk, one);
      await house.settle();
    }
    for (const one of [id, twin]) await sendText(at(3), desk, one);
    expect([(await stateOf(id)).status, (await stateOf(twin)).status]).toEqual(["delivered", "delivered"]);
    expect((await atProvider(e164)).length).toBe(2);

    const doubtful = await begin("Is it so?");
    await texting.network.setFaults({ texts: { fault: "die_before", left: 1 } });
    await sendText(at(0), desk, doubtful.id);
    for (const providerId of [newProviderId(), newProviderId()]) {
      const text = {
        to: doubtful.e164,
        from: "+13125550100",
        body: "Is it so?",
        createdAtMs: TEST_NOW_MS + 1,
      };
      const facts = {
        mediaUrls: [],
        messageId: null,
        statusUrl: null,
        status: "delivered",
        direction: "out",
      };
      await texting.network.add({ ...text, ...facts, providerId } as never);
    }
    await sendText(at(3), desk, doubtful.id);
    expect(await stateOf(doubtful.id)).toMatchObject({ status: "unknown", dueAt: null });
    await sendText(at(9), desk, doubtful.id);
    expect((await atProvider(doubtful.e164)).length).toBe(2);
    const ctx = contextOf(tenant, staff.actor);
    const again = await settleMessage(ctx, doubtful.id, { how: "again" });
    expect(again.id).not.toBe(doubtful.id);
    expect((await stateOf(doubtful.id)).status).toBe("cancelled");
    await expect(
      settleMessage(contextOf(tenant, staff.actor), doubtful.id, { how: "leave" }),
    ).rejects.toThrow(/gone on/);
  });

  it.each([
    [1, undefined],
    [2, /row_version|message_credit_entries/],
  ])("two runners at once send it once; without the guard it would be twice: %i", async (times, without) => {
    const { e164, id } = await begin();
    const gate = barrier(2);
    const racer = () => ({ ...at(0), database: racing(tenant.database, gate, without) });
    await Promise.all([sendText(racer(), desk, id), sendText(racer(), desk, id)]);
    await house.settle();
    expect((await atProvider(e164)).length).toBe(times);
  });

  it("nobody is texted who writes STOP between the look and the claim", async () => {
    const { e164, id } = await begin();
    const database = Object.create(tenant.database) as typeof tenant.database;
    let isFirst = true;
    database.read = (queries) => tenant.database.read(queries);
    database.commit = async (batch) => {
      if (isFirst) await texting.write(e164, "STOP");
      isFirst = false;
      return tenant.database.commit(batch);
    };
    expect(await sendText({ ...at(0), database }, desk, id)).toBe("stopped");
    expect((await atProvider(e164)).length).toBe(0);
    expect(await stateOf(id)).toMatchObject({ status: "failed", spent: 0 });
  });

  it("converges whatever order its callbacks come in", async () => {
    const providerAccount = "AC";
    const words = fc.constantFrom("sent", "delivered", "undelivered") as fc.Arbitrary<StatusReport["status"]>;
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (heard) => {
        const { id } = await begin();
        await texting.network.setFaults({ callbacks: { fault: "drop", left: 1 } });
        const sent = sendText(at(0), desk, id);
        const providerId = newProviderId();
        await sent;
        // Else the dropped callback is that of the next history.
        await house.settle();
        const [row] = await texting.rows<{ p: string }>(
          `select json_object('p', provider_id) as value from messages where id = '${id}'`,
        );
        for (const status of heard)
          await applyStatus(at(1), id, { providerAccount, providerId: row!.p, status, trouble: null });
        await applyStatus(at(1), id, { providerAccount, providerId, status: "failed", trouble: null });
        const last = ["delivered", "undelivered", "sent"].find((status) => heard.includes(status as never));
        expect((await stateOf(id)).status).toBe(last);
      }),
      { numRuns: 12 },
    );
  });
});
