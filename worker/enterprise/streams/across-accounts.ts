/** How many accounts are asked at once: a Worker has six connections. */
export const AT_ONCE = 6;
/** Who takes longer is waited for beside the others; so many at most, lest a bad day opens hundreds. */
export const SLOW_MS = 250;
const MAX_SLOW = 6;
/** After this long an account counts as not answering. */
export const PATIENCE_MS = 5_000;

/** The account did not answer in time. */
export class Stalled extends Error {
  constructor() {
    super("The account did not answer in time");
    this.name = "Stalled";
  }
}

/**
 * Asks accounts, a few at once; one that stalls gives its turn to the next, so that nobody waits for it. `brisk` is
 * over when all but the slow ones have answered, `all` when everybody has. `ask` says itself what went wrong.
 */
export function acrossAccounts<Item>(
  items: readonly Item[],
  ask: (item: Item) => Promise<void>,
): { readonly brisk: Promise<void>; readonly all: Promise<void> } {
  const waiting = items.values();
  let [running, slow] = [0, 0];
  let isEmpty = false;
  const brisk = Promise.withResolvers<void>();
  const all = Promise.withResolvers<void>();

  function next(): void {
    while (running < AT_ONCE && !isEmpty) {
      const { value, done } = waiting.next();
      if (done) isEmpty = true;
      else start(value);
    }
    if (running > 0 || !isEmpty) return;
    brisk.resolve();
    if (slow === 0) all.resolve();
  }

  function start(item: Item): void {
    running += 1;
    let isSlow = false;
    const timer = setTimeout(() => {
      if (slow >= MAX_SLOW) return;
      isSlow = true;
      slow += 1;
      running -= 1;
      next();
    }, SLOW_MS);
    void ask(item).then(() => {
      clearTimeout(timer);
      if (isSlow) slow -= 1;
      else running -= 1;
      next();
    }, all.reject);
  }

  next();
  return { brisk: brisk.promise, all: all.promise };
}

/** @throws Stalled when it takes too long; what was asked goes on, and nobody listens any more */
export async function withPatience<T>(asked: Promise<T>, patienceMs: number = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Stalled()), patienceMs);
  });
  try {
    return await Promise.race([asked, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
