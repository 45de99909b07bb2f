import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { isId } from "../../tenant-schema/ids.ts";
import { isMediaTicket } from "../domains/texts/media-address.ts";
import { systemContext } from "../jobs/system-context.ts";
import { NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import type { RequestReport } from "./request-log.ts";

/**
 * `GET /webhooks/sms-media/<account>/<file>/<until>/<token>`: the provider fetches a picture that a text carries. The
 * address is made by us for one file and three days. @throws NotFound
 */
export async function textMediaDoor(
  services: Services,
  request: Request,
  [accountId = "", fileId = "", until = "", token = "", ...rest]: readonly string[],
  report: RequestReport,
): Promise<Response> {
  const isKnownAddress = isId("account", accountId) && isId("file", fileId) && /^\d{13}$/.test(until);
  if (request.method !== "GET" || !isKnownAddress || rest.length > 0) throw new NotFound("page");
  const ticket = { accountId, fileId, expiresAtMs: Number(until) };
  if (!(await isMediaTicket(services.env, ticket, token, services.house.now()))) throw new NotFound("page");
  const ctx = await systemContext(services, accountId, report.requestId);
  const { found } = await ctx.database.read({
    found: select(
      { key: sql<string>`r2_key`, contentType: sql<string>`content_type` },
      sql`from files where id = ${fileId} and owner_kind = 'conversation' and deleted_at is null`,
    ),
  });
  const object = found[0] && (await services.env.FILES.get(found[0].key));
  if (!object) throw new NotFound("page");
  return new Response(object.body, {
    headers: { "content-type": found[0]!.contentType, "cache-control": "private, no-store" },
  });
}
