/** Work that many ask for and that one of them does for all, so that a rush sends on its effects in a few trips. */
export class OneAtATime {
  readonly #running = new Map<string, { sinceMs: number; isAskedAgain: boolean }>();

  /**
   * Does the work unless somebody is at it; then they do it once more when they are done, for all who asked meanwhile.
   * Plain values only: nobody waits for the promise of another request.
   */
  async once(name: string, work: () => Promise<unknown>): Promise<void> {
    const running = this.#running.get(name);
    if (running && performance.now() - running.sinceMs < LOST_MS) {
      running.isAskedAgain = true;
      return;
    }
    const own = { sinceMs: performance.now(), isAskedAgain: false };
    this.#running.set(name, own);
    try {
      for (;;) {
        await work();
        if (!own.isAskedAgain) return;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        own.isAskedAgain = false;
        own.sinceMs = performance.now();
      }
    } finally {
      if (this.#running.get(name) === own) this.#running.delete(name);
    }
  }
}

/** Somebody who has not come back after so long was stopped, and is not waited for. */
const LOST_MS = 10_000;
const PAUSE_MS = 200;
