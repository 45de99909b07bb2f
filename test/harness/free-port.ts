import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below those that a system gives out by itself (Linux from 32768, others higher): between our look and the server's
 * start nobody's outgoing connection can take it.
 */
const FIRST_PORT = 10_000;
const LAST_PORT = 32_000;
/** Two that are started at once ask before either listens. */
const given = new Set<number>();

/** A port of this machine that nobody listens on, given once in this process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(false) : reject(error),
    );
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
