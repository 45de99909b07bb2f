import { rm } from "node:fs/promises";
import { STATE } from "./processes.ts";

await rm(STATE, { recursive: true, force: true });
process.stdout.write(`Removed ${STATE}: the next npm start begins anew.\n`);
