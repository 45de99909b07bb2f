import { formats } from "../../shared/formats.ts";

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];

/** How long ago something was read, in a sentence or alone: “just now”, “5 m ago”, “Tue”. */
export function age(atMs: number): string {
  const sinceMs = Date.now() - atMs;
  if (sinceMs < MINUTE_MS) return "just now";
  return sinceMs < DAY_MS ? `${formats().ago(atMs)} ago` : formats().ago(atMs);
}
