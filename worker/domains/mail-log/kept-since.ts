const DAY_MS = 86_400_000;
/** What was written to somebody can be read for two years; that it was written stays. */
const KEPT_DAYS = 731;

/** The instant before which the words of mails are emptied, and no list of them is taken away. */
export function keptSinceMs(nowMs: number): number {
  return nowMs - KEPT_DAYS * DAY_MS;
}
