import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { LocalWorker } from "../../worker/local/node/worker-process.ts";
import { OfficeClient } from "../bench/office-client.ts";
import { freePort } from "./free-port.ts";

const LOOK_EVERY_MS = 20;
/** Against a server that hangs, not against a slow machine. */
const GIVE_UP_MS = 120_000;

/** The real local server over a state of its own, which can be killed as a power cut would and started again. */
export class KillableServer {
  readonly #state: string;
  readonly #port: number;
  #worker: LocalWorker | undefined;

  private constructor(state: string, port: number) {
    this.#state = state;
    this.#port = port;
  }

  static async start(): Promise<KillableServer> {
    const state = await mkdtemp(join(tmpdir(), "chalkline-killed-"));
    process.env.CHALKLINE_STATE = state;
    const server = new KillableServer(state, await freePort());
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    // Imported late: the folder for the state is read when the module is loaded.
    const { startWorker } = await import("../../worker/local/node/worker-process.ts");
    this.#worker = await startWorker({ port: this.#port });
  }

  get origin(): string {
    return this.#running().origin;
  }

  signIn(account: string): Promise<OfficeClient> {
    return OfficeClient.signIn(this.origin, account, this.#running().demo);
  }

  /** Every process of it ends at once and without a chance to tidy up. */
  async kill(): Promise<void> {
    const { pid, stop } = this.#running();
    process.kill(-pid, "SIGKILL");
    await until(async () => isGone(pid), Boolean);
    await stop();
    this.#worker = undefined;
  }

  async end(): Promise<void> {
    await this.#worker?.stop();
    await rm(this.#state, { recursive: true, force: true });
  }

  /** Rows of an account's database, straight from its file. */
  rows<Row>(account: string, sql: string, ...values: (string | number)[]): Row[] {
    for (const file of globSync(join(this.#state, "state/v3/d1/**/*.sqlite"))) {
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        const owner = database.prepare("select 1 from staff where email_folded = ?");
        if (owner.get(`owner@${account}.example`)) return database.prepare(sql).all(...values) as Row[];
      } catch (error) {
        // The control plane and unused databases of the pool have no such table or nobody in it.
        if (!/no such table: staff/.test(String(error))) throw error;
      } finally {
        database.close();
      }
    }
    throw new Error(`No database of the account ${account}`);
  }

  #running(): LocalWorker {
    if (!this.#worker) throw new Error("The server does not run");
    return this.#worker;
  }
}

/** Looks again and again until something is so. @throws when it never is */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > giveUpAt)
      throw new Error(`It never came to be so: ${JSON.stringify(seen).slice(0, 500)}`);
    await sleep(LOOK_EVERY_MS);
  }
}

function isGone(group: number): boolean {
  try {
    process.kill(-group, 0);
    return false;
  } catch {
    return true;
  }
}
