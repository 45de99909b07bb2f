import { DurableObject } from "cloudflare:workers";
import type { Listener, LiveEvent } from "./events.ts";
import { Facts } from "./facts.ts";
import { type HelloFrame, type LiveFrame, PING, PONG } from "./protocol.ts";
import { afterOf, endSocket, listenerOf, openSocket, socketsOnly } from "./sockets.ts";

/** So many frames are kept for those who come back; who missed more asks for everything. */
const FRAMES_KEPT = 500;

interface Stored extends Record<string, SqlStorageValue> {
  readonly seq: number;
  readonly audience: string | null;
  readonly body: string;
}

/**
 * One account's live feed: numbers what happens, tells every socket that may know of it, and lets a socket that was lost
 * resume without loss or repetition. It sleeps between two events (sockets hibernate), so everything it knows is in its
 * storage or attached to the sockets. The account's database stays the only record.
 */
export class ActivityFeed extends DurableObject {
  readonly #facts: Facts;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env as never);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.ctx.storage.sql.exec(
      "create table if not exists frames (seq integer primary key autoincrement, audience text, body text not null)",
    );
    this.#facts = new Facts(this.ctx.storage);
  }

  /** Numbers the events and tells them. An activity number that was told before is not told again. */
  tell(events: readonly LiveEvent[]): void {
    for (const event of events) {
      if (event.kind === "activity" && !this.#facts.raise("activity", event.number)) continue;
      const { audience, body } = split(event);
      const { seq } = this.ctx.storage.sql
        .exec<{ seq: number }>(
          "insert into frames (audience, body) values (?, ?) returning seq",
          audience,
          body,
        )
        .one();
      this.ctx.storage.sql.exec("delete from frames where seq <= ?", seq - FRAMES_KEPT);
      this.#facts.noteTold();
      this.#send({ seq, audience, body });
    }
  }

  /** A socket of somebody whom the Worker let in. `after`: the last frame they have. */
  override async fetch(request: Request): Promise<Response> {
    const listener = listenerOf<Listener>(request);
    if (listener === null) return socketsOnly();
    const { client, server } = openSocket(this.ctx, listener.staffId);
    server.serializeAttachment(listener);
    this.#greet(server, listener, afterOf(request));
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Closes what somebody has open here: their session ended. Whoever has another one comes back at once. */
  endSockets(personId: string): void {
    this.ctx.getWebSockets(personId).forEach(endSocket);
  }

  override webSocketMessage(): void {
    // Nothing but pings comes this way, and those are answered without waking anybody.
  }

  /** In one go, without waiting for anything: no event comes between what is told again and what is new. */
  #greet(socket: WebSocket, listener: Listener, after: number | null): void {
    const { last, first } = this.ctx.storage.sql
      .exec<{ last: number; first: number }>(
        "select coalesce(max(seq), 0) as last, coalesce(min(seq), 1) as first from frames",
      )
      .one();
    const missed = after !== null && (after > last || after < first - 1);
    const toldAgeMs = this.#facts.toldAgeMs();
    socket.send(JSON.stringify({ kind: "hello", seq: last, missed, toldAgeMs } satisfies HelloFrame));
    if (after === null || missed) return;
    const frames = this.ctx.storage.sql.exec<Stored>(
      "select * from frames where seq > ? order by seq",
      after,
    );
    for (const frame of frames) if (mayKnow(listener, frame.audience)) socket.send(textOf(frame));
  }

  #send(frame: Stored): void {
    const nowMs = Date.now();
    for (const socket of this.ctx.getWebSockets()) {
      const listener = socket.deserializeAttachment() as Listener;
      if (listener.expiresAtMs <= nowMs) endSocket(socket);
      else if (mayKnow(listener, frame.audience)) socket.send(textOf(frame));
    }
  }
}

const ACTIVITY = "activity";

function split(event: LiveEvent): { audience: string | null; body: string } {
  if (event.kind === "activity") return { audience: ACTIVITY, body: JSON.stringify(event) };
  const { staffId, ...told } = event;
  return { audience: staffId, body: JSON.stringify(told) };
}

function mayKnow(listener: Listener, audience: string | null): boolean {
  if (audience === ACTIVITY) return listener.seesActivity;
  return audience === listener.staffId || listener.seesAllTasks;
}

function textOf({ seq, body }: Stored): string {
  return JSON.stringify({ ...(JSON.parse(body) as Omit<LiveFrame, "seq">), seq });
}
