import { bodyOf, TABLE_TYPE } from "../../worker/kernel/table.ts";
import { ApiError, isAbort, problemOf, unreachable } from "./api-error.ts";
import { noteReached, noteUnreachable } from "./connection.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type ReadOptions = { signal?: AbortSignal };
/** Pass an `idempotencyKey` when the same act may be sent again later, for example from a form that is submitted twice. */
export type WriteOptions = ReadOptions & { idempotencyKey?: string };

const attemptsMax = 4;
const retryBaseMs = 350;

let base = "";
let sessionEnded: () => void = () => {};

export function configureApi(options: { base: string; onSessionEnded: () => void }) {
  base = options.base;
  sessionEnded = options.onSessionEnded;
}

export const api = {
  get: <T>(path: string, options: ReadOptions = {}) => send<T>("GET", path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options: WriteOptions = {}) =>
    write<T>("POST", path, body, options),
  put: <T = void>(path: string, body?: unknown, options: WriteOptions = {}) =>
    write<T>("PUT", path, body, options),
  patch: <T = void>(path: string, body?: unknown, options: WriteOptions = {}) =>
    write<T>("PATCH", path, body, options),
  delete: <T = void>(path: string, body?: unknown, options: WriteOptions = {}) =>
    write<T>("DELETE", path, body, options),
};

/** An answer that grows while it is read, as it came: whoever reads it says when it broke off, so nothing is repeated. */
export async function openStream(
  path: string,
  { body, ...options }: ReadOptions & { body?: unknown } = {},
): Promise<Response> {
  const key = body === undefined ? undefined : crypto.randomUUID();
  const method = key ? "POST" : "GET";
  const response = await attemptFetch(method, path, body, {
    ...options,
    ...(key && { idempotencyKey: key }),
  });
  if (response === undefined) throw unreachable();
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.status === 401 && problem.code === "session_ended") sessionEnded();
  throw new ApiError(problem);
}

/** One act keeps one key through all its automatic retries, so that the server can tell a retry from a second act. */
function write<T>(method: Method, path: string, body: unknown, options: WriteOptions) {
  return send<T>(method, path, body, { idempotencyKey: crypto.randomUUID(), ...options });
}

async function send<T>(method: Method, path: string, body: unknown, options: WriteOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const response = await attemptFetch(method, path, body, options);
    const isLast = attempt === attemptsMax || !navigator.onLine;
    if (response === undefined) {
      if (isLast) {
        noteUnreachable();
        throw unreachable();
      }
      await pause(attempt, undefined, options.signal);
      continue;
    }
    noteReached();
    if (response.ok) return (await contentOf(response)) as T;
    const problem = await problemOf(response);
    if (problem.status === 503 && !isLast) {
      await pause(attempt, problem.retryAfterSeconds, options.signal);
      continue;
    }
    if (problem.status === 401 && problem.code === "session_ended") sessionEnded();
    throw new ApiError(problem);
  }
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  return bodyOf(response.headers.get("content-type"), await response.json());
}

/** Answers undefined when nothing came back at all. */
async function attemptFetch(method: Method, path: string, body: unknown, options: WriteOptions) {
  const headers: Record<string, string> = { accept: `${TABLE_TYPE}, application/json` };
  if (options.idempotencyKey) {
    headers["content-type"] = "application/json";
    headers["idempotency-key"] = options.idempotencyKey;
    headers["x-requested-by"] = "chalkline";
  }
  try {
    return await fetch(base + path, {
      method,
      headers,
      body: options.idempotencyKey ? JSON.stringify(body ?? {}) : undefined,
      credentials: "same-origin",
      signal: options.signal,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    return undefined;
  }
}

function pause(attempt: number, retryAfterSeconds: number | undefined, signal: AbortSignal | undefined) {
  const jitter = 0.5 + Math.random();
  const delayMs = Math.max(retryBaseMs * 2 ** (attempt - 1) * jitter, (retryAfterSeconds ?? 0) * 1000);
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Superseded", "AbortError"));
    });
  });
}
