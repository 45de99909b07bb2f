import { portalBase } from "../account.ts";

const AFTERWARDS = "/home";

/**
 * Where to go after the log-in: only pages of this portal. An address from outside must send nobody elsewhere, and what a
 * browser makes of it counts, not how it is written.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith(`${portalBase}/`)) return AFTERWARDS;
  const url = new URL(next, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith(`${portalBase}/`)) return AFTERWARDS;
  const path = url.pathname.slice(portalBase.length);
  return path === "/login" ? AFTERWARDS : `${path}${url.search}`;
}
