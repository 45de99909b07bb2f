import type { Hono } from "hono";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import type { AnonymousActor, Context } from "../kernel/context.ts";
import { ActorStale, Forbidden, NotFound, Replayed, SessionEnded } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { accountFacts } from "./account-facts.ts";
import { afterAnswer } from "./after-answer.ts";
import { BadInput } from "./bad-input.ts";
import { MAX_JSON_BYTES, mediaType, readBody } from "./body.ts";
import { entranceOf } from "./entrance.ts";
import type { Portal } from "./portals.ts";
import { idempotencyOf, requestFacts } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";
import { marksFor, type RouteMark } from "./route-marks.ts";
import { refuseForeign } from "./same-site.ts";
import type { DoorEnv, Person, Visit } from "./visit.ts";

export interface PortalRequest<A extends Person> {
  readonly portal: Portal<A>;
  readonly api: Hono<DoorEnv<A>>;
  readonly services: Services;
  readonly request: Request;
  readonly accountName: string;
  readonly report: RequestReport;
}

/** `/api/<portal>/<account>/…`: families one behind the other when they come in crowds, staff past them. */
export function portalDoor<A extends Person>(asked: PortalRequest<A>): Promise<Response> {
  const { portal, services, accountName } = asked;
  if (portal.name !== "family" || services.house.desk === "inside") return behindDoor(asked);
  return services.house.bulkhead.pass(accountName, () => behindDoor(asked));
}

/** Opens the account, admits or refuses, and lets the route answer. */
async function behindDoor<A extends Person>(asked: PortalRequest<A>): Promise<Response> {
  const { portal, api, services, request, accountName, report } = asked;
  const meter = newMeter();
  const { account, database } = await openTenant(openDeps(services), { urlName: accountName }, meter);
  report.accountId = account.id;
  const { pathname } = new URL(request.url);
  const marks = marksFor(api, request.method, pathname);
  if (!marks) throw new NotFound("page");
  if (services.house.desk === "outside" && marks.some((mark) => mark.kind === "desk")) {
    return services.env.REGISTRATION_DESK.getByName(account.id).fetch(request);
  }
  const body = await admitBody(request, services, marks);
  const visitor: Context<AnonymousActor> = {
    account: accountFacts(account),
    database,
    actor: { kind: "anonymous" },
    nowMs: services.house.now(),
    request: requestFacts(portal, request, report.requestId),
    idempotency: await idempotencyOf(request, body),
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  const visit: Visit<A> = { services, body, visitor, ctx: null };
  if (marks.some((mark) => mark.kind === "anyone")) {
    const response = await dispatch(api, request, visit);
    afterAnswer(services, visitor, null);
    return response;
  }
  return signedIn(asked, visit, !marks.some((mark) => mark.kind === "unattended"));
}

/** Lets the route answer for the session's owner; once more when what was cached of them turns out to be old. */
async function signedIn<A extends Person>(
  { portal, api, services, request, report }: PortalRequest<A>,
  visit: Visit<A>,
  countsAsUse: boolean,
): Promise<Response> {
  const { visitor } = visit;
  const entrance = await entranceOf(portal, services, visitor, request);
  for (;;) {
    const ctx = await entrance.context();
    report.actorId = ctx.actor.id;
    report.meter = ctx.database.meter;
    try {
      return await dispatch(api, request, { ...visit, ctx });
    } catch (error) {
      if (error instanceof Replayed) return replay(error);
      if (error instanceof SessionEnded) entrance.forget();
      // A right may have been granted since the actor was cached; only fresh facts may refuse.
      const worthAnother = error instanceof ActorStale || error instanceof Forbidden;
      if (!worthAnother || !entrance.mayReload()) throw error;
    } finally {
      // What staff change of the school its visitors see at once.
      if (portal.name === "office" && request.method !== "GET") services.house.portals.forget(ctx.account.id);
      afterAnswer(services, ctx, entrance.admitted, countsAsUse);
    }
  }
}

/** Runs one route of the API in this very request. */
export async function dispatch<A extends Person>(
  api: Hono<DoorEnv<A>>,
  request: Request,
  visit: Visit<A>,
): Promise<Response> {
  const { url, method, headers } = request;
  return api.fetch(new Request(url, { method, headers }), { visit });
}

async function admitBody(
  request: Request,
  services: Services,
  marks: readonly RouteMark[],
): Promise<Uint8Array<ArrayBuffer>> {
  if (request.method === "GET" || request.method === "HEAD") return new Uint8Array();
  refuseForeign(request, services.env);
  const upload = marks.find((mark) => mark.kind === "upload");
  const types = upload ? upload.types : ["application/json"];
  if (!types.includes(mediaType(request.headers.get("content-type")))) {
    throw new BadInput(`Send this with one of these content types: ${types.join(", ")}.`, [], 415);
  }
  return readBody(request, upload ? upload.maxBytes : MAX_JSON_BYTES);
}

function replay(replayed: Replayed): Response {
  return Response.json(replayed.outcome, { headers: { "idempotent-replay": "true" } });
}
