import type { Context as HonoContext } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Portal and account are in the name, so that two schools in one browser do not sign each other out. */
function cookieName({ portal, accountId }: CookieOwner, secure: boolean): string {
  const name = `chalkline-${portal}-${accountId}`;
  return secure ? `__Host-${name}` : name;
}

/** Browsers take `__Host-` and Secure only over https; a local run on plain http does without. */
function isSecure(url: string, environment: "local" | "production"): boolean {
  return environment === "production" || new URL(url).protocol === "https:";
}

export interface CookieOwner {
  readonly portal: "office" | "family";
  readonly accountId: string;
  readonly environment: "local" | "production";
}

export function readSessionToken(request: Request, owner: CookieOwner): string | null {
  const name = cookieName(owner, isSecure(request.url, owner.environment));
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const pair = pairs.find((text) => text.startsWith(`${name}=`));
  const token = pair?.slice(name.length + 1);
  return token ? token : null;
}

/** Without `maxAgeMs` the browser forgets it when it is closed. */
export function writeSessionToken(
  c: HonoContext,
  owner: CookieOwner,
  token: string,
  maxAgeMs?: number,
): void {
  const secure = isSecure(c.req.url, owner.environment);
  setCookie(c, cookieName(owner, secure), token, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    ...(maxAgeMs === undefined ? {} : { maxAge: Math.floor(maxAgeMs / 1000) }),
  });
}

/** The same as a header, for an answer that no route makes. */
export function sessionCookie(request: Request, owner: CookieOwner, token: string): string {
  const secure = isSecure(request.url, owner.environment);
  const parts = [`${cookieName(owner, secure)}=${token}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}

export function clearSessionToken(c: HonoContext, owner: CookieOwner): void {
  const secure = isSecure(c.req.url, owner.environment);
  const name = cookieName(owner, secure);
  if (getCookie(c, name) === undefined) return;
  setCookie(c, name, "", { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge: 0 });
}
