/**
 * A rate limit that grants each key so much for good: the platform's own begins anew with every minute of the wall clock,
 * so that a test which asks too often is not refused when a minute ends meanwhile.
 */
export function countingLimit(most: number): RateLimit {
  const counts = new Map<string, number>();
  return {
    async limit({ key }) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= most };
    },
  };
}
