import type { Hono } from "hono";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter } from "../../control-plane/tenant-database.ts";
import { readSessionToken } from "../domains/staff-sessions/session-cookie.ts";
import { hashToken } from "../domains/staff-sessions/tokens.ts";
import type { AnonymousActor, Context, StaffActor } from "../kernel/context.ts";
import { ActorStale, SessionEnded } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { accountFacts } from "./account-facts.ts";
import { afterAnswer } from "./after-answer.ts";
import { Entrance } from "./entrance.ts";
import { firstDataElement, firstDataPaths, isPublicPage } from "./first-data.ts";
import { dispatch, type OfficeRequest } from "./office-door.ts";
import type { OfficeEnv } from "./office-route.ts";
import { withTheme } from "./page-theme.ts";
import { plainPage } from "./plain-page.ts";
import { isExpected, problemResponse, toProblem } from "./problem.ts";
import { ReadGate } from "./read-gate.ts";
import { addressOf } from "./request-facts.ts";

type FirstData = Readonly<Record<string, unknown>>;

/** `/a/<account>/…`: the portal's one document, with the first answers of the page already in it. */
export async function officePage(office: OfficeRequest): Promise<Response> {
  const { services, request, report } = office;
  try {
    return await page(office);
  } catch (error) {
    if (!isExpected(error)) throw error;
    const problem = toProblem(error, report.requestId);
    const html = await officeDocument(services, request, { problem }, problem.status);
    const retryAfter = problemResponse(problem).headers.get("retry-after");
    if (retryAfter) html.headers.set("retry-after", retryAfter);
    return html;
  }
}

async function page(office: OfficeRequest): Promise<Response> {
  const { services, request, accountName, report } = office;
  const url = new URL(request.url);
  const path = url.pathname.slice(`/a/${accountName}`.length).replace(/\/+$/, "") || "/";
  const meter = newMeter();
  const gate = new ReadGate(meter);
  const deps = openDeps(services);
  const engines: typeof deps.engines = async (id, where) => gate.wrap(await deps.engines(id, where));
  const opened = await openTenant({ ...deps, engines }, { urlName: accountName }, meter);
  const account = accountFacts(opened.account);
  report.accountId = account.id;
  if (account.urlName !== accountName) {
    return redirect(`/a/${account.urlName}${path === "/" ? "" : path}${url.search}`);
  }
  if (isPublicPage(path)) return officeDocument(services, request, {}, 200, path);
  const visitor: Context<AnonymousActor> = {
    account,
    database: opened.database,
    actor: { kind: "anonymous" },
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: addressOf(request), via: "office" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  try {
    const paths = firstDataPaths(path, url.searchParams, { ...account, nowMs: visitor.nowMs });
    const data = await firstData(office, visitor, gate, paths);
    return await officeDocument(services, request, data, 200, path);
  } catch (error) {
    if (!(error instanceof SessionEnded)) throw error;
    const next = `${url.pathname}${url.search}`;
    return redirect(`/a/${account.urlName}/login?next=${encodeURIComponent(next)}`);
  }
}

/** @throws SessionEnded when nobody is signed in */
async function firstData(
  office: OfficeRequest,
  visitor: Context<AnonymousActor>,
  gate: ReadGate,
  paths: readonly string[],
): Promise<FirstData> {
  const { services, request, report } = office;
  const owner = { accountId: visitor.account.id, environment: services.env.ENVIRONMENT };
  const token = readSessionToken(request, owner);
  if (token === null) throw new SessionEnded();
  const entrance = new Entrance(services.house.actors, visitor, await hashToken(token));
  for (;;) {
    const ctx = await entrance.context();
    report.actorId = ctx.actor.id;
    report.meter = ctx.database.meter;
    const answers = await gate.together(paths.map((path) => () => answerOf(office, visitor, ctx, path)));
    const errors = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    afterAnswer(services, ctx, entrance.admitted);
    const ended = errors.find((error) => error instanceof SessionEnded);
    if (ended) {
      entrance.forget();
      throw ended;
    }
    if (errors.some((error) => error instanceof ActorStale) && entrance.mayReload()) continue;
    // What could not be answered here the page asks for itself, and shows why not.
    return Object.fromEntries(
      answers.flatMap((answer, i) => (answer.status === "fulfilled" ? [[paths[i]!, answer.value]] : [])),
    );
  }
}

async function answerOf(
  office: OfficeRequest,
  visitor: Context<AnonymousActor>,
  ctx: Context<StaffActor>,
  path: string,
): Promise<unknown> {
  const { api, services, request, accountName } = office;
  const url = new URL(`/api/office/${accountName}${path}`, request.url);
  const visit = { services, body: new Uint8Array(), visitor, ctx };
  const response = await dispatch(api as Hono<OfficeEnv>, new Request(url), visit);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** The build writes the scripts of every page into the document; only those of the page itself are worth asking for. */
const FIRST_SCRIPTS = /<!--first (\S+)-->(.*?)<!--\/first-->\n? */gs;

async function officeDocument(
  services: Services,
  request: Request,
  data: FirstData,
  status: number,
  path = "",
): Promise<Response> {
  const asset = await services.env.ASSETS.fetch(new URL("/office/index.html", request.url));
  if (!asset.ok) {
    const title = "The pages are not built";
    return plainPage({ status: 503, title, text: ["Run npm run build, then load this page again."] });
  }
  const html = withTheme(await asset.text(), request)
    .replace(FIRST_SCRIPTS, (_, place: string, links: string) => (new RegExp(place).test(path) ? links : ""))
    // A function, because a text would read `$&` in somebody's name as an instruction.
    .replace("<!--first-data-->", () => firstDataElement(data));
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}
