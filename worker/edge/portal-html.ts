import type { Services } from "../services.ts";
import { firstDataElement } from "./first-data.ts";
import { withTheme } from "./page-theme.ts";
import { plainPage } from "./plain-page.ts";

/** The build writes the scripts of every page into the document; only those of the page itself are worth asking for. */
const FIRST_SCRIPTS = /<!--first (\S+)-->(.*?)<!--\/first-->\n? */gs;

/** What a document says in its head where nothing is known of whose it is. */
const HEAD = /<!--head-->.*?<!--\/head-->/s;

export interface PortalHtml {
  readonly services: Services;
  readonly request: Request;
  /** The built file. */
  readonly document: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** The page's address below the portal's. */
  readonly path: string;
  readonly head?: string;
}

/** A portal's one document as one page of it is first shown. */
export async function portalHtml(page: PortalHtml): Promise<Response> {
  const { services, request, document, data, status, path, head = "" } = page;
  const asset = await services.env.ASSETS.fetch(new URL(document, request.url));
  if (!asset.ok) {
    const title = "The pages are not built";
    return plainPage({ status: 503, title, text: ["Run npm run build, then load this page again."] });
  }
  const html = withTheme(await asset.text(), request)
    .replace(HEAD, (kept) => head || kept)
    .replace(FIRST_SCRIPTS, (_, place: string, links: string) => (new RegExp(place).test(path) ? links : ""))
    // A function, because a text would read `$&` in somebody's name as an instruction.
    .replace("<!--first-data-->", () => firstDataElement(data));
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
