import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import type { Env } from "../../worker/env.ts";
import type { ConversationNews, MessengerFrame } from "../../worker/live/protocol.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openTexting } from "./school.ts";

describe("the Messenger Center of an account", { timeout: 60_000 }, async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ nowMs: Date.now() });
  const texting = await openTexting(tenant, house);
  const { client, person } = await signedIn(house, tenant);
  const { client: other } = await signedIn(house, tenant, { sms_logs: "view" });
  const center = () => (env as unknown as Env).MESSENGER_CENTER.getByName(tenant.account.id);

  const open = async (who: typeof client, after?: number, headers: Record<string, string> = {}) => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await house.fetch(
      `/api/office/${tenant.account.urlName}/messenger-live${after === undefined ? "" : `?after=${after}`}`,
      { headers: { cookie, origin: ORIGIN, upgrade: "websocket", ...headers } },
    );
    const frames: MessengerFrame[] = [];
    const socket = response.webSocket;
    socket?.accept();
    socket?.addEventListener("message", ({ data }) => void frames.push(JSON.parse(data as string)));
    const news = () => frames.flatMap((frame) => (frame.kind === "news" ? frame.items : []));
    const until = (ready: () => boolean) => expect.poll(ready, { interval: 10 }).toBe(true);
    return { response, frames, socket, news, until };
  };
  const messages = (news: readonly ConversationNews[]) => news.filter(({ what }) => what === "message");
  const write = async (from: string, body: string) => {
    await texting.write(from, body);
    await house.settle();
  };

  it("tells two people of every text, in order and once, whoever wrote it", async () => {
    const mine = await open(client);
    const theirs = await open(other);
    const { e164, familyId } = await texting.addFamily();
    await write(e164, "one");
    await Promise.all([write(e164, "two"), write(e164, "three")]);
    const { id } = (await client.post("/messenger/start", { familyId })).body;
    await client.post(`/messenger/conversations/${id}/messages`, { body: "four" });
    await house.settle();
    for (const { news, until } of [mine, theirs]) {
      await until(() => messages(news()).length === 4);
      const seqs = news().map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
    expect(mine.news()).toEqual(theirs.news());
    expect(JSON.stringify(mine.frames)).not.toMatch(/one|two|three|four/);
  });

  it("resumes after the object was aborted, without loss or repetition, and heals a lost word", async () => {
    const { e164 } = await texting.addFamily();
    const first = await open(client);
    await write(e164, "before");
    await first.until(() => messages(first.news()).length === 1);
    const last = first.news().at(-1)!.seq;
    await abortAllDurableObjects();
    await write(e164, "while it was gone");
    await tenant.database.commit({
      statements: [
        statement(sql`insert into conversation_events (kind, conversation_id, row_id)
          values ('note', 'cnv_untold', 'cno_untold')`),
      ],
    });
    const again = await open(client, last);
    await again.until(() => again.news().some(({ rowId }) => rowId === "cno_untold"));
    await write(e164, "after");
    await again.until(() => messages(again.news()).length === 2);
    const seqs = again.news().map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from(seqs, (_, i) => last + 1 + i));
    expect((await open(client, last + 100_000)).frames).toBeDefined();
    const far = await open(client, last + 100_000);
    await far.until(() => far.frames.length > 0);
    expect(far.frames[0]).toMatchObject({ kind: "hello", missed: true });
  });

  it("says who is there and who types, to those who are there", async () => {
    const mine = await open(client);
    const theirs = await open(other);
    const here = (frames: readonly MessengerFrame[]) => frames.findLast((frame) => frame.kind === "here");
    mine.socket?.send(JSON.stringify({ at: "cnv_1", isTyping: false }));
    theirs.socket?.send(JSON.stringify({ at: "cnv_1", isTyping: true }));
    await mine.until(() => (here(mine.frames)?.people.length ?? 0) === 2);
    expect(here(mine.frames)?.people).toContainEqual(
      expect.objectContaining({ id: person.id, isTyping: false }),
    );
    expect(here(mine.frames)?.people.filter(({ isTyping }) => isTyping)).toHaveLength(1);
    theirs.socket?.send("not json");
    theirs.socket?.send(JSON.stringify({ at: "x".repeat(1000), isTyping: true }));
    theirs.socket?.close();
    await mine.until(() => here(mine.frames)?.people.length === 1);
  });

  it("lets nobody in from elsewhere, without the right, or without a socket", async () => {
    expect((await open(client, undefined, { origin: "https://evil.example" })).response.status).toBe(403);
    expect((await open(client, undefined, { upgrade: "" })).response.status).toBe(426);
    const { client: stranger } = await signedIn(house, tenant, { families: "full" });
    expect((await open(stranger)).response.status).toBe(403);
    await center().poke();
  });
});
