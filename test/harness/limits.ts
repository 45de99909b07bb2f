const PERIOD_MS = 60_000;

/**
 * A rate limit as the platform's, with windows of a minute, but by a clock that the test holds: the platform's own begins
 * anew with every minute on the wall, and counts for every file that shares its worker.
 */
export function limitByClock(most: number, now: () => number): RateLimit {
  const counts = new Map<string, number>();
  return {
    async limit({ key }) {
      const window = `${Math.floor(now() / PERIOD_MS)} ${key}`;
      const count = (counts.get(window) ?? 0) + 1;
      counts.set(window, count);
      return { success: count <= most };
    },
  };
}
