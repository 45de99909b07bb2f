interface Ticket {
  /** Since when it has been its turn; null while it waits. */
  startedMs: number | null;
  /** Its owner has taken the turn. */
  isAtWork: boolean;
  /** Tells whoever waits with it to look again. */
  wake: () => void;
}

/** How many of one lane are at work at once: enough to fill a group at the desk, few enough to let others through. */
const AT_ONCE = 100;
/** Those who wait go on together when all before them are done, or after so long. */
const WAVE_MS = 500;
/** Somebody at work for longer was stopped, or waits for the outside world: others go on. */
const LOST_MS = 3_000;
/** Somebody whose turn it is and who does not take it has gone: a crowd reloads its pages. */
const GONE_MS = 100;

const monotonic = () => performance.now();

/**
 * Lets few requests of one lane at work at a time, in the order of their coming, so that a crowd in one portal does not
 * stand in every queue behind it and whoever comes by another way meets none of it. Nobody is refused, and nobody sees it:
 * what is there for less than a crowd passes at once.
 *
 * A crowd goes on in waves: those who begin together are answered by the same few trips, and while they all wait for one
 * the thread is free to take in whoever is at the door.
 */
export class Bulkhead {
  readonly #lanes = new Map<string, Lane>();
  readonly #atOnce: number;
  readonly #now: () => number;

  constructor(atOnce: number = AT_ONCE, now: () => number = monotonic) {
    this.#atOnce = atOnce;
    this.#now = now;
  }

  async pass<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(name) ?? new Lane(this.#atOnce, this.#now);
    this.#lanes.set(name, lane);
    const ticket: Ticket = { startedMs: null, isAtWork: false, wake: () => {} };
    lane.take(ticket);
    try {
      while (ticket.startedMs === null) {
        await turnOf(ticket, lane.isNext(ticket) ? GONE_MS : LOST_MS);
        lane.look();
      }
      ticket.isAtWork = true;
      return await work();
    } finally {
      lane.leave(ticket);
      if (lane.isEmpty && this.#lanes.get(name) === lane) this.#lanes.delete(name);
    }
  }
}

/** Until it is told, or for so long: a request relies on nobody else, who may be stopped. */
async function turnOf(ticket: Ticket, mostMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, mostMs);
    ticket.wake = resolve;
  });
  // Each request ends its own timers.
  clearTimeout(timer);
}

/** Plain values that many requests look at. */
export class Lane {
  /** Whose turn it is. */
  readonly #working = new Set<Ticket>();
  /** In the order of their coming. */
  readonly #waiting = new Set<Ticket>();
  readonly #atOnce: number;
  readonly #now: () => number;
  /** When the last wave began. */
  #waveMs = Number.NEGATIVE_INFINITY;

  constructor(atOnce: number, now: () => number = monotonic) {
    this.#atOnce = atOnce;
    this.#now = now;
  }

  get isEmpty(): boolean {
    return this.#working.size === 0 && this.#waiting.size === 0;
  }

  isNext(ticket: Ticket): boolean {
    const [next] = this.#waiting;
    return next === ticket;
  }

  take(ticket: Ticket): void {
    const isFree = this.#waiting.size === 0 && this.#working.size < this.#atOnce;
    this.#waiting.add(ticket);
    if (isFree) this.#fill(this.#now());
  }

  leave(ticket: Ticket): void {
    this.#waiting.delete(ticket);
    this.#working.delete(ticket);
    this.look();
  }

  look(): void {
    const nowMs = this.#now();
    for (const ticket of this.#working) if (isLost(ticket, nowMs)) this.#working.delete(ticket);
    if (this.#working.size === 0 || nowMs - this.#waveMs >= WAVE_MS) this.#fill(nowMs);
  }

  /** Gives the free places to those who came first. */
  #fill(nowMs: number): void {
    this.#waveMs = nowMs;
    for (const ticket of this.#waiting) {
      // Who is first now looks from now on.
      ticket.wake();
      if (this.#working.size >= this.#atOnce) break;
      this.#waiting.delete(ticket);
      ticket.startedMs = nowMs;
      this.#working.add(ticket);
    }
  }
}

function isLost({ startedMs, isAtWork }: Ticket, nowMs: number): boolean {
  return startedMs !== null && nowMs - startedMs > (isAtWork ? LOST_MS : GONE_MS);
}
