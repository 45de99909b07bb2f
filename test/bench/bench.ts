import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./report.ts";

// npm run bench -- <name>: runs test/bench/<name>.ts. What it prints last is one line of JSON for programs.

const NAMES = [
  "families",
  "import",
  "classes",
  "tuition",
  "aged",
  "ui",
  "sockets",
  "messenger",
  "blast",
  "phone-search",
  "rush",
  "sync",
  "family-search",
  "consolidated",
  "lighthouse",
];

const name = process.argv[2] ?? "";
const known = readdirSync(import.meta.dirname);
if (!NAMES.includes(name) || !known.includes(`${name}.ts`)) {
  process.stderr.write(`npm run bench -- <name>, where the name is one of ${NAMES.join(", ")}\n`);
  process.exit(2);
}
// Set before anything reads it: the Worker's state of a benchmark is its own.
process.env.CHALKLINE_STATE = join(import.meta.dirname, "../../.local/bench", name);

const { default: benchmark } = (await import(`./${name}.ts`)) as { default: Benchmark };
const { cases, missed } = await benchmark();
for (const bar of missed) process.stdout.write(`MISSED  ${bar}\n`);
process.stdout.write(missed.length === 0 ? "Every bar is met.\n" : `${missed.length} bars are missed.\n`);
process.stdout.write(`${JSON.stringify({ name, cases, ok: missed.length === 0 })}\n`);
process.exit(missed.length === 0 ? 0 : 1);
