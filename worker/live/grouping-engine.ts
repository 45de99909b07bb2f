import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import type { Engine, EngineResult } from "../../control-plane/tenant-database.ts";

type Batch = Parameters<Engine["batch"]>[0];
type Mode = "read" | "write";

interface Waiting {
  readonly statements: Batch;
  readonly resolve: (results: readonly EngineResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A group goes when nobody else has come for so long, or after so long: those whose answers just came ask on, and while
 * everybody waits here the thread is free to take in whoever is at the door.
 */
const QUIET_MS = 2;
const GATHER_MS = 40;
const MAX_STATEMENTS = 600;

/**
 * A database that runs the batches of many requests as one: everybody who comes while it is busy goes together next, in
 * the order of arrival. Each member is still all or nothing with its own guards, as if it had come alone: within a group
 * it sees what those before it wrote, and when a group fails it is halved until only those fail that must.
 */
export class GroupingEngine implements Engine {
  readonly kind: Engine["kind"];
  readonly #engine: Engine;
  readonly #waiting: Readonly<Record<Mode, Waiting[]>> = { read: [], write: [] };
  #isRunning = false;

  constructor(engine: Engine) {
    this.kind = engine.kind;
    this.#engine = engine;
  }

  batch(statements: Batch, mode: Mode): Promise<readonly EngineResult[]> {
    return new Promise((resolve, reject) => {
      this.#waiting[mode].push({ statements, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (;;) {
      await this.#gather();
      const writes = take(this.#waiting.write);
      const reads = take(this.#waiting.read);
      if (writes.length + reads.length === 0) break;
      // Whoever writes has waited longer than whoever begins by reading.
      if (writes.length > 0) await this.#together(writes, "write");
      if (reads.length > 0) await this.#together(reads, "read");
    }
    this.#isRunning = false;
  }

  async #gather(): Promise<void> {
    const giveUpMs = performance.now() + GATHER_MS;
    for (let seen = -1; seen !== this.#count && performance.now() < giveUpMs; ) {
      seen = this.#count;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
  }

  get #count(): number {
    return this.#waiting.read.length + this.#waiting.write.length;
  }

  async #together(group: readonly Waiting[], mode: Mode): Promise<void> {
    let results: readonly EngineResult[];
    try {
      const statements = group.flatMap((member) => member.statements);
      results =
        mode === "read" ? await this.#readOnce(statements) : await this.#engine.batch(statements, mode);
    } catch (error) {
      // What was lost on the way may have been committed: only the members themselves know whether to try again.
      if (group.length === 1 || error instanceof DatabaseUnavailable) {
        for (const { reject } of group) reject(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.#together(group.slice(0, half), mode);
      await this.#together(group.slice(half), mode);
      return;
    }
    let at = 0;
    for (const { statements, resolve } of group) {
      resolve(results.slice(at, at + statements.length));
      at += statements.length;
    }
  }

  /** One snapshot answers the same question the same way: in a rush most of what is asked is about the same few classes. */
  async #readOnce(statements: Batch): Promise<readonly EngineResult[]> {
    const first = new Map<string, number>();
    const asked: Batch[number][] = [];
    const places = statements.map((statement) => {
      const key = `${statement.sql}\n${JSON.stringify(statement.params)}`;
      const known = first.get(key);
      if (known !== undefined) return known;
      first.set(key, asked.length);
      return asked.push(statement) - 1;
    });
    const results = await this.#engine.batch(asked, "read");
    return places.map((place) => results[place]!);
  }
}

/** The first of the queue that fit into one batch; one that does not fit alone goes alone. */
function take(queue: Waiting[]): Waiting[] {
  let count = 0;
  const fits = queue.findIndex(({ statements }, i) => {
    count += statements.length;
    return i > 0 && count > MAX_STATEMENTS;
  });
  return queue.splice(0, fits === -1 ? queue.length : fits);
}
