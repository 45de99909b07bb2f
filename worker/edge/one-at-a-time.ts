interface Lane {
  /** Since when somebody is at it; null when nobody is. */
  runningSinceMs: number | null;
  /** Who does it next, and when they last looked whether it is their turn. */
  next: { seenMs: number } | null;
}

/**
 * Work that many ask for and that one of them does for all, so that a rush sends on its effects in a few trips. One is at
 * it and at most one waits: timers of the many requests of one object fire one behind the other, and hundreds that wait
 * would hold up everything else that the object has timed.
 */
export class OneAtATime {
  readonly #lanes = new Map<string, Lane>();

  /**
   * Sees to it that the work is begun after it was asked for: here, or by whoever waits to begin it already, and then it
   * comes back at once. Somebody who was stopped is replaced by the next who asks.
   */
  async once(name: string, work: () => Promise<unknown>): Promise<void> {
    const lane = this.#lane(name);
    if (!isTaken(lane)) return run(lane, work);
    if (lane.next !== null && performance.now() - lane.next.seenMs < LOST_MS) return;
    const own = { seenMs: performance.now() };
    lane.next = own;
    while (isTaken(lane)) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (lane.next !== own) return;
      own.seenMs = performance.now();
    }
    lane.next = null;
    return run(lane, work);
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane: Lane = { runningSinceMs: null, next: null };
    this.#lanes.set(name, lane);
    return lane;
  }
}

function isTaken({ runningSinceMs }: Lane): boolean {
  return runningSinceMs !== null && performance.now() - runningSinceMs < LOST_MS;
}

async function run(lane: Lane, work: () => Promise<unknown>): Promise<void> {
  const sinceMs = performance.now();
  lane.runningSinceMs = sinceMs;
  try {
    await work();
  } finally {
    if (lane.runningSinceMs === sinceMs) lane.runningSinceMs = null;
  }
}

/** Somebody who has not come back after so long was stopped, or is so slow that a second one does no harm. */
const LOST_MS = 1_500;
const PAUSE_MS = 100;
