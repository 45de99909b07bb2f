import type { Env } from "../env.ts";
import { Forbidden } from "../kernel/errors.ts";

/**
 * The `browser` door: a write comes from a page of ours. A form or script of another site can neither set the header
 * nor fake Origin and Sec-Fetch-Site.
 * @throws Forbidden `foreign_request`
 */
export function refuseForeign(request: Request, env: Env): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const ours = new Set([new URL(request.url).origin, env.PUBLIC_ORIGIN]);
  const isOurs =
    origin !== null &&
    ours.has(origin) &&
    (site === null || site === "same-origin") &&
    request.headers.get("x-requested-by") === "chalkline";
  if (isOurs) return;
  throw new Forbidden(
    "foreign_request",
    "This request did not come from a page of Chalkline and was not carried out. Reload the page and try again.",
  );
}

/**
 * Opening a socket is a GET that carries cookies and is bound by no same-origin rule: only Origin tells who opens it.
 * @throws Forbidden `foreign_request`
 */
export function refuseForeignSocket(request: Request, env: Env): void {
  const origin = request.headers.get("origin");
  if (origin === new URL(request.url).origin || origin === env.PUBLIC_ORIGIN) return;
  throw new Forbidden("foreign_request", "This socket was not opened by a page of Chalkline.");
}
