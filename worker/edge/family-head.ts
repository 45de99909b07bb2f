import { themeVersion } from "../domains/portal/brand-theme.ts";
import type { Portal } from "../domains/portal/schemas.ts";
import { classHead } from "./class-head.ts";
import { escapeHtml } from "./plain-page.ts";

/** What the document of the family portal says of the school before any script runs. */
export function familyHead(data: Readonly<Record<string, unknown>>, page: string): string {
  const portal = data["/portal"] as Portal | undefined;
  if (!portal) return "";
  const { account, settings } = portal;
  const base = `/portal/${account.urlName}`;
  const title = escapeHtml(account.displayName);
  const tagline = settings.tagline || account.displayName;
  const ofClass = classHead(data, page, { name: account.displayName, about: tagline });
  return [
    `<title>${ofClass?.title ?? title}</title>`,
    `<meta name="description" content="${ofClass?.about ?? escapeHtml(tagline)}">`,
    ...(ofClass?.lines ?? []),
    `<link rel="manifest" href="${base}/manifest.webmanifest">`,
    `<link rel="apple-touch-icon" href="/assets/icons/icon-180.png">`,
    `<meta name="apple-mobile-web-app-title" content="${title}">`,
    ...themeLink(base, settings.brandColor),
    ...(page === "/" ? backgroundLink(base, settings.backgroundFileId) : []),
  ].join("\n    ");
}

function themeLink(base: string, brandColor: string): string[] {
  if (brandColor === "") return [];
  return [`<link rel="stylesheet" href="${base}/theme.css?v=${themeVersion(brandColor)}">`];
}

/** The landing page is drawn over it; a script would ask for it only when it has run. */
function backgroundLink(base: string, fileId: string | null): string[] {
  if (fileId === null) return [];
  const href = `${base}/files/${escapeHtml(fileId)}`;
  return [`<link rel="preload" as="image" href="${href}" fetchpriority="high">`];
}
