import type { Engine, EngineResult, Meter } from "../../control-plane/tenant-database.ts";

type Batch = Parameters<Engine["batch"]>[0];

interface Waiting {
  readonly statements: Batch;
  readonly resolve: (results: readonly EngineResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets several readers of one request share a round trip: a read waits until every reader either waits as well or has
 * finished, then all of them leave as one batch. A page's first data costs one trip, however many answers it holds.
 */
export class ReadGate {
  #readers = 0;
  #waiting: Waiting[] = [];
  #engine: Engine | undefined;
  readonly #meter: Meter;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  /** The engine as the readers are to be given it. */
  wrap(engine: Engine): Engine {
    this.#engine = engine;
    return {
      kind: engine.kind,
      batch: (statements, mode) => {
        if (this.#readers === 0 || mode === "write") return engine.batch(statements, mode);
        return new Promise((resolve, reject) => {
          this.#waiting.push({ statements, resolve, reject });
          this.#leave();
        });
      },
    };
  }

  /** Runs the readers at once; answers in their order, each a value or what it threw. */
  async together<T>(readers: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
    this.#readers = readers.length;
    return Promise.allSettled(
      readers.map(async (reader) => {
        try {
          return await reader();
        } finally {
          this.#readers -= 1;
          this.#leave();
        }
      }),
    );
  }

  #leave(): void {
    const group = this.#waiting;
    if (!this.#engine || group.length === 0 || group.length < this.#readers) return;
    this.#waiting = [];
    void this.#run(this.#engine, group);
  }

  async #run(engine: Engine, group: readonly Waiting[]): Promise<void> {
    const startedAt = performance.now();
    try {
      const results = await engine.batch(
        group.flatMap(({ statements }) => statements),
        "read",
      );
      let at = 0;
      for (const { statements, resolve } of group) {
        resolve(results.slice(at, at + statements.length));
        at += statements.length;
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      // Each reader counted the shared trip and its time as its own.
      this.#meter.trips -= group.length - 1;
      this.#meter.databaseMs -= (group.length - 1) * (performance.now() - startedAt);
    }
  }
}
