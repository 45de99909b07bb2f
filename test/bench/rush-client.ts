import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { LocalWorker } from "../../worker/local/node/worker-process.ts";
import { quantile, rounded } from "./report.ts";

// Families as their browsers speak to the Worker: each over its own connection, none waiting for another.

export interface Family {
  readonly cookie: string;
  readonly studentId: string;
}

export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 600_000;

/** Node's own client: it costs a fraction of `fetch`, and load and server share the processors. */
export class Crowd {
  readonly answers: Answer[] = [];
  readonly #origin: URL;
  readonly #account: string;
  readonly #publicOrigin: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

  /** They come straight to the Worker, and believe to see it where everybody sees it. */
  constructor({ origin, straightOrigin }: Pick<LocalWorker, "origin" | "straightOrigin">, account: string) {
    this.#origin = new URL(straightOrigin);
    this.#publicOrigin = origin;
    this.#account = account;
  }

  get(family: Family, path: string): Promise<Answer> {
    return this.#send("GET", `/api/family/${this.#account}${path}`, { cookie: family.cookie });
  }

  empty(family: Family): Promise<Answer> {
    return this.#send("GET", `/local/empty-family/${this.#account}`, { cookie: family.cookie });
  }

  post(family: Family, path: string, body: object): Promise<Answer> {
    const headers = {
      cookie: family.cookie,
      origin: this.#publicOrigin,
      "x-requested-by": "chalkline",
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    };
    return this.#send("POST", `/api/family/${this.#account}${path}`, headers, JSON.stringify(body));
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const startedAt = performance.now();
    const { hostname, port } = this.#origin;
    return new Promise((resolve, reject) => {
      const own = { hostname, port, path, method, agent: this.#agent, timeout: TIMEOUT_MS };
      const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
      const asked = request({ ...own, headers: { ...headers, ...length } }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const ms = performance.now() - startedAt;
          const text = Buffer.concat(parts).toString();
          const answer = { status: response.statusCode ?? 0, ms, body: parsed(text) };
          this.answers.push(answer);
          resolve(answer);
        });
      });
      asked.on("error", reject);
      asked.on("timeout", () => asked.destroy(new Error(`${method} ${path} was not answered`)));
      asked.end(body);
    });
  }
}

function parsed(text: string): Answer["body"] {
  try {
    return JSON.parse(text) as Answer["body"];
  } catch {
    return { text: text.slice(0, 200) };
  }
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Lets everybody come at a random moment within a second, whatever became of those before. Answers how long it took from
 * the first arrival to the last answer, and what each family was told.
 */
export async function arrive<T>(
  families: readonly Family[],
  seed: number,
  act: (family: Family, i: number) => Promise<T>,
  withinMs = 1_000,
): Promise<{ readonly ms: number; readonly told: T[]; readonly atMs: readonly number[] }> {
  const random = seeded(seed);
  const atMs = families.map(() => random() * withinMs);
  const startedAt = performance.now();
  const told = await Promise.all(
    families.map(async (family, i) => {
      await new Promise((resolve) => setTimeout(resolve, atMs[i]));
      return act(family, i);
    }),
  );
  return { ms: performance.now() - startedAt - Math.min(...atMs), told, atMs };
}

export function quantiles(times: readonly number[]): { p50Ms: number; p95Ms: number; p99Ms: number } {
  const at = (share: number) => rounded(quantile(times, share), 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
