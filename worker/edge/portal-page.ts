import { openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import type { AnonymousActor, Context } from "../kernel/context.ts";
import { ActorStale, Forbidden, SessionEnded } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { accountFacts } from "./account-facts.ts";
import { afterAnswer } from "./after-answer.ts";
import { entranceOf } from "./entrance.ts";
import { dispatch, type PortalRequest } from "./portal-door.ts";
import { portalHtml } from "./portal-html.ts";
import type { Portal } from "./portals.ts";
import { isExpected, problemResponse, toProblem } from "./problem.ts";
import { ReadGate } from "./read-gate.ts";
import { requestFacts } from "./request-facts.ts";
import type { Person } from "./visit.ts";

/** The document that a phone keeps for when it is offline: the same for everybody, with nothing of anybody in it. */
const OFFLINE_SHELL = "/offline";

type FirstData = Readonly<Record<string, unknown>>;

/** `/<prefix>/<account>/…`: the portal's one document, with the first answers of the page already in it. */
export async function portalPage<A extends Person>(asked: PortalRequest<A>): Promise<Response> {
  const { portal, services, request, report } = asked;
  try {
    return await page(asked);
  } catch (error) {
    if (!isExpected(error)) throw error;
    const problem = toProblem(error, report.requestId);
    const html = await portalDocument(portal, services, request, { problem }, problem.status);
    const retryAfter = problemResponse(problem).headers.get("retry-after");
    if (retryAfter) html.headers.set("retry-after", retryAfter);
    return html;
  }
}

async function page<A extends Person>(asked: PortalRequest<A>): Promise<Response> {
  const { portal, services, request, accountName, report } = asked;
  const url = new URL(request.url);
  const path = url.pathname.slice(`/${portal.prefix}/${accountName}`.length).replace(/\/+$/, "") || "/";
  const meter = newMeter();
  const gate = new ReadGate(meter);
  const deps = openDeps(services);
  const engines: typeof deps.engines = async (id, where) => gate.wrap(await deps.engines(id, where));
  const opened = await openTenant({ ...deps, engines }, { urlName: accountName }, meter);
  const account = accountFacts(opened.account);
  report.accountId = account.id;
  const base = `/${portal.prefix}/${account.urlName}`;
  if (account.urlName !== accountName) {
    return redirect(`${base}${path === "/" ? "" : path}${url.search}`);
  }
  const visitor: Context<AnonymousActor> = {
    account,
    database: opened.database,
    actor: { kind: "anonymous" },
    nowMs: services.house.now(),
    request: requestFacts(portal, request, report.requestId),
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  const open = portal.openData(path, url.searchParams);
  const answer = (data: FirstData) => portalDocument(portal, services, request, data, 200, path);
  if (open && portal.knowsVisitors && path === OFFLINE_SHELL) {
    return answer({ ...(await openData(asked, visitor, gate, open)), offline: true });
  }
  if (open && !portal.knowsVisitors) return answer(await openData(asked, visitor, gate, open));
  try {
    const paths = portal.firstData(path, url.searchParams, { ...account, nowMs: visitor.nowMs });
    return await answer(await firstData(asked, visitor, gate, paths));
  } catch (error) {
    if (!(error instanceof SessionEnded || isClosed(error))) throw error;
    if (open) return answer(await openData(asked, visitor, gate, open));
    const next = `${url.pathname}${url.search}`;
    return redirect(`${base}/login?next=${encodeURIComponent(next)}`);
  }
}

/** A portal that its school has closed says so on a page of its own, to everybody. */
function isClosed(error: unknown): boolean {
  return error instanceof Forbidden && error.code === "portal_closed";
}

async function openData<A extends Person>(
  asked: PortalRequest<A>,
  visitor: Context<AnonymousActor>,
  gate: ReadGate,
  paths: readonly string[],
): Promise<FirstData> {
  return answered(
    paths,
    await gate.together(paths.map((path) => () => answerOf(asked, visitor, null, path))),
  );
}

/** @throws SessionEnded when nobody is signed in */
async function firstData<A extends Person>(
  asked: PortalRequest<A>,
  visitor: Context<AnonymousActor>,
  gate: ReadGate,
  paths: readonly string[],
): Promise<FirstData> {
  const { portal, services, request, report } = asked;
  const entrance = await entranceOf(portal, services, visitor, request);
  for (;;) {
    const ctx = await entrance.context();
    report.actorId = ctx.actor.id;
    report.meter = ctx.database.meter;
    const answers = await gate.together(paths.map((path) => () => answerOf(asked, visitor, ctx, path)));
    const errors = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    afterAnswer(services, ctx, entrance.admitted);
    const ended = errors.find((error) => error instanceof SessionEnded);
    if (ended) {
      entrance.forget();
      throw ended;
    }
    if (errors.some((error) => error instanceof ActorStale) && entrance.mayReload()) continue;
    return answered(paths, answers);
  }
}

/** What could not be answered here the page asks for itself, and shows why not. */
function answered(paths: readonly string[], answers: readonly PromiseSettledResult<unknown>[]): FirstData {
  return Object.fromEntries(
    answers.flatMap((answer, i) => (answer.status === "fulfilled" ? [[paths[i]!, answer.value]] : [])),
  );
}

async function answerOf<A extends Person>(
  { portal, api, services, request, accountName }: PortalRequest<A>,
  visitor: Context<AnonymousActor>,
  ctx: Context<A> | null,
  path: string,
): Promise<unknown> {
  const url = new URL(`/api/${portal.name}/${accountName}${path}`, request.url);
  const visit = { services, body: new Uint8Array(), visitor, ctx };
  const response = await dispatch(api, new Request(url), visit);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function portalDocument<A extends Person>(
  portal: Portal<A>,
  services: Services,
  request: Request,
  data: FirstData,
  status: number,
  path = "",
): Promise<Response> {
  const { document, head } = portal;
  return portalHtml({ services, request, document, data, status, path, head: head(data, path) });
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}
