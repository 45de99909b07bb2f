import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";

const IN_MEMORY = "/dev/shm";
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * Vitest's global set-up: all temporary files, so all databases, lie in memory where the machine has plenty of it.
 * Elsewhere every commit waits for the disk, which is half of what the tests take.
 */
export default function setup(): (() => void) | undefined {
  if (!existsSync(IN_MEMORY)) return undefined;
  // A run that was killed had no time to tidy up.
  for (const name of readdirSync(IN_MEMORY)) {
    const owner = /^chalkline-(\d+)-/.exec(name)?.[1];
    if (owner && !existsSync(`/proc/${owner}`))
      rmSync(`${IN_MEMORY}/${name}`, { recursive: true, force: true });
  }
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  if (bavail * bsize < ENOUGH_BYTES) return undefined;
  const folder = mkdtempSync(`${IN_MEMORY}/chalkline-${process.pid}-`);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
