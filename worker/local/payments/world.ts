import { waitUntil } from "cloudflare:workers";
import type { Env } from "../../env.ts";
import type { SandboxWorld } from "../../providers/payments/sandbox/world.ts";

/** The sandbox of this local run: its records in the local files, its webhooks over the local network. */
export function localWorld(env: Pick<Env, "FILES" | "PUBLIC_ORIGIN">, now: () => number): SandboxWorld {
  return {
    files: env.FILES,
    now,
    origin: env.PUBLIC_ORIGIN,
    post: (request) => fetch(request),
    later: waitUntil,
  };
}
