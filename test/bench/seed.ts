import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, STATE } from "../../worker/local/node/processes.ts";

/** What the accounts of a benchmark hold before it begins. */
export interface Seed {
  readonly name: string;
  /** Account → families; an account that is not named has the few that every local run starts with. */
  readonly families: Readonly<Record<string, number>>;
  /** Account → its classes and active enrollments; else those of every local run. */
  readonly weeks?: Readonly<Record<string, { readonly classes: number; readonly enrollments: number }>>;
}

/** Whatever decides what the seeded rows look like; a change of it seeds anew. */
const SOURCES = [
  "tenant-schema/migrations/*.sql",
  "tenant-schema/text.ts",
  "control-plane/migrations/*.sql",
  "worker/local/demo/*.ts",
  "worker/domains/families/family-rows.ts",
  "worker/domains/phone-numbers.ts",
];

/** The seeded state of a benchmark, kept from one run to the next while what it is made from stays the same. */
export class SeedStore {
  readonly #folder: string;
  /** Written last and named by what the seed was made from, so that half a seed and an old one are none. */
  readonly #mark: string;

  constructor(seed: Seed) {
    this.#folder = join(ROOT, ".local/bench/seeds", seed.name);
    const hash = createHash("sha256").update(JSON.stringify(seed));
    for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
      hash.update(file).update(readFileSync(join(ROOT, file)));
    this.#mark = join(this.#folder, hash.digest("hex").slice(0, 16));
  }

  /** Puts the seeded state in place of what an earlier run left; false when there is none yet. */
  async restore(): Promise<boolean> {
    await mkdir(STATE, { recursive: true });
    await rm(join(STATE, "state"), { recursive: true, force: true });
    if (!existsSync(this.#mark)) return false;
    await cp(join(this.#folder, "state"), join(STATE, "state"), { recursive: true });
    return true;
  }

  /** Keeps the state as it is now for later runs, instead of what was kept before. */
  async keep(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await cp(join(STATE, "state"), join(this.#folder, "state"), { recursive: true });
    await writeFile(this.#mark, "");
  }
}
