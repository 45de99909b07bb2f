import { DatabaseUnavailable } from "../database-errors.ts";

/** How long a call may take and how often it is tried again. */
export interface Patience {
  readonly deadlineMs: number;
  readonly retries: number;
  readonly backoffMs: number;
  /** 0 ≤ n < 1; a seam for tests. */
  readonly random: () => number;
}

// A database that stalls does so for 30 to 80 seconds; a person waits eight, and another try is theirs to make.
export const PATIENCE: Patience = { deadlineMs: 8_000, retries: 2, backoffMs: 40, random: Math.random };

/** What a driver makes of an engine's error. */
export interface Verdict {
  readonly error: Error;
  /** Whether the same read may succeed in a moment. An overloaded database is left alone. */
  readonly retryable: boolean;
  /** The engine itself answered that nothing happened, so that a write, too, may be tried again. */
  readonly undone?: boolean;
}

/**
 * Calls `attempt` within one deadline for all tries together. Reads are tried again, and writes that did not begin:
 * after a lost answer nobody knows whether a write happened.
 * @throws the error of `judge`, or DatabaseUnavailable at the deadline
 */
export async function patiently<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  mode: "read" | "write",
  judge: (error: unknown) => Verdict,
  patience: Patience,
): Promise<T> {
  const deadline = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DatabaseUnavailable(`The database did not answer within ${patience.deadlineMs} ms`));
      deadline.abort();
    }, patience.deadlineMs);
  });
  try {
    return await Promise.race([tries(attempt, mode, judge, patience, deadline.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

async function tries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  mode: "read" | "write",
  judge: (error: unknown) => Verdict,
  patience: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await attempt(signal);
    } catch (error) {
      const verdict = judge(error);
      const again = verdict.retryable && (mode === "read" || verdict.undone === true);
      if (retry >= patience.retries || !again || signal.aborted) throw verdict.error;
      await pause(patience.backoffMs * 2 ** retry * (0.5 + patience.random()));
      if (signal.aborted) throw verdict.error;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
