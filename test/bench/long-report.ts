import type { ReportRun } from "../../worker/domains/reports/shapes.ts";
import { over } from "./billing-run.ts";
import { largestChildMb } from "./memory.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, rounded } from "./report.ts";

const SAMPLE_MS = 20;

/** What the Worker's process held while a report was made; it also holds the databases and the bucket. */
export interface LongReport {
  readonly figures: CaseFigures;
  readonly peakMb: number;
  readonly grownMb: number;
}

/** Runs FIN-6 over some days as a background task and takes its CSV piece by piece, as a browser saves it. */
export async function categoryList(client: OfficeClient, from: string, to: string): Promise<LongReport> {
  const filter = { period: "custom", from, to };
  const memory = watchMemory();
  const startedAt = performance.now();
  const started = await client.post<{ id: string; taskId: string }>("/reports/runs", {
    code: "FIN-6",
    filter,
  });
  const { id, taskId } = started.body;
  await over(client, taskId);
  const { rowCount } = (await client.get<ReportRun>(`/reports/runs/${id}`)).body;
  let lines = -1;
  for await (const bytes of await client.download(`/reports/runs/${id}/file?format=csv`))
    for (const byte of bytes) if (byte === 10) lines += 1;
  const ms = performance.now() - startedAt;
  const { peakMb, grownMb } = memory.stop();
  if (lines !== rowCount) throw new Error(`The file has ${lines} lines, the report ${rowCount}`);
  const name = `FIN-6 of ${lines} lines as CSV`;
  const costs = { trips: null, rowsRead: null, rowsWritten: null, rowsShown: lines };
  const figures = { case: name, ...costs, p50Ms: rounded(ms, 0), p95Ms: null, ratio: null, value: peakMb };
  return { figures, peakMb, grownMb };
}

function watchMemory(): { stop(): Pick<LongReport, "peakMb" | "grownMb"> } {
  const beforeMb = largestChildMb() ?? 0;
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, largestChildMb() ?? 0);
  }, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      return { peakMb, grownMb: peakMb - beforeMb };
    },
  };
}
