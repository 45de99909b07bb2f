interface Ticket {
  readonly number: number;
  /** Since when it has been at work; null while it waits. */
  startedMs: number | null;
  /** When it looks again whether it is its turn. */
  backMs: number;
}

/** How many of one lane are at work at once: enough to fill a group at the desk, few enough to let others through. */
const AT_ONCE = 100;
/** Somebody at work for longer was stopped, or waits for the outside world: others go on. */
const LOST_MS = 3_000;
/** Somebody who does not look again when they should was stopped while they waited. */
const LATE_MS = 1_000;
const MIN_PAUSE_MS = 4;
const MAX_PAUSE_MS = 1_000;

/**
 * Lets few requests of one lane at work at a time, in the order of their coming, so that a crowd in one portal does not
 * stand in every queue behind it and whoever comes by another way meets none of it. Nobody is refused, and nobody sees it:
 * what is there for less than a crowd passes at once.
 */
export class Bulkhead {
  readonly #lanes = new Map<string, Lane>();
  readonly #atOnce: number;

  constructor(atOnce: number = AT_ONCE) {
    this.#atOnce = atOnce;
  }

  async pass<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(name) ?? new Lane(this.#atOnce);
    this.#lanes.set(name, lane);
    const ticket = lane.take();
    try {
      // A timer of one's own, since a request that waited for another's promise would end with it.
      for (let pauseMs = lane.pause(ticket); pauseMs > 0; pauseMs = lane.pause(ticket)) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      return await work();
    } finally {
      lane.leave(ticket);
      if (lane.isEmpty && this.#lanes.get(name) === lane) this.#lanes.delete(name);
    }
  }
}

/** Plain values that many requests look at; in the order of the tickets' numbers. */
class Lane {
  readonly #tickets = new Map<number, Ticket>();
  readonly #atOnce: number;
  #lastNumber = 0;
  /** How long it takes of late until the next one leaves, and when the last one did. */
  #paceMs = 1;
  #leftMs: number | null = null;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get isEmpty(): boolean {
    return this.#tickets.size === 0;
  }

  take(): Ticket {
    this.#lastNumber += 1;
    const ticket = { number: this.#lastNumber, startedMs: null, backMs: performance.now() };
    this.#tickets.set(ticket.number, ticket);
    return ticket;
  }

  /** How long to wait before looking again; 0 when it is the ticket's turn, which it then has taken. */
  pause(ticket: Ticket): number {
    const nowMs = performance.now();
    let ahead = 0;
    for (const other of this.#tickets.values()) {
      if (other.number >= ticket.number) break;
      if (isLost(other, nowMs)) this.#tickets.delete(other.number);
      else ahead += 1;
      if (ahead >= this.#atOnce) return this.#pause(ticket, nowMs);
    }
    ticket.startedMs = nowMs;
    return 0;
  }

  leave(ticket: Ticket): void {
    this.#tickets.delete(ticket.number);
    const nowMs = performance.now();
    if (this.#leftMs !== null) this.#paceMs += (Math.min(nowMs - this.#leftMs, LOST_MS) - this.#paceMs) / 16;
    this.#leftMs = nowMs;
  }

  /** Most of the way to one's turn at once, and the rest in ever shorter steps. */
  #pause(ticket: Ticket, nowMs: number): number {
    const [first] = this.#tickets.keys();
    const turnMs = (ticket.number - (first ?? ticket.number) - this.#atOnce + 1) * this.#paceMs;
    const pauseMs = Math.min(Math.max(turnMs * 0.75, MIN_PAUSE_MS), MAX_PAUSE_MS);
    ticket.backMs = nowMs + pauseMs;
    return pauseMs;
  }
}

function isLost({ startedMs, backMs }: Ticket, nowMs: number): boolean {
  return startedMs === null ? nowMs > backMs + LATE_MS : nowMs > startedMs + LOST_MS;
}
