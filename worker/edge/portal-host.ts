import type { Env } from "../env.ts";
import { notFoundPage } from "./not-found-page.ts";

/** `portal.<domain>/<account>`, as schools hand it out, leads to where the portal is; nothing is at any other address. */
export function elsewhere({ PUBLIC_ORIGIN }: Env, request: Request): Response {
  const { hostname, pathname, search } = new URL(request.url);
  const account = pathname.split("/")[1] ?? "";
  if (!hostname.startsWith("portal.") || account === "" || account === "portal") return notFoundPage(request);
  // The browser follows to our own origin, whatever the path says.
  const location = new URL(`${PUBLIC_ORIGIN}/portal/${pathname.replace(/^\/+/, "")}${search}`);
  return new Response(null, { status: 302, headers: { location: location.href } });
}
