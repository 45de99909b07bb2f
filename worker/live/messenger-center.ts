import { DurableObject } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { createHandlers, type Handlers } from "../handlers.ts";
import { systemContext } from "../jobs/system-context.ts";
import { type HouseOptions, servicesFor } from "../services.ts";
import type { MessengerListener } from "./events.ts";
import { Facts } from "./facts.ts";
import { PeopleAt } from "./people-at.ts";
import { type ConversationNews, type HelloFrame, type MessengerFrame, PING, PONG } from "./protocol.ts";
import { afterOf, endSocket, listenerOf, openSocket, socketsOnly } from "./sockets.ts";

/** Who missed more than that asks for everything anew. */
const RESUMED_MOST = 500;
/** While somebody listens, the account is asked so often whether word of something was lost. */
const HEAL_MS = 20_000;

/**
 * One account's Messenger Center: orders what happens in conversations and tells every socket. The account's database
 * numbers what happened and is the only record; this object knows up to where it has told, so that it may die or sleep
 * (sockets hibernate) at any moment and goes on with the next number. Who is there and who types is not stored.
 */
export function messengerCenter(options: HouseOptions) {
  return class MessengerCenter extends DurableObject {
    readonly #handlers: Handlers;
    readonly #people: PeopleAt;
    readonly #facts: Facts;
    #told: number | null = null;
    #pass: Promise<void> | null = null;
    #isNewsWaiting = false;

    constructor(state: DurableObjectState, env: unknown) {
      super(state, env as never);
      this.#handlers = createHandlers(options);
      this.#people = new PeopleAt(this.ctx);
      this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
      this.#facts = new Facts(this.ctx.storage);
    }

    /** Something happened: whatever was not told yet is told, in order. Those who come meanwhile go together. */
    poke(): Promise<void> {
      this.#isNewsWaiting = true;
      this.#pass ??= this.#tellAll().finally(() => {
        this.#pass = null;
      });
      return this.#pass;
    }

    /** A socket of somebody whom the Worker let in. `after`: the last number they were told. */
    override async fetch(request: Request): Promise<Response> {
      const listener = listenerOf<MessengerListener>(request);
      if (listener === null) return socketsOnly();
      const missed = await this.#missedSince(afterOf(request));
      // From here on nothing waits: no news comes between what is told again and what is new.
      const { client, server } = openSocket(this.ctx, listener.staffId);
      const upTo = missed.news.at(-1)?.seq ?? this.#told ?? 0;
      this.#people.welcome(server, { ...listener, from: upTo, at: null, isTyping: false });
      send(server, this.#hello(upTo, missed.isTooMuch));
      if (missed.news.length > 0 && !missed.isTooMuch) send(server, { kind: "news", items: missed.news });
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + HEAL_MS);
      return new Response(null, { status: 101, webSocket: client });
    }

    /** Closes what somebody has open here: their session ended. Whoever has another one comes back at once. */
    endSockets(personId: string): void {
      this.ctx.getWebSockets(personId).forEach(endSocket);
    }

    override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
      if (typeof message === "string") this.#people.hear(socket, message);
    }

    override webSocketClose(socket: WebSocket): void {
      this.#people.leave(socket);
    }

    override async alarm(): Promise<void> {
      if (this.ctx.getWebSockets().length === 0) return;
      await this.ctx.storage.setAlarm(Date.now() + HEAL_MS);
      await this.poke();
    }

    async #tellAll(): Promise<void> {
      while (this.#isNewsWaiting) {
        this.#isNewsWaiting = false;
        const told = this.#lastTold();
        const { news, last } = await this.#newsAfter(told ?? 0, told === null ? 0 : RESUMED_MOST);
        // A new object, or a database that was put back to an earlier day: it begins with what is there.
        if (told === null || last < told) {
          this.#keepTold(last);
          if (told !== null) this.#broadcast(this.#hello(last, true), last);
          continue;
        }
        if (news.length === 0) continue;
        this.#keepTold(news.at(-1)!.seq);
        this.#broadcast({ kind: "news", items: news }, news[0]!.seq);
        if (news.length === RESUMED_MOST) this.#isNewsWaiting = true;
      }
    }

    /** What came after that number, read until it reaches what everybody else was told. */
    async #missedSince(after: number | null): Promise<{ news: ConversationNews[]; isTooMuch: boolean }> {
      await this.poke();
      if (after === null) return { news: [], isTooMuch: false };
      const news: ConversationNews[] = [];
      for (;;) {
        const from = news.at(-1)?.seq ?? after;
        const { news: more, first, last } = await this.#newsAfter(from, RESUMED_MOST + 1);
        news.push(...more);
        const isTooMuch = news.length > RESUMED_MOST || after < first - 1 || after > last;
        if (isTooMuch) return { news: [], isTooMuch: true };
        if ((news.at(-1)?.seq ?? after) >= (this.#told ?? 0)) return { news, isTooMuch: false };
      }
    }

    async #newsAfter(after: number, most: number) {
      const services = servicesFor(this.#handlers.house(this.env as object), (work) =>
        this.ctx.waitUntil(work),
      );
      const { database } = await systemContext(services, this.ctx.id.name ?? "", "messenger-center");
      const { news, ends } = await database.read({
        news: select(
          {
            seq: sql<number>`number`,
            what: sql<ConversationNews["what"]>`kind`,
            conversationId: sql<string>`conversation_id`,
            rowId: sql<string>`row_id`,
          },
          sql`from conversation_events where number > ${after} order by number limit ${most}`,
        ),
        ends: select(
          {
            first: sql<number>`coalesce((select min(number) from conversation_events), 1)`,
            last: sql<number>`coalesce((select max(number) from conversation_events), 0)`,
          },
          sql``,
        ),
      });
      return { news, ...ends[0]! };
    }

    #lastTold(): number | null {
      this.#told ??= this.#facts.get("told");
      return this.#told;
    }

    #keepTold(number: number): void {
      this.#told = number;
      this.#facts.set("told", number);
      this.#facts.noteTold();
    }

    #hello(seq: number, missed: boolean): HelloFrame {
      return { kind: "hello", seq, missed, toldAgeMs: this.#facts.toldAgeMs() };
    }

    /** `first`: a socket that came later than that has a part of it already. */
    #broadcast(frame: MessengerFrame, first: number): void {
      const text = JSON.stringify(frame);
      const nowMs = Date.now();
      for (const socket of this.ctx.getWebSockets()) {
        const person = this.#people.of(socket);
        if (person.expiresAtMs <= nowMs) endSocket(socket);
        else if (person.from < first || frame.kind !== "news") socket.send(text);
        else {
          const items = frame.items.filter(({ seq }) => seq > person.from);
          if (items.length > 0) send(socket, { kind: "news", items });
        }
      }
    }
  };
}

function send(socket: WebSocket, frame: MessengerFrame): void {
  socket.send(JSON.stringify(frame));
}
