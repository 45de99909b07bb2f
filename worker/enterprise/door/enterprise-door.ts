import { openControl } from "../../../control-plane/control-database.ts";
import { newMeter } from "../../../control-plane/tenant-database.ts";
import { BadInput } from "../../edge/bad-input.ts";
import { MAX_JSON_BYTES, mediaType, readBody } from "../../edge/body.ts";
import { addressOf, idempotencyOf } from "../../edge/request-facts.ts";
import type { RequestReport } from "../../edge/request-log.ts";
import { marksFor } from "../../edge/route-marks.ts";
import { refuseForeign } from "../../edge/same-site.ts";
import { NotFound, Replayed } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { enterpriseApi } from "../app.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { admit } from "./admit.ts";
import type { EnterpriseVisit } from "./enterprise-route.ts";

/** `/api/enterprise/…`: admits or refuses, and lets the route answer. */
export async function enterpriseDoor(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const marks = marksFor(enterpriseApi, request.method, new URL(request.url).pathname);
  if (!marks) throw new NotFound("page");
  const body = await admitBody(services, request);
  const meter = newMeter();
  const visitor: EnterpriseVisitor = {
    services,
    control: openControl(services.env.CONTROL, meter),
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: addressOf(request), via: "enterprise" },
    idempotency: await idempotencyOf(request, body),
  };
  if (marks.some((mark) => mark.kind === "anyone")) {
    return dispatchEnterprise(request, { body, visitor, ctx: null });
  }
  try {
    const ctx = await admit(visitor, request);
    report.actorId = ctx.actor.id;
    report.meter = meter;
    return await dispatchEnterprise(request, { body, visitor, ctx });
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    return Response.json(error.outcome, { headers: { "idempotent-replay": "true" } });
  }
}

/** Runs one route of the API in this very request. */
export async function dispatchEnterprise(request: Request, visit: EnterpriseVisit): Promise<Response> {
  const { url, method, headers, signal } = request;
  return enterpriseApi.fetch(new Request(url, { method, headers, signal }), { visit });
}

async function admitBody(services: Services, request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (request.method === "GET" || request.method === "HEAD") return new Uint8Array();
  refuseForeign(request, services.env);
  if (mediaType(request.headers.get("content-type")) !== "application/json") {
    throw new BadInput("Send this as JSON, with the content type application/json.", [], 415);
  }
  return readBody(request, MAX_JSON_BYTES);
}
