import type { PortalSettings } from "../portal-settings/schemas.ts";
import { accentOf } from "./brand-theme.ts";

/** What Chalkline looks like where the school has no colour of its own: --accent and --paper of the design system. */
const OWN_COLOR = "#2b5cc4";
const PAPER = "#f9fafc";

const ICONS = [
  { src: "/assets/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
  { src: "/assets/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
  { src: "/assets/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
] as const;

/** How a phone keeps the school's portal among its apps. */
export function manifestOf(
  account: { readonly urlName: string; readonly displayName: string; readonly locale: string },
  settings: Pick<PortalSettings, "brandColor" | "tagline">,
) {
  const base = `/portal/${account.urlName}`;
  return {
    id: base,
    name: account.displayName,
    short_name: shortOf(account.displayName),
    ...(settings.tagline === "" ? {} : { description: settings.tagline }),
    lang: account.locale,
    start_url: `${base}/home`,
    scope: base,
    display: "standalone",
    background_color: PAPER,
    theme_color: settings.brandColor === "" ? OWN_COLOR : accentOf(settings.brandColor, "light").accent,
    icons: ICONS,
  };
}

const MOST_CHARACTERS = 12;

/** As many whole words as stand below an icon, but at least one. */
function shortOf(name: string): string {
  const words = name.split(" ");
  let short = words[0] ?? "";
  for (const word of words.slice(1)) {
    if (`${short} ${word}`.length > MOST_CHARACTERS) break;
    short = `${short} ${word}`;
  }
  return short;
}
