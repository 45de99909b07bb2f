import { type OpenedTenant, openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import { dateAt } from "../../tenant-schema/dates.ts";
import { themeStyles, themeVersion } from "../domains/portal/brand-theme.ts";
import { manifestOf } from "../domains/portal/manifest.ts";
import { publicFileQuery } from "../domains/portal/public-file.ts";
import type { PortalSettings } from "../domains/portal-settings/schemas.ts";
import { portalSettingsOf, portalSettingsQuery } from "../domains/portal-settings/settings-query.ts";
import { NotFound } from "../kernel/errors.ts";
import { openDeps } from "../services.ts";
import type { AskedFile } from "./asked-file.ts";
import { tagOf } from "./entity-tag.ts";
import { scheduleEmbed } from "./schedule-embed.ts";
import { scheduleStyles } from "./schedule-html.ts";

/** What a school's portal consists of besides its pages; whoever knows its address may have it. */
type SchoolFile = (asked: AskedFile, rest: readonly string[]) => Promise<Response>;

const FOREVER = "public, max-age=31536000, immutable";
const SHORTLY = "public, max-age=300";

const FILES: Readonly<Record<string, SchoolFile>> = {
  "theme.css": theme,
  "manifest.webmanifest": manifest,
  "service-worker.js": serviceWorker,
  files: picture,
  "schedule-embed": scheduleEmbed,
  "schedule-embed.css": async () => scheduleStyles(),
};

/** `/portal/<account>/<name>…`: what answers it, or undefined when it is a page. */
export function schoolFile(name: string | undefined): SchoolFile | undefined {
  return name !== undefined && Object.hasOwn(FILES, name) ? FILES[name] : undefined;
}

/** The school's colours. With its version in the address it stays for ever, since a new colour has a new address. */
async function theme(asked: AskedFile): Promise<Response> {
  const { settings } = await settingsOf(asked);
  const version = settings.brandColor === "" ? "none" : themeVersion(settings.brandColor);
  const isCurrent = new URL(asked.request.url).searchParams.get("v") === version;
  return tagged(asked.request, themeStyles(settings.brandColor), version, {
    "content-type": "text/css; charset=utf-8",
    "cache-control": isCurrent ? FOREVER : SHORTLY,
  });
}

async function manifest(asked: AskedFile): Promise<Response> {
  const { opened, settings } = await settingsOf(asked);
  const text = JSON.stringify(manifestOf(opened.account, settings));
  return tagged(asked.request, text, await tagOf(text), {
    "content-type": "application/manifest+json; charset=utf-8",
    "cache-control": SHORTLY,
  });
}

/**
 * Keeps the portal's offline document on a phone. Its version is part of the script, so that a browser sees whenever the
 * document or what the school shows in it becomes another.
 */
async function serviceWorker(asked: AskedFile): Promise<Response> {
  const { opened, settings } = await settingsOf(asked);
  const [script, document] = [await asset(asked, WORKER_SCRIPT), await asset(asked, "/family/index.html")];
  const version = await tagOf(JSON.stringify([script, document, opened.account.displayName, settings]));
  return workerScript(version, script, `/portal/${opened.account.urlName}`);
}

const WORKER_SCRIPT = "/family/service-worker.js";

/** The same script in the office shows what is pushed to staff; without a version it keeps no document. */
export async function officeServiceWorker(asked: AskedFile): Promise<Response> {
  const { opened } = await open(asked);
  return workerScript("", await asset(asked, WORKER_SCRIPT), `/a/${opened.account.urlName}`);
}

async function asset({ services, request }: AskedFile, path: string): Promise<string> {
  const found = await services.env.ASSETS.fetch(new URL(path, request.url));
  if (!found.ok) throw new NotFound("page");
  return found.text();
}

function workerScript(version: string, script: string, scope: string): Response {
  return new Response(`const SHELL_VERSION = "${version}";\n${script}`, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      // It stands for the whole portal, also for its start page, which is above the script.
      "service-worker-allowed": scope,
    },
  });
}

/** @throws NotFound also for files that are there, but that nothing public shows */
async function picture(asked: AskedFile, rest: readonly string[]): Promise<Response> {
  const [fileId = "", more] = rest;
  if (!/^fil_\w{10,40}$/.test(fileId) || more !== undefined) throw new NotFound("picture");
  const { services, report } = asked;
  const { opened } = await open(asked);
  const today = dateAt(services.house.now(), opened.account.timeZone);
  const { files } = await opened.database.read({ files: publicFileQuery(fileId, today) });
  const file = files[0];
  const stored = file && (await services.env.FILES.get(file.r2Key));
  if (!file || !stored) throw new NotFound("picture");
  report.meter = opened.database.meter;
  return new Response(stored.body, {
    headers: {
      "content-type": file.contentType,
      "content-length": String(stored.size),
      "content-disposition": "inline",
      // What a file holds never changes; another picture is another file.
      "cache-control": FOREVER,
    },
  });
}

async function settingsOf(asked: AskedFile): Promise<{ opened: OpenedTenant; settings: PortalSettings }> {
  const { opened } = await open(asked);
  const { stored } = await opened.database.read({ stored: portalSettingsQuery() });
  asked.report.meter = opened.database.meter;
  return { opened, settings: portalSettingsOf(stored) };
}

async function open({ services, accountName, report }: AskedFile): Promise<{ opened: OpenedTenant }> {
  const opened = await openTenant(openDeps(services), { urlName: accountName }, newMeter());
  report.accountId = opened.account.id;
  return { opened };
}

function tagged(request: Request, text: string, tag: string, headers: Record<string, string>): Response {
  const etag = `"${tag}"`;
  const isKnown = request.headers.get("if-none-match")?.split(/,\s*/).includes(etag) ?? false;
  return new Response(isKnown ? null : text, { status: isKnown ? 304 : 200, headers: { ...headers, etag } });
}
