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
}

/** Whatever decides what the seeded rows look like; a change of it seeds anew. */
const SOURCES = [
  "tenant-schema/**/*.{ts,sql}",
  "control-plane/migrations/*.sql",
  "worker/local/demo/*.ts",
  "worker/domains/families/family-rows.ts",
  "worker/domains/phone-numbers.ts",
];

/** Puts the seeded state in place of what an earlier run left; false when there is none yet. */
export async function restoreSeed(seed: Seed): Promise<boolean> {
  await mkdir(STATE, { recursive: true });
  await rm(join(STATE, "state"), { recursive: true, force: true });
  if (!existsSync(markOf(seed))) return false;
  await cp(join(folderOf(seed), "state"), join(STATE, "state"), { recursive: true });
  return true;
}

/** Keeps the state as it is now for later runs, instead of what was kept before. */
export async function keepSeed(seed: Seed): Promise<void> {
  await rm(folderOf(seed), { recursive: true, force: true });
  await cp(join(STATE, "state"), join(folderOf(seed), "state"), { recursive: true });
  await writeFile(markOf(seed), "");
}

function folderOf(seed: Seed): string {
  return join(ROOT, ".local/bench/seeds", seed.name);
}

/** Written last and named by what it was made from, so that half a seed and an old one are none. */
function markOf(seed: Seed): string {
  const hash = createHash("sha256").update(JSON.stringify(seed));
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return join(folderOf(seed), hash.digest("hex").slice(0, 16));
}
