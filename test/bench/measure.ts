import { type CaseFigures, quantile, rounded } from "./report.ts";

/** One request as it was answered. */
export interface Sample {
  readonly ms: number;
  readonly trips: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsShown: number;
}

export interface Probe {
  readonly name: string;
  /** Makes the request once; `round` is different every time. */
  take(round: number): Promise<Sample>;
}

/**
 * Takes every probe once a round, so that whatever else the machine does meanwhile falls on all of them alike.
 * The first rounds only warm up.
 */
export async function interleaved(
  probes: readonly Probe[],
  rounds: number,
  warmUp: number,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(probes.map(({ name }) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const probe of probes) {
      const sample = await probe.take(round);
      if (round >= warmUp) samples.get(probe.name)!.push(sample);
    }
  }
  return samples;
}

/**
 * The figures of one case. Costs are those of the middle request: every 30 s one request of a session reloads the
 * actor, which is one trip more and says nothing of the case.
 */
export function figuresOf(name: string, samples: readonly Sample[], baseMs: number): CaseFigures {
  const middle = (pick: (sample: Sample) => number) => quantile(samples.map(pick), 0.5);
  const p50 = middle(({ ms }) => ms);
  return {
    case: name,
    trips: middle(({ trips }) => trips),
    rowsRead: middle(({ rowsRead }) => rowsRead),
    rowsWritten: middle(({ rowsWritten }) => rowsWritten),
    rowsShown: middle(({ rowsShown }) => rowsShown),
    p50Ms: rounded(p50),
    p95Ms: rounded(
      quantile(
        samples.map(({ ms }) => ms),
        0.95,
      ),
    ),
    ratio: rounded(p50 / baseMs),
  };
}
