import type { Outcome } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

/** As `npm start` serves the Worker, behind wrangler's proxy, or in one workerd by itself. */
export type Setting = "served" | "alone";

/**
 * Measures in both settings: without wrangler's proxy an empty request costs half, so the same pages are further above it.
 */
export async function byBothServers(
  seed: Seed,
  measure: (server: BenchServer, setting: Setting) => Promise<Outcome>,
): Promise<Outcome> {
  const local = await withServer(seed, (server) => measure(server, "served"), { asLocalRun: true });
  const alone = await withServer(seed, (server) => measure(server, "alone"));
  const cases = alone.cases.map((figures) => ({ ...figures, case: `${figures.case}, by itself` }));
  const missed = alone.missed.map((text) => `By itself: ${text}`);
  return { cases: [...local.cases, ...cases], missed: [...local.missed, ...missed] };
}
