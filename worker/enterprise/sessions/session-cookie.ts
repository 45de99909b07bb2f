import type { Env } from "../../env.ts";

/** Of the whole origin, so that the way into an account can see which browser it was made for. */
const SESSION = "chalkline-enterprise";
/** Ties a sign-in that is under way to the browser it was begun in. */
const FLOW = "chalkline-enterprise-sign-in";

type Which = "session" | "flow";

function nameOf(which: Which, request: Request, env: Env): { name: string; secure: boolean } {
  // Browsers take `__Host-` and Secure only over https; a local run on plain http does without.
  const secure = env.ENVIRONMENT === "production" || new URL(request.url).protocol === "https:";
  const name = which === "session" ? SESSION : FLOW;
  return { name: secure ? `__Host-${name}` : name, secure };
}

export function readEnterpriseCookie(which: Which, request: Request, env: Env): string | null {
  const { name } = nameOf(which, request, env);
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const token = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return token ? token : null;
}

/** Lax, because a call centre's telephone opens our pages from a page of its own. Null clears it. */
export function enterpriseCookie(which: Which, request: Request, env: Env, token: string | null): string {
  const { name, secure } = nameOf(which, request, env);
  const parts = [`${name}=${token ?? ""}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (secure) parts.push("Secure");
  if (token === null) parts.push("Max-Age=0");
  return parts.join("; ");
}
