import type { Outcome } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

/**
 * Measures against the Worker as `npm start` serves it, to which the bars of ratios apply, and once more in one workerd by
 * itself: without wrangler's proxy an empty request costs half, so the same pages are further above it.
 */
export async function byBothServers(
  seed: Seed,
  measure: (server: BenchServer) => Promise<Outcome>,
): Promise<Outcome> {
  const judged = await withServer(seed, measure, { asLocalRun: true });
  const alone = await withServer(seed, measure);
  for (const text of alone.missed) process.stdout.write(`In one workerd by itself, above the bar: ${text}\n`);
  const cases = alone.cases.map((figures) => ({ ...figures, case: `${figures.case}, by itself` }));
  return { cases: [...judged.cases, ...cases], missed: judged.missed };
}
