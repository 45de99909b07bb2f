const MOST_LETTERS = 64;
/** Three rows of the table, used over and over: this is asked for every pair of names that look alike. */
const rows = [0, 1, 2].map(() => new Uint8Array(MOST_LETTERS + 1));

/** Letters exchanged, missing, too many or swapped with their neighbour between two words; `limit + 1` when more. */
export function editDistance(a: string, b: string, limit: number): number {
  const longer = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > limit || longer > MOST_LETTERS) return limit + 1;
  let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      const isSwap = cost === 1 && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length]!, limit + 1);
}
