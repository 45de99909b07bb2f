import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import { exampleValues } from "../mail-templates/preview-template.ts";
import { renderWords } from "../mail-templates/template-text.ts";
import { derivedToken } from "../staff-sessions/tokens.ts";
import type { StoredCampaign } from "./campaign-queries.ts";
import { knownTo } from "./variables.ts";

// The addresses in a campaign's mails: /m/<account>/<recipient>/<signature>/u | o | c/<position>.

const SIGNATURE_LENGTH = 22;

export interface Deployment {
  readonly pepper: string;
  readonly publicOrigin: string;
}

export async function signatureOf(pepper: string, accountId: string, recipientId: string): Promise<string> {
  const token = await derivedToken(pepper, `campaign-mail/${accountId}/${recipientId}`);
  return token.slice(0, SIGNATURE_LENGTH);
}

/** Where everything begins that one recipient may do with one mail. */
export async function mailBase(
  { pepper, publicOrigin }: Deployment,
  accountId: string,
  recipientId: string,
): Promise<string> {
  return `${publicOrigin}/m/${accountId}/${recipientId}/${await signatureOf(pepper, accountId, recipientId)}`;
}

/** Where the way out of a mail leads that was sent to nobody of the audience: to look at, or as a test. */
export const PREVIEW_PATH = "preview/u";

const HREF = /<a href="([^"]*)"/g;

/** What the words of a campaign open, in their order: the same for every recipient. */
export function linksIn(ctx: Context, campaign: StoredCampaign, publicOrigin: string): string[] {
  if (campaign.channel !== "email" || campaign.class !== "marketing") return [];
  const { html } = renderWords(
    knownTo(campaign.audience.list),
    "en",
    campaign,
    exampleValues(ctx, publicOrigin),
  );
  const found = [...html.matchAll(HREF)].map((match) => unescapeHtml(match[1]!));
  return [...new Set(found)].filter((url) => /^https?:\/\//.test(url));
}

export function linkRows(ctx: Context, campaign: StoredCampaign, publicOrigin: string): Statement[] {
  const links = linksIn(ctx, campaign, publicOrigin);
  if (links.length === 0) return [];
  return [
    statement(sql`delete from campaign_links where campaign_id = ${campaign.id}`),
    statement(sql`insert into campaign_links (campaign_id, position, url)
      select ${campaign.id}, key, value from json_each(${JSON.stringify(links)})`),
  ];
}

/** The mail with its links counted and a picture that says it was opened. */
export function tracked(html: string, base: string, links: readonly string[]): string {
  const counted = html.replace(HREF, (whole, href: string) => {
    const position = links.indexOf(unescapeHtml(href));
    return position < 0 ? whole : `<a href="${escapeHtml(`${base}/c/${position}`)}"`;
  });
  const pixel = `<img src="${escapeHtml(`${base}/o`)}" width="1" height="1" alt="">`;
  return counted.replace("</body>", `${pixel}\n</body>`);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
