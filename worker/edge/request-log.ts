import type { Meter } from "../../control-plane/tenant-database.ts";

/** What one request leaves in the log; filled in as it becomes known. */
export interface RequestReport {
  readonly requestId: string;
  readonly startedAtMs: number;
  accountId: string | null;
  actorId: string | null;
  /** Set only where costs may be told: before sign-in they would tell who exists. */
  meter: Meter | null;
}

/** One line a request. The query string stays out: it carries names and phone numbers that were searched for. */
export function logRequest(report: RequestReport, request: Request, response: Response): void {
  const { requestId, accountId, actorId, meter, startedAtMs } = report;
  // The last part of a feed's address is a secret.
  const path = new URL(request.url).pathname.replace(/^(\/feeds\/[^/]*).*/, "$1");
  const line = {
    message: "request",
    requestId,
    method: request.method,
    path,
    status: response.status,
    durationMs: Math.round(performance.now() - startedAtMs),
    accountId,
    actorId,
    ...(meter ? { trips: meter.trips, rowsRead: meter.rowsRead, rowsWritten: meter.rowsWritten } : {}),
  };
  console.info(JSON.stringify(line));
}

export function logUnexpected(requestId: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  const cause = error instanceof Error && error.cause !== undefined ? String(error.cause) : undefined;
  console.error(JSON.stringify({ message: "unexpected error", requestId, error: text, cause }));
}

/** What the answer cost, for whoever is signed in. */
export function serverTiming(report: RequestReport): string | null {
  const { meter } = report;
  if (!meter) return null;
  const { trips, rowsRead, rowsWritten, databaseMs } = meter;
  const desc = `trips=${trips} read=${rowsRead} written=${rowsWritten}`;
  const appMs = performance.now() - report.startedAtMs;
  return `db;dur=${databaseMs.toFixed(1)};desc="${desc}", app;dur=${appMs.toFixed(1)}`;
}
