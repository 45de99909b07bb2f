import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Env } from "../../worker/env.ts";
import { LISTENER_HEADER, type LiveEvent } from "../../worker/live/events.ts";
import type { HelloFrame, LiveFrame } from "../../worker/live/protocol.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("the live feed of an account", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ nowMs: Date.now() });
  const { client, person } = await signedIn(house, tenant, { admin: "full" });
  const { client: lesser, person: coach } = await signedIn(house, tenant, { attendance: "view" });
  const stub = (env as unknown as Env).ACTIVITY_FEED.getByName(tenant.account.id);
  const tell = (...events: LiveEvent[]) => stub.tell(events);
  const task = (staffId: string, done: number): LiveEvent => ({
    kind: "task",
    staffId,
    id: "tsk_1",
    status: "running",
    done,
    total: 9,
  });

  const open = async (who: typeof client, after?: number, headers: Record<string, string> = {}) => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await house.fetch(
      `/api/office/${tenant.account.urlName}/live${after === undefined ? "" : `?after=${after}`}`,
      { headers: { cookie, origin: ORIGIN, upgrade: "websocket", ...headers } },
    );
    const frames: LiveFrame[] = [];
    const socket = response.webSocket;
    let closed: number | undefined;
    socket?.accept();
    socket?.addEventListener("message", ({ data }) => void frames.push(JSON.parse(data as string)));
    socket?.addEventListener("close", ({ code }) => {
      closed = code;
    });
    const until = (ready: () => boolean) => expect.poll(ready, { interval: 10 }).toBe(true);
    return { response, frames, socket, until, closed: () => closed };
  };

  it("tells everybody who may know, in order, and nothing twice", async () => {
    const mine = await open(client);
    const theirs = await open(lesser);
    await tell({ kind: "activity", number: 1 }, { kind: "activity", number: 1 }, task(coach.id, 3));
    await tell(task(person.id, 4), { kind: "activity", number: 2 });
    await mine.until(() => mine.frames.length === 5);
    await theirs.until(() => theirs.frames.length === 2);
    expect(mine.frames).toMatchObject([
      { kind: "hello", missed: false },
      { kind: "activity", number: 1 },
      { kind: "task", done: 3 },
      { kind: "task", done: 4 },
      { kind: "activity", number: 2 },
    ]);
    expect(theirs.frames).toMatchObject([{ kind: "hello" }, { kind: "task", done: 3 }]);
    const seqs = mine.frames.slice(1).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(JSON.stringify([...mine.frames, ...theirs.frames])).not.toContain(coach.id);
  });

  it("says to a new socket how long ago something was told, also after it was evicted", async () => {
    const quiet = (env as unknown as Env).ACTIVITY_FEED.getByName("acc_quiet");
    const headers = { upgrade: "websocket", [LISTENER_HEADER]: JSON.stringify({ staffId: "stf_1" }) };
    const greeting = async () => {
      const { webSocket } = await quiet.fetch("https://feed.example/", { headers });
      const frame = new Promise<HelloFrame>((resolve) =>
        webSocket?.addEventListener("message", ({ data }) => resolve(JSON.parse(data as string))),
      );
      webSocket?.accept();
      return frame;
    };
    expect((await greeting()).toldAgeMs).toBeNull();
    const beforeMs = Date.now();
    await quiet.tell([{ kind: "activity", number: 1 }]);
    await evictDurableObject(quiet);
    const { toldAgeMs } = await greeting();
    expect(toldAgeMs).toBeGreaterThanOrEqual(0);
    expect(toldAgeMs).toBeLessThanOrEqual(Date.now() - beforeMs);
  });

  it("resumes after a lost socket without loss or repetition, also after it was evicted", async () => {
    const first = await open(client);
    await tell({ kind: "activity", number: 10 });
    await first.until(() => first.frames.length === 2);
    const last = first.frames.at(-1)!.seq;
    first.socket?.close();
    await tell({ kind: "activity", number: 11 }, { kind: "activity", number: 12 });
    await evictDurableObject(stub);
    const again = await open(client, last);
    await again.until(() => again.frames.length === 3);
    await tell({ kind: "activity", number: 13 });
    await again.until(() => again.frames.length === 4);
    expect(again.frames.map((frame) => ("number" in frame ? frame.number : frame.kind))).toEqual([
      "hello",
      11,
      12,
      13,
    ]);
  });

  it("goes on telling sockets that slept through an eviction", async () => {
    const listening = await open(client);
    await listening.until(() => listening.frames.length === 1);
    await evictDurableObject(stub);
    await tell({ kind: "activity", number: 20 });
    await listening.until(() => listening.frames.length === 2);
    expect(listening.frames[1]).toMatchObject({ kind: "activity", number: 20 });
  });

  it("says so when more was missed than it keeps", async () => {
    const first = await open(client);
    await first.until(() => first.frames.length === 1);
    const { seq } = first.frames[0]!;
    await tell(...Array.from({ length: 520 }, (_, i) => task(person.id, i)));
    const again = await open(client, seq);
    await again.until(() => again.frames.length === 1);
    expect(again.frames[0]).toMatchObject({ kind: "hello", missed: true });
    const ahead = await open(client, seq + 100_000);
    await ahead.until(() => ahead.frames.length === 1);
    expect(ahead.frames[0]).toMatchObject({ missed: true });
  });

  it("lets nobody in from another site, without a session, or without a socket", async () => {
    const status = async (...parts: Parameters<typeof open>) => (await open(...parts)).response.status;
    expect(await status(client, undefined, { origin: "https://evil.example" })).toBe(403);
    expect(await status(client, undefined, { origin: "" })).toBe(403);
    expect(await status(client, undefined, { upgrade: "" })).toBe(426);
    expect(await status(client, undefined, { "x-chalkline-listener": '{"staffId":"x"}', cookie: "" })).toBe(
      401,
    );
  });

  it("makes room for the newest socket of somebody who opens too many", async () => {
    const sockets: Awaited<ReturnType<typeof open>>[] = [];
    for (let i = 0; i < 13; i++) sockets.push(await open(lesser));
    await sockets[0]!.until(() => sockets[0]!.closed() === 4429);
    expect(sockets[12]!.closed()).toBeUndefined();
  });
});
