import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll } from "vitest";
import { endServers, wakeTaken } from "./databases.ts";

// Files share a worker, so that the same modules are not evaluated a hundred times; each begins with empty storage.
// `reset` passes over what has slept for ten seconds, so all that the file before has used is woken first.
await Promise.all([wakeTaken(), env.FILES.head("none")]);
await reset();
afterAll(endServers);
