import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");
/** Where a local run keeps everything; tests and benchmarks use a folder of their own. */
export const STATE = process.env.CHALKLINE_STATE ?? join(ROOT, ".local");

/** A tool of this project: the one in node_modules, whatever else is installed on the machine. */
export function tool(name: string): string {
  return join(ROOT, "node_modules/.bin", name);
}

/** Runs a tool to its end; what it builds is what ships, also when a test asked for it. @throws when it fails */
export async function run(name: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(tool(name), args, { cwd: ROOT, stdio: "inherit", env });
  const code = await ended(child);
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

/** Starts a tool as the leader of its own group, so that it can be stopped with everything it started. */
export function start(name: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn(tool(name), args, { cwd: ROOT, detached: true, ...options });
}

/** Asks a group to end, and ends it when it does not. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const end = ended(child);
  signal(child.pid, "SIGTERM");
  const timer = setTimeout(() => signal(child.pid as number, "SIGKILL"), 5_000);
  await end;
  clearTimeout(timer);
}

function signal(leader: number, name: NodeJS.Signals): void {
  try {
    process.kill(-leader, name);
  } catch {
    // The group is gone already, which is what was asked for.
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
}
