import type { Outcome } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

/**
 * Measures against the Worker as `npm start` serves it and once more in one workerd by itself: without wrangler's proxy an
 * empty request costs half, so the same pages are further above it. The bars apply to both.
 */
export async function byBothServers(
  seed: Seed,
  measure: (server: BenchServer) => Promise<Outcome>,
): Promise<Outcome> {
  const local = await withServer(seed, measure, { asLocalRun: true });
  const alone = await withServer(seed, measure);
  const cases = alone.cases.map((figures) => ({ ...figures, case: `${figures.case}, by itself` }));
  const missed = alone.missed.map((text) => `By itself: ${text}`);
  return { cases: [...local.cases, ...cases], missed: [...local.missed, ...missed] };
}
