import type { Context as HonoContext } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Portal and account are in the name, so that two schools in one browser do not sign each other out. */
function cookieName(accountId: string, secure: boolean): string {
  const name = `chalkline-office-${accountId}`;
  return secure ? `__Host-${name}` : name;
}

/** Browsers take `__Host-` and Secure only over https; a local run on plain http does without. */
function isSecure(url: string, environment: "local" | "production"): boolean {
  return environment === "production" || new URL(url).protocol === "https:";
}

interface CookieOwner {
  readonly accountId: string;
  readonly environment: "local" | "production";
}

export function readSessionToken(request: Request, { accountId, environment }: CookieOwner): string | null {
  const name = cookieName(accountId, isSecure(request.url, environment));
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const pair = pairs.find((text) => text.startsWith(`${name}=`));
  const token = pair?.slice(name.length + 1);
  return token ? token : null;
}

export function writeSessionToken(c: HonoContext, owner: CookieOwner, token: string): void {
  const secure = isSecure(c.req.url, owner.environment);
  setCookie(c, cookieName(owner.accountId, secure), token, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
  });
}

export function clearSessionToken(c: HonoContext, owner: CookieOwner): void {
  const secure = isSecure(c.req.url, owner.environment);
  const name = cookieName(owner.accountId, secure);
  if (getCookie(c, name) === undefined) return;
  setCookie(c, name, "", { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge: 0 });
}
