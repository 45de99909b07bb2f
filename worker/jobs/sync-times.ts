const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MINUTES_OF_DAY = 1_440;

/** When an account is read next: every day at the same minute, and accounts spread over all minutes of the day. */
export function nextSyncAt(accountId: string, nowMs: number): number {
  const at = nowMs - (nowMs % DAY_MS) + minuteOf(accountId) * MINUTE_MS;
  return at > nowMs ? at : at + DAY_MS;
}

/** FNV-1a: the same minute wherever and whenever it is asked. */
function minuteOf(accountId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < accountId.length; i++) hash = Math.imul(hash ^ accountId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % MINUTES_OF_DAY;
}
