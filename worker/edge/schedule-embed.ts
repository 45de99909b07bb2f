import { openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import { getCatalogue } from "../domains/catalogue/get-catalogue.ts";
import { catalogueFilter } from "../domains/catalogue/schemas.ts";
import { languageOf } from "../domains/portal/language.ts";
import type { AnonymousActor, Context } from "../kernel/context.ts";
import { NotFound } from "../kernel/errors.ts";
import { openDeps } from "../services.ts";
import { accountFacts } from "./account-facts.ts";
import type { AskedFile } from "./asked-file.ts";
import { scheduleHtml } from "./schedule-html.ts";

const CACHE_SECONDS = 60;

/**
 * `GET /portal/<account>/schedule-embed`: the week of classes for a frame on the school's own site. It knows nobody, sets
 * no cookie, runs no script and leads to booking in a window of its own; `?program=`, `?location=`, `?level=`, `?day=`
 * and `?lang=` narrow it. @throws NotFound
 */
export async function scheduleEmbed({
  services,
  request,
  accountName,
  report,
}: AskedFile): Promise<Response> {
  const meter = newMeter();
  const opened = await openTenant(openDeps(services), { urlName: accountName }, meter);
  report.accountId = opened.account.id;
  const ctx: Context<AnonymousActor> = {
    account: accountFacts(opened.account),
    database: opened.database,
    actor: { kind: "anonymous" },
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: null, via: "family" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  const asked = new URL(request.url).searchParams;
  const filter = catalogueFilter.safeParse(Object.fromEntries(asked));
  if (!filter.success) throw new NotFound("schedule");
  const catalogue = await getCatalogue(ctx, services.house.catalogues, filter.data);
  report.meter = meter;
  const wished = asked.get("lang");
  const language =
    wished === "en" || wished === "es" ? wished : languageOf(request.headers.get("accept-language") ?? "");
  const html = scheduleHtml({ account: ctx.account, catalogue, language });
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": `public, max-age=${CACHE_SECONDS}`,
      vary: "accept-language",
    },
  });
}
