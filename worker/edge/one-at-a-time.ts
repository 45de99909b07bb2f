interface Lane {
  /** How many times the work was begun, and the latest beginning that is known to have ended well. */
  begun: number;
  ended: number;
  /** Since when somebody is at it; null when nobody is. */
  runningSinceMs: number | null;
}

/** Work that many ask for and that one of them does for all, so that a rush sends on its effects in a few trips. */
export class OneAtATime {
  readonly #lanes = new Map<string, Lane>();

  /**
   * Comes back when the work was done from beginning to end after it was asked for, by somebody else or here. Whoever
   * waits looks at plain values and does the work themselves in the end: nobody relies on a request that was stopped.
   */
  async once(name: string, work: () => Promise<unknown>): Promise<void> {
    const lane = this.#lane(name);
    const wanted = lane.begun + 1;
    while (lane.ended < wanted) {
      const isTaken = lane.runningSinceMs !== null && performance.now() - lane.runningSinceMs < LOST_MS;
      if (!isTaken) return run(lane, work);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane: Lane = { begun: 0, ended: 0, runningSinceMs: null };
    this.#lanes.set(name, lane);
    return lane;
  }
}

async function run(lane: Lane, work: () => Promise<unknown>): Promise<void> {
  lane.begun += 1;
  const own = lane.begun;
  lane.runningSinceMs = performance.now();
  try {
    await work();
    lane.ended = Math.max(lane.ended, own);
  } finally {
    if (lane.begun === own) lane.runningSinceMs = null;
  }
}

/** Somebody who has not come back after so long was stopped, or is so slow that a second one does no harm. */
const LOST_MS = 1_500;
const PAUSE_MS = 100;
