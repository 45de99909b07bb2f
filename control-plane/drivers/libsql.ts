import { createClient, type InStatement, LibsqlError, type ResultSet } from "@libsql/client/web";
import { DatabaseUnavailable } from "../database-errors.ts";
import type { SqlValue } from "../query.ts";
import type { Engine, EngineResult } from "../tenant-database.ts";
import { PATIENCE, type Patience, patiently, type Verdict } from "./patience.ts";
import { pipelineCosts, type StepCost } from "./pipeline-costs.ts";
import { refusal } from "./refusals.ts";

export interface LibsqlLocation {
  /** `libsql://`, `https://` or, for a server on this machine, `http://`. */
  readonly url: string;
  readonly token: string | null;
}

type Fetch = (request: Request) => Promise<Response>;

const BUSY = /SQLITE_BUSY|SQLITE_LOCKED|SQLITE_IOERR|database is locked|STREAM_EXPIRED|TRANSACTION_TIMEOUT/i;
// The answer of a statement that SQLite itself refused; everything else is about getting there and back.
const REFUSED = /SQLITE_|SQL_INPUT_ERROR|SQL_PARSE_ERROR|SQL_NO_STATEMENT|SQL_MANY_STATEMENTS|ARGS_/;

/** An account's database on a libSQL server. `fetcher` is a seam for tests. */
export function libsqlEngine(
  location: LibsqlLocation,
  patience: Patience = PATIENCE,
  fetcher: Fetch = (request) => fetch(request),
): Engine {
  return {
    kind: "libsql",
    async batch(statements, mode) {
      const calls: InStatement[] = statements.map(({ sql, params }) => ({ sql, args: [...params] }));
      return patiently((signal) => runOnce(location, calls, mode, signal, fetcher), mode, judge, patience);
    },
  };
}

// A client holds no connection, only settings (making one takes 10 µs). One per call means that the costs read
// from the answer cannot be another call's, and that nothing outlives the request that made it.
async function runOnce(
  location: LibsqlLocation,
  calls: InStatement[],
  mode: "read" | "write",
  signal: AbortSignal,
  fetcher: Fetch,
): Promise<EngineResult[]> {
  let costs: readonly StepCost[] = [];
  const client = createClient({
    url: location.url,
    ...(location.token === null ? {} : { authToken: location.token }),
    fetch: async (request: Request) => {
      const response = await fetcher(new Request(request, { signal }));
      if (!response.ok) return response;
      const body: unknown = await response.json();
      costs = pipelineCosts(body);
      // The client asks for JSON only; handing over the parsed body saves parsing it twice.
      return Object.assign(new Response(null, response), { json: async () => body });
    },
  });
  try {
    const results = await client.batch(calls, mode);
    return results.map((result, i) => toResult(result, costs[i]));
  } finally {
    client.close();
  }
}

function toResult(result: ResultSet, cost: StepCost | undefined): EngineResult {
  if (!cost) throw new Error("The libSQL server did not report what the statement cost");
  const rows = result.rows.map((row) => {
    const named: Record<string, SqlValue> = {};
    result.columns.forEach((column, i) => {
      named[column] = row[i] as SqlValue;
    });
    return named;
  });
  return { rows, ...cost };
}

function judge(error: unknown): Verdict {
  // An integer beyond 2^53 came back; the port says the same for D1.
  if (error instanceof RangeError) return { error, retryable: false };
  const code = error instanceof LibsqlError ? error.code : "";
  const message = error instanceof Error ? error.message : String(error);
  if (REFUSED.test(code) && !BUSY.test(`${code} ${message}`)) {
    return { error: refusal(message, error), retryable: false };
  }
  const status = /HTTP status (\d+)/.exec(message)?.[1];
  const refused = status === "401" || status === "403";
  const text = refused ? "The database refused our token" : "The database could not be reached";
  // Many who write at once queue for the lock; whoever waited too long was refused before the transaction began.
  const undone = code === "SQLITE_BUSY";
  return { error: new DatabaseUnavailable(text, { cause: error }), retryable: !refused, undone };
}
