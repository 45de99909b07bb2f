import type { Env } from "../../worker/env.ts";

/** The built pages of a portal, for tests that run before anything is built: one document and nothing else. */
export function builtPages(path: string, document: string): Pick<Env, "ASSETS"> {
  const fetch = async (url: URL | string) =>
    new URL(url).pathname === path
      ? new Response(document, { headers: { "content-type": "text/html" } })
      : new Response(null, { status: 404 });
  return { ASSETS: { fetch } as Fetcher };
}

/** A document with the one thing in it that the Worker fills in. */
export const BARE_DOCUMENT = "<!doctype html><html><head><!--first-data--></head><body></body></html>";
