import { readdirSync, readFileSync } from "node:fs";

/** The most memory, in MB, that one of the processes started from here holds now; null where /proc does not say. */
export function largestChildMb(): number | null {
  const parents = new Map<number, number>();
  try {
    for (const entry of readdirSync("/proc")) {
      if (/^\d+$/.test(entry)) parents.set(Number(entry), numberIn(entry, "PPid"));
    }
  } catch {
    return null;
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const children = [...parents.keys()].filter((pid) => pid !== process.pid && isOurs(pid));
  return Math.max(...children.map((pid) => Math.round(numberIn(String(pid), "VmRSS") / 1_024)));
}

/** One line of /proc/<pid>/status; 0 for a process that is gone. */
function numberIn(pid: string, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
